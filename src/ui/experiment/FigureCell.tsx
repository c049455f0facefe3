/** What a probe measured at one moment, and whether that is within its tolerance. */
import { VisuallyHidden } from '@mantine/core';
import type { AnyPattern } from '../../patterns/pattern.ts';
import type { Measurement } from '../../run/experiment.ts';
import type { Probe } from '../../scenario/experiment.ts';
import { formatMeasured, isWithin, unitOf } from '../../scenario/experimentWords.ts';
import { CheckIcon, CrossIcon } from '../icons.tsx';

export interface FigureCellProps {
  readonly pattern: AnyPattern;
  readonly probe: Probe;
  readonly index: number;
  /** The moment in words. */
  readonly moment: string;
  readonly measurement: Measurement | null;
}

export function FigureCell({ pattern, probe, index, moment, measurement }: FigureCellProps) {
  if (!measurement?.stretch) {
    return (
      <span className="experiment-figure">
        <span className="experiment-word" aria-hidden="true">
          {moment}
        </span>
        <VisuallyHidden>{moment}: not measured</VisuallyHidden>
        <span aria-hidden="true">·</span>
      </span>
    );
  }
  const figure = measurement.figures[index] ?? null;
  const isMet = isWithin(probe, figure);
  return (
    <span className="experiment-figure" data-met={isMet} data-final={measurement.isFinal || undefined}>
      <span className="experiment-word" aria-hidden="true">
        {moment}
      </span>
      <VisuallyHidden>
        {moment}
        {measurement.isFinal ? '' : ', so far'}:
      </VisuallyHidden>
      {isMet ? <CheckIcon size={13} /> : <CrossIcon size={13} />}
      {formatMeasured(probe, figure, unitOf(pattern, probe))}
      <VisuallyHidden>{isMet ? 'within tolerance' : 'out of tolerance'}</VisuallyHidden>
    </span>
  );
}
