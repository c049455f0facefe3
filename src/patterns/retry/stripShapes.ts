/** Where the parts of a client's calls lie in the strip chart: one row per call, time from the call's arrival to the right. */
import type { Outcome } from '../../sim/call.ts';
import type { Strip } from './strips.ts';

/** From and to, in px. */
type Reach = readonly [number, number];

export interface RowShape {
  readonly strip: Strip;
  /** Middle of the row. */
  readonly y: number;
  readonly isNewest: boolean;
  /** What each wait may have been. */
  readonly bands: readonly Reach[];
  /** Times for which the server asked. */
  readonly asked: readonly Reach[];
  /** Own waits after that. */
  readonly waits: readonly Reach[];
  readonly attempts: readonly { readonly reach: Reach; readonly outcome: Outcome | null }[];
}

export interface StripPlace {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly rowHeight: number;
  readonly rows: number;
}

const LEAST_SPAN_MS = 100;
/** The scale is kept until what is shown takes less of it than this. */
const LEAST_USE = 0.35;

/** One of the steps times a power of ten, at least `value`. */
export function niceAtLeast(value: number, steps: readonly number[] = [1, 2, 5]): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return (steps.find((step) => step * power >= value) ?? 10) * power;
}

/** How far the calls reach, in ms since their arrivals. */
function extentOf(strips: readonly Strip[], nowMs: number): number {
  const ends = strips.map(({ arrivedAtMs, endedMs, waits }) => {
    if (endedMs !== null) return endedMs;
    const last = waits.at(-1);
    const planned = last ? last.fromMs + last.askedMs + last.allowedMs[1] : 0;
    return Math.max(planned, nowMs - arrivedAtMs);
  });
  return Math.max(LEAST_SPAN_MS, ...ends);
}

/** The length of the axis in ms: it follows what is shown, but not at every step. */
export function nextSpanMs(present: number | null, strips: readonly Strip[], nowMs: number): number {
  const extent = extentOf(strips, nowMs);
  const isFitting = present !== null && extent <= present && extent >= LEAST_USE * present;
  return isFitting ? present : niceAtLeast(extent);
}

/** Calls keep their rows: a new one takes the place of the oldest. */
export function rowShapes(
  strips: readonly Strip[],
  nowMs: number,
  spanMs: number,
  { left, right, top, rowHeight, rows }: StripPlace,
): readonly RowShape[] {
  const xOf = (ms: number) => left + (Math.min(Math.max(ms, 0), spanMs) / spanMs) * (right - left);
  const reach = (fromMs: number, toMs: number): Reach => [xOf(fromMs), xOf(toMs)];
  const shown = strips.slice(-rows);
  return shown.map((strip) => {
    const sinceMs = nowMs - strip.arrivedAtMs;
    return {
      strip,
      y: top + ((strip.number % rows) + 0.5) * rowHeight,
      isNewest: strip === shown.at(-1),
      bands: strip.waits.map(({ fromMs, askedMs, allowedMs: [low, high] }) =>
        reach(fromMs + askedMs + low, fromMs + askedMs + high),
      ),
      asked: strip.waits
        .filter(({ askedMs }) => askedMs > 0)
        .map(({ fromMs, askedMs }) => reach(fromMs, Math.min(sinceMs, fromMs + askedMs))),
      waits: strip.waits
        .filter(({ fromMs, askedMs }) => sinceMs >= fromMs + askedMs)
        .map(({ fromMs, askedMs, waitMs }) => reach(fromMs + askedMs, Math.min(sinceMs, fromMs + waitMs))),
      attempts: strip.attempts.map(({ fromMs, toMs, outcome }) => ({
        reach: reach(fromMs, toMs ?? sinceMs),
        outcome,
      })),
    };
  });
}
