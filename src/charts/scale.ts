/** Axis scales with round numbers. A scale depends on the greatest value only, so it grows with a run and never jumps back. */
import type { ChartUnit } from './units.ts';

export interface Scale {
  /** Top of the axis; its bottom is 0. */
  readonly max: number;
  readonly ticks: readonly number[];
}

const FEWEST_INTERVALS = 2;

const DECIMAL_STEPS = [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6].flatMap((exponent) =>
  [1, 2, 2.5, 5].map((digit) => Number(`${digit}e${exponent}`)),
);
const WHOLE_STEPS = DECIMAL_STEPS.filter(Number.isInteger);
const SECOND = 1_000;
const MINUTE = 60_000;
const TIME_STEPS = [
  ...WHOLE_STEPS.filter((step) => step < SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600].map((count) => count * MINUTE),
];

/** The top of a chart that has nothing to show yet. */
const EMPTY_PEAK: Readonly<Record<ChartUnit, number>> = {
  callsPerSecond: 10,
  callsPerRow: 1,
  share: 1,
  ms: 100,
  count: 4,
  state: 1,
};

function stepsOf(unit: ChartUnit): readonly number[] {
  if (unit === 'ms') return TIME_STEPS;
  return unit === 'count' ? WHOLE_STEPS : DECIMAL_STEPS;
}

function ticksUpTo(step: number, intervals: number): number[] {
  return Array.from({ length: intervals + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** The lowest scale that holds `peak` in at most `mostIntervals` (≥ 2) round intervals; shares always reach 100 %. */
export function valueScale(peak: number, unit: ChartUnit, mostIntervals: number): Scale {
  if (unit === 'share') {
    const intervals = mostIntervals >= 4 ? 4 : 2;
    return { max: 1, ticks: ticksUpTo(1 / intervals, intervals) };
  }
  const held = peak > 0 ? peak : EMPTY_PEAK[unit];
  let best = { top: Infinity, step: held, intervals: 1 };
  for (const step of stepsOf(unit)) {
    const intervals = Math.max(FEWEST_INTERVALS, Math.ceil(held / step));
    const top = intervals * step;
    if (intervals <= mostIntervals && top < best.top) best = { top, step, intervals };
  }
  const ticks = ticksUpTo(best.step, best.intervals);
  return { max: ticks.at(-1) ?? held, ticks };
}

/** Round instants from 0 to `durationMs`, at least `leastPx` apart. */
export function timeTicks(durationMs: number, widthPx: number, leastPx: number): readonly number[] {
  const leastMs = (durationMs * leastPx) / Math.max(1, widthPx);
  const step = TIME_STEPS.find((each) => each >= leastMs) ?? durationMs;
  return ticksUpTo(step, Math.floor(durationMs / step));
}
