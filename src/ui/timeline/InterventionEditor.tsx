/** One intervention in words, with its time and value to change and a way to remove it. */
import { useId, useState } from 'react';
import { isNumberParam, type ParamSpec, type ParamSpecs, type ParamValue } from '../../patterns/params.ts';
import type { Intervention } from '../../scenario/scenario.ts';
import { GROUP_LOOKS } from '../form/groupLooks.ts';
import type { NumberRules } from '../form/parseEntry.ts';
import { SetEntry } from '../form/SetControl.tsx';
import { ValueEntry } from '../form/ValueEntry.tsx';
import { LockIcon, RemoveIcon } from '../icons.tsx';
import { ListSelect } from '../ListSelect.tsx';
import { ToggleSwitch } from '../ToggleSwitch.tsx';
import { describeIntervention } from './interventions.ts';

export interface InterventionEditorProps {
  readonly intervention: Intervention;
  readonly specs: ParamSpecs;
  readonly durationMs: number;
  readonly locked: boolean;
  /** The words take the focus when the dialog opens, instead of the first field: a finger does not want the keyboard at once. */
  readonly startsOnWords: boolean;
  readonly onMove: (atMs: number) => void;
  readonly onEdit: (value: ParamValue) => void;
  readonly onRemove: () => void;
}

interface ValueEditorProps {
  readonly spec: ParamSpec;
  readonly value: ParamValue;
  readonly name: string;
  /** DOM id of the sentence that says why its last entry was bad; null when it was not. */
  readonly problemId: string | null;
  readonly onEdit: (value: ParamValue) => void;
  readonly onProblem: (sentence: string | null) => void;
}

function ValueEditor({ spec, value, name, problemId, onEdit, onProblem }: ValueEditorProps) {
  if (isNumberParam(spec)) {
    return (
      <ValueEntry
        rules={spec}
        value={Number(value)}
        name={name}
        describedBy={problemId ?? undefined}
        invalid={problemId !== null}
        locked={false}
        onCommit={onEdit}
        onProblem={onProblem}
      />
    );
  }
  if (spec.kind === 'flag') {
    return <ToggleSwitch aria-label={name} checked={value === true} onSwitch={onEdit} />;
  }
  if (spec.kind === 'set') {
    return <SetEntry spec={spec} value={String(value)} name={name} locked={false} onSet={onEdit} />;
  }
  return (
    <ListSelect
      className="param-list"
      aria-label={name}
      data={Object.entries(spec.options).map(([option, label]) => ({ value: option, label }))}
      value={String(value)}
      onChoose={onEdit}
    />
  );
}

export function InterventionEditor({
  intervention,
  specs,
  durationMs,
  locked,
  startsOnWords,
  onMove,
  onEdit,
  onRemove,
}: InterventionEditorProps) {
  const problemId = useId();
  const [problem, setProblem] = useState<{ readonly of: 'time' | 'value'; readonly sentence: string } | null>(
    null,
  );
  const note = (of: 'time' | 'value') => (sentence: string | null) =>
    setProblem(sentence === null ? null : { of, sentence });
  const spec = specs[intervention.param];
  const timeRules: NumberRules = { kind: 'duration', label: 'Time', min: 0, max: durationMs, step: 1 };
  const { Icon } = GROUP_LOOKS[spec?.group ?? 'tune'];
  return (
    <div className="timeline-editor" data-group={spec?.group}>
      <p className="timeline-editor-sentence" tabIndex={-1} data-autofocus={startsOnWords || undefined}>
        <Icon size={13} />
        {describeIntervention(intervention, specs, durationMs)}
        {locked && (
          <span className="param-group-locked">
            <LockIcon size={12} />
            locked
          </span>
        )}
      </p>
      {!locked && (
        <div className="timeline-editor-row">
          <span aria-hidden="true">at</span>
          <ValueEntry
            rules={timeRules}
            value={intervention.atMs}
            name="Time of the change"
            describedBy={problem?.of === 'time' ? problemId : undefined}
            invalid={problem?.of === 'time'}
            locked={false}
            onCommit={onMove}
            onProblem={note('time')}
          />
          <span aria-hidden="true">→</span>
          {spec && (
            <ValueEditor
              spec={spec}
              value={intervention.value}
              name={`${spec.label}, new value`}
              problemId={problem?.of === 'value' ? problemId : null}
              onEdit={onEdit}
              onProblem={note('value')}
            />
          )}
          <button type="button" className="timeline-editor-remove" onClick={onRemove}>
            <RemoveIcon size={14} />
            Remove
          </button>
        </div>
      )}
      {problem !== null && (
        <p className="param-problem" id={problemId} role="alert">
          {problem.sentence}
        </p>
      )}
    </div>
  );
}
