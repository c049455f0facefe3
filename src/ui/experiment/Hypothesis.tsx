/** The steady-state hypothesis: its probes, and over which window they are measured. */
import { useId, useState } from 'react';
import type { AnyPattern } from '../../patterns/pattern.ts';
import type { Verdict } from '../../run/experiment.ts';
import type { Stretch } from '../../run/measure.ts';
import { MAX_PROBES, WINDOW_RANGE_MS, type Experiment, type Probe } from '../../scenario/experiment.ts';
import type { NumberRules } from '../form/parseEntry.ts';
import { ValueEntry } from '../form/ValueEntry.tsx';
import { formatAt } from '../timeline/instants.ts';
import { MOMENTS } from './moments.ts';
import { ProbeRow } from './ProbeRow.tsx';

export interface HypothesisProps {
  readonly pattern: AnyPattern;
  readonly experiment: Experiment;
  readonly verdict: Verdict | null;
  readonly durationMs: number;
  readonly suggest: (measure: Pick<Probe, 'metric' | 'over'>) => Probe;
  readonly onChange: (change: Partial<Experiment>) => void;
}

const WINDOW: NumberRules = {
  kind: 'duration',
  label: 'The window',
  min: WINDOW_RANGE_MS[0],
  max: WINDOW_RANGE_MS[1],
  step: 100,
};

/** `15–20 s`, `4.9–10 s`. */
function formatStretch({ fromMs, toMs }: Stretch, durationMs: number): string {
  const [from, to] = [fromMs, toMs].map((atMs) => formatAt(atMs, durationMs).replace(/\.0+(?= s)/, ''));
  return `${from?.replace(/ (?:s|min)$/, '')}–${to}`;
}

export function Hypothesis({ pattern, experiment, verdict, durationMs, suggest, onChange }: HypothesisProps) {
  const dom = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const { probes, windowMs } = experiment;
  const replace = (index: number, probe: Probe) => onChange({ probes: probes.with(index, probe) });
  const last = probes.at(-1);
  return (
    <section className="experiment-hypothesis" aria-labelledby={`${dom}title`}>
      <div className="experiment-head">
        <h2 id={`${dom}title`}>Hypothesis</h2>
        <span>tolerance</span>
        {MOMENTS.map(({ id, word }) => {
          const stretch = verdict?.[id]?.stretch;
          return (
            <span key={id}>
              {word}
              <small>{stretch ? formatStretch(stretch, durationMs) : '\u00a0'}</small>
            </span>
          );
        })}
      </div>
      <ol className="experiment-probes">
        {probes.map((probe, index) => (
          <ProbeRow
            // Probes have no names of their own, and their order is only changed by removing one.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            pattern={pattern}
            probe={probe}
            index={index}
            verdict={verdict}
            onMeasure={(measure) => replace(index, suggest(measure))}
            onTolerance={(tolerance) => replace(index, { ...probe, ...tolerance })}
            onRemove={
              probes.length > 1 ? () => onChange({ probes: probes.filter((_, at) => at !== index) }) : null
            }
          />
        ))}
      </ol>
      <div className="experiment-foot">
        <button
          type="button"
          className="experiment-button"
          disabled={probes.length >= MAX_PROBES}
          onClick={() => last && onChange({ probes: [...probes, last] })}
        >
          Add a probe
        </button>
        <span className="experiment-window">
          measured over the
          <ValueEntry
            rules={WINDOW}
            value={windowMs}
            name="Window"
            describedBy={problem === null ? undefined : `${dom}problem`}
            invalid={problem !== null}
            locked={false}
            onCommit={(value) => onChange({ windowMs: value })}
            onProblem={setProblem}
          />
          before each moment
        </span>
      </div>
      {problem !== null && (
        <p className="param-problem" id={`${dom}problem`} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
