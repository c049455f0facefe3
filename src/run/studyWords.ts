/** How the figures of a study are written, the same on the page and in a terminal. */
import type { StudyFigures } from '../patterns/study.ts';
import { isOutside, type Estimate } from '../sim/estimate.ts';
import { formatFigure, formatInterval, formatNumber } from '../sim/format.ts';
import type { Unit } from '../sim/metrics.ts';
import { CONFIDENCE } from './study.ts';

const PER_CENT = `${CONFIDENCE * 100} %`;

/** Empty for a figure without an interval. */
export function intervalWords({ low, high }: Estimate, unit: Unit): string {
  return low === null || high === null ? '' : formatInterval(low, high, unit);
}

/** Empty for a figure about which theory says nothing. */
export function theoryWords({ predicted }: Estimate, unit: Unit): string {
  return predicted === undefined ? '' : `theory ${formatFigure(predicted, unit)}`;
}

/** How well theory and measurement agree, in one sentence; null when there is nothing to hold against each other. */
export function agreementWords(rows: readonly StudyFigures[]): string | null {
  const held = rows
    .flatMap((figures) => Object.values(figures))
    .filter(({ predicted, low }) => predicted !== undefined && low !== null);
  const outside = held.filter(isOutside).length;
  if (held.length === 0) return null;
  const all = formatNumber(held.length);
  if (outside === 0) {
    return held.length === 1
      ? `The value from theory lies inside its ${PER_CENT} interval.`
      : `All ${all} values from theory lie inside their ${PER_CENT} intervals.`;
  }
  const lie = outside === 1 ? 'lies outside its' : 'lie outside their';
  const oneIn = Math.round(1 / (1 - CONFIDENCE));
  return `Of ${all} values from theory ${formatNumber(outside)} ${lie} ${PER_CENT} interval; about 1 in ${oneIn} does by chance, often several together.`;
}
