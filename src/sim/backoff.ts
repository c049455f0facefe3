/**
 * How long to wait before a retry: exponential backoff with the four kinds of jitter of AWS's “Exponential Backoff and
 * Jitter” (2015). Retries are numbered from 0, so the first wait's ceiling is the initial delay itself.
 */

export type Jitter = 'none' | 'full' | 'equal' | 'decorrelated';

export interface BackoffSettings {
  readonly initialDelayMs: number;
  /** Factor per further retry, ≥ 1; unused when decorrelated. */
  readonly exponentialBase: number;
  readonly maxDelayMs: number;
  readonly jitter: Jitter;
}

/** The least and the greatest value, in ms. */
export type Range = readonly [number, number];

/** `min(cap, initial · base^retry)`. */
export function ceilingMs(settings: BackoffSettings, retry: number): number {
  const { initialDelayMs, exponentialBase, maxDelayMs } = settings;
  // The power is capped, not only the product: it is infinite for large numbers, and 0 ms times infinity is no time.
  const power = Math.min(exponentialBase ** retry, Number.MAX_VALUE);
  return Math.min(maxDelayMs, initialDelayMs * power);
}

/** What the wait before that retry is drawn from; `previousMs` is the wait drawn before, null for the first. */
export function drawRangeMs(settings: BackoffSettings, retry: number, previousMs: number | null): Range {
  const { initialDelayMs, jitter } = settings;
  if (jitter === 'decorrelated')
    return [initialDelayMs, Math.max(initialDelayMs, 3 * (previousMs ?? initialDelayMs))];
  const ceiling = ceilingMs(settings, retry);
  if (jitter === 'full') return [0, ceiling];
  return [jitter === 'equal' ? ceiling / 2 : ceiling, ceiling];
}

/** The wait itself, for a uniform draw `u` in [0, 1). Only decorrelated waits are capped after the draw. */
export function drawWaitMs({ maxDelayMs }: BackoffSettings, [low, high]: Range, u: number): number {
  return Math.min(maxDelayMs, low + (high - low) * u);
}

/** The least and the greatest wait that a draw from the range can give. */
export function allowedRangeMs({ maxDelayMs }: BackoffSettings, [low, high]: Range): Range {
  return [Math.min(maxDelayMs, low), Math.min(maxDelayMs, high)];
}

/** The same before anything has been drawn: all that the wait before that retry can be. */
export function possibleRangeMs(settings: BackoffSettings, retry: number): Range {
  const longest = settings.initialDelayMs * Math.min(3 ** retry, Number.MAX_VALUE);
  return allowedRangeMs(settings, drawRangeMs(settings, retry, Math.min(settings.maxDelayMs, longest)));
}
