/** The line across a chart at the present value of a parameter. */
import { isApplicable, type AnyParamValues } from '../patterns/params.ts';
import type { AnyPattern, ChartSpec } from '../patterns/pattern.ts';

/** Its value, or null when the chart has none or its parameter does not apply. */
export function thresholdValue(spec: ChartSpec, pattern: AnyPattern, params: AnyParamValues): number | null {
  const param = spec.threshold && pattern.params[spec.threshold.param];
  if (!spec.threshold || !param || !isApplicable(param, params)) return null;
  const value = params[spec.threshold.param];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A threshold lifts the scale only while the data stay readable beside it, up to `mostRoom` times their peak. */
export function peakWithThreshold(peak: number, threshold: number | null, mostRoom = 2.5): number {
  if (threshold === null) return peak;
  return peak === 0 || threshold <= peak * mostRoom ? Math.max(peak, threshold) : peak;
}
