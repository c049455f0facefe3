/** A number: its value to type over, a slider, and for some a box that lifts the limit. */
import { useId, useRef, useState } from 'react';
import type { NumberParam } from '../../patterns/params.ts';
import type { ControlProps } from './control.ts';
import { ControlHead } from './ControlHead.tsx';
import { ScaleSlider } from './ScaleSlider.tsx';
import { createScale } from './scale.ts';
import { useDraft } from './useDraft.ts';
import { ValueEntry } from './ValueEntry.tsx';

/** The limit that comes back when it was never set: the default, or else the middle of the scale. */
function usualLimit(spec: NumberParam): number {
  if (spec.default !== Infinity) return spec.default;
  const scale = createScale(spec);
  return scale.valueAt(scale.last / 2);
}

export function NumberControl({ id, spec, value, locked, onChange }: ControlProps<NumberParam>) {
  const dom = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const draft = useDraft(Number(value), (next, phase) => onChange(id, next, phase));
  const limit = useRef(usualLimit(spec));

  function settle(next: number): void {
    setProblem(null);
    draft.cancel();
    onChange(id, next, 'done');
  }
  function liftLimit(): void {
    limit.current = draft.shown;
    settle(Infinity);
  }
  const isChanged = draft.shown !== spec.default;
  return (
    <div className="param" data-changed={isChanged || undefined}>
      <ControlHead
        spec={spec}
        controlId={`${dom}slider`}
        nameId={`${dom}name`}
        helpId={`${dom}help`}
        onReset={isChanged && !locked ? () => settle(spec.default) : null}
      >
        <ValueEntry
          rules={spec}
          value={draft.shown}
          name={`${spec.label}, value`}
          describedBy={problem === null ? `${dom}help` : `${dom}problem`}
          invalid={problem !== null}
          locked={locked}
          onCommit={settle}
          onProblem={setProblem}
        />
      </ControlHead>
      <div className="param-body">
        <ScaleSlider
          id={`${dom}slider`}
          spec={spec}
          value={draft.shown}
          describedBy={`${dom}help`}
          locked={locked}
          onMove={draft.move}
          onEnd={draft.end}
        />
        {spec.unlimited !== undefined && (
          <label className="param-unlimited">
            <input
              type="checkbox"
              checked={draft.shown === Infinity}
              disabled={locked}
              aria-label={`${spec.label}: ${spec.unlimited}`}
              onChange={(event) => (event.target.checked ? liftLimit() : settle(limit.current))}
            />
            {spec.unlimited}
          </label>
        )}
      </div>
      {problem !== null && (
        <p className="param-problem" id={`${dom}problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
