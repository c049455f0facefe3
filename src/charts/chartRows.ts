/**
 * Turns a run's series into the rows of a chart. A row stands at the end of its slice of time and looks backwards only, and
 * the slice that is still open is left out, so that a drawn value never changes afterwards.
 *
 * A row alone holds so few calls that its figures would jump, so each looks back over `WINDOW_ROWS` rows (1/30 of the run),
 * as the recorder's quantiles do:
 * - on a chart in `callsPerSecond`, a counter is its amount over the window, per second;
 * - `over` divides the window's sums of both counters; no value while there was nothing to divide by;
 * - in `callsPerRow` it is what its row holds, for those who want to see the jumps;
 * - a counter on a chart of another unit is its total so far. Gauges and quantiles are taken as they are recorded.
 */
import type { ChartSeries, ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';

/** Values by the label of their series; null where there is none. */
export type ChartRow = { readonly tMs: number } & Readonly<Record<string, number | null>>;

const WINDOW_ROWS = 8;

/** Rows whose time has passed. */
export function closedRowCount({ world, nowMs, isOver }: Run): number {
  const { rowMs } = world.metrics;
  return isOver ? Math.ceil(nowMs / rowMs) : Math.floor(nowMs / rowMs);
}

/** End of a row in ms. */
function endOfRow(run: Run, row: number): number {
  return Math.min((row + 1) * run.world.metrics.rowMs, run.scenario.durationMs);
}

/** For each row the sum of the last `count` rows up to it. */
function sumBack(amounts: Float64Array, count: number): Float64Array {
  let sum = 0;
  return amounts.map((amount, row) => {
    sum += amount - (amounts[row - count] ?? 0);
    return sum;
  });
}

function seriesValues(run: Run, spec: ChartSpec, { metric, over }: ChartSeries): Float64Array {
  const { metrics } = run.world;
  const recorded = metrics.series(metric);
  if (over !== undefined) {
    const parts = sumBack(recorded, WINDOW_ROWS);
    const wholes = sumBack(metrics.series(over), WINDOW_ROWS);
    return parts.map((part, row) => ((wholes[row] ?? 0) > 0 ? part / (wholes[row] as number) : NaN));
  }
  if (run.pattern.metrics[metric]?.kind !== 'counter') return recorded;
  if (spec.unit === 'callsPerRow') return recorded;
  if (spec.unit !== 'callsPerSecond') return sumBack(recorded, Infinity);
  return sumBack(recorded, WINDOW_ROWS).map((sum, row) => {
    const fromMs = Math.max(0, row + 1 - WINDOW_ROWS) * metrics.rowMs;
    return (sum / (endOfRow(run, row) - fromMs)) * 1000;
  });
}

/** Rows from the start of the run up to now, oldest first; none for a chart of lanes. */
export function chartRows(spec: ChartSpec, run: Run): ChartRow[] {
  const columns = spec.series.map((series) => [series.label, seriesValues(run, spec, series)] as const);
  const count = columns.length > 0 ? closedRowCount(run) : 0;
  return Array.from({ length: count }, (_, index) => {
    const row: { tMs: number; [label: string]: number | null } = { tMs: endOfRow(run, index) };
    for (const [label, values] of columns) {
      const value = values[index] ?? NaN;
      row[label] = Number.isNaN(value) ? null : value;
    }
    return row;
  });
}
