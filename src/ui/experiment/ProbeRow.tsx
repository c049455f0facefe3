/** One probe: what it measures, its tolerance, and what was measured before the method, at the check and at the end. */
import { useId, useState } from 'react';
import type { AnyPattern } from '../../patterns/pattern.ts';
import type { Verdict } from '../../run/experiment.ts';
import { isCounter, probeMetrics, specOf, type Probe } from '../../scenario/experiment.ts';
import { formatLimit, measureName, unitOf } from '../../scenario/experimentWords.ts';
import { Help } from '../form/Help.tsx';
import { ValueEntry } from '../form/ValueEntry.tsx';
import { RemoveIcon } from '../icons.tsx';
import { ListSelect } from '../ListSelect.tsx';
import { FigureCell } from './FigureCell.tsx';
import { limitRules } from './limitRules.ts';
import { MOMENTS } from './moments.ts';

export interface ProbeRowProps {
  readonly pattern: AnyPattern;
  readonly probe: Probe;
  readonly index: number;
  readonly verdict: Verdict | null;
  /** Another measure has another tolerance, which the caller finds. */
  readonly onMeasure: (measure: Pick<Probe, 'metric' | 'over'>) => void;
  readonly onTolerance: (tolerance: Pick<Probe, 'least' | 'greatest'>) => void;
  /** null for the last one: a hypothesis has at least one probe. */
  readonly onRemove: (() => void) | null;
}

const RULES = {
  counter: 'Counted is how much it grows within the window.',
  share: 'Counted is how much the first grows within the window over how much the second does.',
  gauge: 'Counted is the mean of its values within the window.',
  histogram: 'Counted is the mean of this quantile within the window.',
};

function labelOf(pattern: AnyPattern, metric: string): string {
  const [, quantile] = metric.split('.');
  const label = specOf(pattern, metric)?.label ?? metric;
  if (quantile !== undefined) return `${label} ${quantile}`;
  return specOf(pattern, metric)?.kind === 'gauge' ? `${label}, mean` : label;
}

function helpOf(pattern: AnyPattern, { metric, over }: Probe): string {
  const spec = specOf(pattern, metric);
  return `${spec?.help ?? ''} ${RULES[over === null ? (spec?.kind ?? 'gauge') : 'share']}`;
}

export function ProbeRow({
  pattern,
  probe,
  index,
  verdict,
  onMeasure,
  onTolerance,
  onRemove,
}: ProbeRowProps) {
  const dom = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const { metric, over, least, greatest } = probe;
  const unit = unitOf(pattern, probe);
  const name = measureName(pattern, probe);
  const metrics = probeMetrics(pattern);

  function limitEntry(end: 'least' | 'greatest') {
    return (
      <ValueEntry
        rules={limitRules(end, unit)}
        value={probe[end]}
        written={formatLimit(probe[end], unit)}
        name={`${end === 'least' ? 'Least' : 'Greatest'} ${name}`}
        describedBy={problem === null ? undefined : `${dom}problem`}
        invalid={problem !== null}
        locked={false}
        onCommit={(value) => {
          const tolerance = { least, greatest, [end]: value };
          if (tolerance.least <= tolerance.greatest) onTolerance(tolerance);
          else setProblem('A tolerance goes from the least value to the greatest.');
        }}
        onProblem={setProblem}
      />
    );
  }
  return (
    <li className="experiment-probe" aria-label={`Probe ${index + 1}: ${name}`}>
      <span className="experiment-measure">
        <span className="experiment-selects">
          <ListSelect
            aria-label={`Probe ${index + 1}, figure`}
            value={metric}
            onChoose={(chosen) =>
              onMeasure({ metric: chosen, over: isCounter(pattern, chosen) ? over : null })
            }
            data={metrics.map((id) => ({ value: id, label: labelOf(pattern, id) }))}
          />
          {isCounter(pattern, metric) && (
            <ListSelect
              aria-label={`Probe ${index + 1}, share of`}
              value={over ?? ''}
              onChoose={(chosen) => onMeasure({ metric, over: chosen === '' ? null : chosen })}
              data={[
                { value: '', label: 'in the window' },
                ...metrics
                  .filter((id) => isCounter(pattern, id))
                  .map((id) => ({ value: id, label: `over ${labelOf(pattern, id)}` })),
              ]}
            />
          )}
        </span>
        <Help about={name} text={helpOf(pattern, probe)} id={`${dom}help`} />
      </span>
      <span className="experiment-tolerance">
        <span className="experiment-word">tolerance</span>
        {limitEntry('least')}
        <span aria-hidden="true">–</span>
        {limitEntry('greatest')}
      </span>
      {MOMENTS.map(({ id, word }) => (
        <FigureCell
          key={id}
          pattern={pattern}
          probe={probe}
          index={index}
          moment={word}
          measurement={verdict?.[id] ?? null}
        />
      ))}
      <span className="experiment-remove">
        {onRemove && (
          <button type="button" aria-label={`Remove probe ${index + 1}: ${name}`} onClick={onRemove}>
            <RemoveIcon size={14} />
          </button>
        )}
      </span>
      {problem !== null && (
        <p className="param-problem" id={`${dom}problem`} role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}
