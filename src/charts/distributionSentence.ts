/** A distribution in words. */
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import { formatNumber, formatShare } from '../sim/format.ts';
import { distributionOf, takeValues } from './distribution.ts';
import { thresholdValue } from './threshold.ts';
import { formatValue } from './units.ts';

/** Empty while there are no values; the threshold is part of it. */
export function distributionParts(spec: ChartSpec, run: Run): string[] {
  const values = takeValues(spec, run);
  const threshold = thresholdValue(spec, run.pattern, run.params);
  const { bins, scale, offAxis, beyond } = distributionOf(values, spec.unit, threshold);
  const fullest = bins.toSorted((a, b) => b.share - a.share)[0];
  if (values.count === 0 || !fullest) return [];
  const say = (value: number | null) => formatValue(value, spec.unit);
  const parts = [
    values.count === 1 ? '1 value' : `${formatNumber(values.count)} values`,
    `median ${say(values.p50)}, p95 ${say(values.p95)}, highest ${say(values.greatest)}`,
    `most often ${say(fullest.from)} to ${say(fullest.to)}, ${formatShare(fullest.share)}`,
  ];
  if (offAxis > 0) parts.push(`${formatShare(offAxis)} beyond the axis, which ends at ${say(scale.max)}`);
  if (spec.threshold && beyond !== null) {
    parts.push(`${spec.threshold.label} ${say(threshold)}, ${formatShare(beyond)} beyond it`);
  }
  return parts;
}
