/** Axis scales with round numbers. A scale depends on the greatest value only, so over time it grows with a run and never jumps back. */
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
  callsPerRow: 4,
  share: 1,
  ms: 100,
  count: 4,
  state: 1,
};

function stepsOf(unit: ChartUnit): readonly number[] {
  if (unit === 'ms') return TIME_STEPS;
  return unit === 'count' || unit === 'callsPerRow' ? WHOLE_STEPS : DECIMAL_STEPS;
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

/** Of shares that may stay far below 100 %. */
export function shareScale(peak: number, mostIntervals: number): Scale {
  const { max, ticks } = valueScale(peak * 100, 'callsPerSecond', mostIntervals);
  return { max: max / 100, ticks: ticks.map((tick) => tick / 100) };
}

/** The least of 1, 2, 3, 5, 10, 20, … that holds the value. */
function roundUp(value: number): number {
  if (value <= 0) return 0;
  const decade = 10 ** Math.floor(Math.log10(value));
  const digit = [1, 2, 3, 5, 10].find((each) => each * decade >= value * (1 - 1e-9)) ?? 10;
  return Number((digit * decade).toPrecision(12));
}

/** Below this share of its axis a peak is hard to read. */
const LEAST_FILL = 0.3;

/** A top for figures that go up and down: stays where it is until they outgrow it or have become small below it. */
export function steadyTop(top: number, peak: number): number {
  return peak > top || peak < top * LEAST_FILL ? roundUp(peak) : top;
}

/** Round instants from 0 to `durationMs`, at least `leastPx` apart. */
export function timeTicks(durationMs: number, widthPx: number, leastPx: number): readonly number[] {
  const leastMs = (durationMs * leastPx) / Math.max(1, widthPx);
  const step = TIME_STEPS.find((each) => each >= leastMs) ?? durationMs;
  return ticksUpTo(step, Math.floor(durationMs / step));
}
