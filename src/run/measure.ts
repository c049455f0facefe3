/**
 * What a probe measures: a figure of a stretch of the run, taken from the recorder's series, so that it is the same
 * whenever and wherever it is taken. A measurement at an instant looks back over a window and counts those rows of the
 * series that lie wholly in it (at the end of the run the last row counts too), but at least the last whole row:
 *
 * - a counter by how much it grew; a share by how much one counter grew over how much the other did;
 * - a gauge by the mean of its rows, each of which is a mean over time;
 * - a quantile by the mean of those rows that look back no further than the window; by the last row where none does.
 *
 * Rows without a value do not count, and where none counts there is no figure.
 */
import { HISTOGRAM_WINDOW_ROWS, SERIES_ROWS, type Recorder } from '../sim/metrics.ts';
import type { Probe } from '../scenario/experiment.ts';

/** Rows `fromRow`…`toRow − 1` of every series, and the time that they cover. */
export interface Stretch {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface StretchOptions {
  /** Length of one row. */
  readonly rowMs: number;
  readonly durationMs: number;
  /** Instant of the measurement. */
  readonly atMs: number;
  readonly windowMs: number;
  /** The window starts here at the earliest. */
  readonly sinceMs: number;
}

/** null when not one whole row has passed since `sinceMs`. */
export function stretchOf({ rowMs, durationMs, atMs, windowMs, sinceMs }: StretchOptions): Stretch | null {
  const isEnd = atMs >= durationMs;
  const toRow = isEnd ? Math.min(SERIES_ROWS, Math.floor(durationMs / rowMs) + 1) : Math.floor(atMs / rowMs);
  const first = Math.ceil(sinceMs / rowMs);
  const fromRow = Math.min(toRow - 1, Math.ceil(Math.max(sinceMs, atMs - windowMs) / rowMs));
  if (fromRow < first) return null;
  return { fromRow, toRow, fromMs: fromRow * rowMs, toMs: isEnd ? durationMs : toRow * rowMs };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: Float64Array): number | null {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.length > 0 ? sum(present) / present.length : null;
}

export function measure(
  metrics: Pick<Recorder, 'series'>,
  { metric, over }: Pick<Probe, 'metric' | 'over'>,
  kind: 'counter' | 'gauge' | 'histogram',
  { fromRow, toRow }: Stretch,
): number | null {
  const rows = metrics.series(metric);
  if (kind === 'gauge') return mean(rows.slice(fromRow, toRow));
  if (kind === 'histogram') {
    const firstInside = fromRow === 0 ? 0 : fromRow + HISTOGRAM_WINDOW_ROWS - 1;
    return mean(rows.slice(Math.min(firstInside, toRow - 1), toRow));
  }
  const grown = sum(rows.slice(fromRow, toRow));
  if (over === null) return grown;
  const of = sum(metrics.series(over).slice(fromRow, toRow));
  return of > 0 ? grown / of : null;
}
