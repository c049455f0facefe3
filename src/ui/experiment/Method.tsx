/** The timeline as the method and the rollbacks of an experiment, with the check between them. */
import { useId, useState } from 'react';
import type { ParamSpecs } from '../../patterns/params.ts';
import { phasesOf, type Experiment } from '../../scenario/experiment.ts';
import { formatNumberParam } from '../../scenario/words.ts';
import type { Intervention, Scenario } from '../../scenario/scenario.ts';
import { describeChange } from '../../scenario/words.ts';
import { formatNumber } from '../../sim/format.ts';
import { GROUP_LOOKS } from '../form/groupLooks.ts';
import type { NumberRules } from '../form/parseEntry.ts';
import { ValueEntry } from '../form/ValueEntry.tsx';
import { CheckIcon } from '../icons.tsx';
import { formatAt } from '../timeline/instants.ts';
import { describeIntervention } from '../timeline/interventions.ts';
import { ToggleSwitch } from '../ToggleSwitch.tsx';

export interface MethodProps {
  readonly specs: ParamSpecs;
  readonly scenario: Scenario;
  readonly experiment: Experiment;
  /** `index` is the place on the timeline. */
  readonly onRollback: (index: number, isRollback: boolean) => void;
  readonly onCheck: (atMs: number | null) => void;
}

/** More are counted, not listed. */
const MOST_LISTED = 40;

export function Method({ specs, scenario, experiment, onRollback, onCheck }: MethodProps) {
  const dom = useId();
  const { durationMs } = scenario;
  const { method, rollbacks } = phasesOf(scenario, experiment);

  function changes(list: readonly Intervention[], first: number, isRollback: boolean) {
    const more = list.length - MOST_LISTED;
    return (
      <>
        {list.slice(0, MOST_LISTED).map((intervention, at) => (
          <Change
            key={`${first + at}`}
            intervention={intervention}
            specs={specs}
            durationMs={durationMs}
            isRollback={isRollback}
            onRollback={(isOn) => onRollback(first + at, isOn)}
          />
        ))}
        {more > 0 && <li className="experiment-more">and {formatNumber(more)} more</li>}
      </>
    );
  }
  return (
    <section className="experiment-method" aria-labelledby={`${dom}title`}>
      <div className="experiment-method-head">
        <h2 id={`${dom}title`}>Method</h2>
        <span aria-hidden="true">rollback</span>
      </div>
      <ol aria-label="Changes of the timeline">
        {method.length === 0 && (
          <li className="experiment-empty">
            Nothing changes before the check. Drag a slider while the run goes on: the change becomes an
            action of the method.
          </li>
        )}
        {changes(method, 0, false)}
        <Check checkAtMs={experiment.checkAtMs} durationMs={durationMs} onCheck={onCheck} />
        {changes(rollbacks, method.length, true)}
      </ol>
    </section>
  );
}

interface ChangeProps {
  readonly intervention: Intervention;
  readonly specs: ParamSpecs;
  readonly durationMs: number;
  readonly isRollback: boolean;
  readonly onRollback: (isRollback: boolean) => void;
}

function Change({ intervention, specs, durationMs, isRollback, onRollback }: ChangeProps) {
  const { atMs, param, value } = intervention;
  const group = specs[param]?.group ?? 'tune';
  const { Icon } = GROUP_LOOKS[group];
  return (
    <li className="experiment-change" data-group={group}>
      <time>{formatAt(atMs, durationMs)}</time>
      <Icon size={13} />
      <span>{describeChange(specs, param, value)}</span>
      <ToggleSwitch
        aria-label={`Rollback ${describeIntervention(intervention, specs, durationMs)}`}
        checked={isRollback}
        onSwitch={onRollback}
      />
    </li>
  );
}

interface CheckProps {
  readonly checkAtMs: number | null;
  readonly durationMs: number;
  readonly onCheck: (atMs: number | null) => void;
}

function Check({ checkAtMs, durationMs, onCheck }: CheckProps) {
  const dom = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const rules: NumberRules = {
    kind: 'duration',
    label: 'The check',
    min: 0,
    max: durationMs,
    step: 1,
    unlimited: 'the end',
  };
  const value = checkAtMs ?? Infinity;
  return (
    <li className="experiment-check">
      <span className="experiment-check-line">
        <CheckIcon size={13} />
        check at
        <ValueEntry
          rules={rules}
          value={value}
          written={checkAtMs === null ? 'the end' : formatNumberParam(rules, checkAtMs)}
          name="Check at"
          describedBy={problem === null ? undefined : dom}
          invalid={problem !== null}
          locked={false}
          onCommit={(atMs) => onCheck(atMs === Infinity ? null : atMs)}
          onProblem={setProblem}
        />
      </span>
      {problem !== null && (
        <p className="param-problem" id={dom} role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}
