/** The sliding window of results over which the ratio rules look: the last N calls, or ten slices of a stretch of time. */

export interface Slice {
  readonly fromMs: number;
  readonly total: number;
  readonly failures: number;
  readonly slow: number;
}

export type SlidingWindow = readonly Slice[];

export interface WindowSize {
  /** Exactly one of the two is finite: calls, or a length of time in ms. */
  readonly calls: number;
  readonly durationMs: number;
}

export interface WindowResult {
  readonly atMs: number;
  readonly isFailure: boolean;
  readonly isSlow: boolean;
}

/** A window of time is cut into this many slices, as in Polly's `HealthMetrics`. */
const TIME_SLICES = 10;

export function recordInWindow(window: SlidingWindow, size: WindowSize, result: WindowResult): SlidingWindow {
  const slice: Slice = {
    fromMs: result.atMs,
    total: 1,
    failures: Number(result.isFailure),
    slow: Number(result.isSlow),
  };
  if (size.durationMs === Infinity)
    return [...window.slice(Math.max(0, window.length - size.calls + 1)), slice];
  const sliceMs = size.durationMs / TIME_SLICES;
  const fromMs = Math.floor(result.atMs / sliceMs) * sliceMs;
  const kept = window.filter((old) => old.fromMs > fromMs - size.durationMs);
  const last = kept.at(-1);
  if (last?.fromMs !== fromMs) return [...kept, { ...slice, fromMs }];
  return [
    ...kept.slice(0, -1),
    {
      fromMs,
      total: last.total + 1,
      failures: last.failures + slice.failures,
      slow: last.slow + slice.slow,
    },
  ];
}

export function windowTotals(window: SlidingWindow): Omit<Slice, 'fromMs'> {
  let total = 0;
  let failures = 0;
  let slow = 0;
  for (const slice of window) {
    total += slice.total;
    failures += slice.failures;
    slow += slice.slow;
  }
  return { total, failures, slow };
}
