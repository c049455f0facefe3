/**
 * How often which values occurred: a histogram's ranges spread over bins of equal width. A bin goes from above its lower
 * edge up to its upper edge, so that a call that ended exactly at its deadline lies within it.
 */
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import type { ValueRange } from '../sim/valueRanges.ts';
import { valueScale, type Scale } from './scale.ts';
import { peakWithThreshold } from './threshold.ts';
import type { ChartUnit } from './units.ts';

/** All values of a run so far; the figures are null while there are none. */
export interface Values {
  readonly count: number;
  readonly ranges: readonly ValueRange[];
  readonly p50: number | null;
  readonly p95: number | null;
  readonly greatest: number | null;
}

export interface Bin {
  readonly from: number;
  readonly to: number;
  /** Share of all values. */
  readonly share: number;
  /** The part of `share` beyond the threshold. */
  readonly beyond: number;
  /** Share of all values up to the end of this bin. */
  readonly upToHere: number;
}

export interface Distribution {
  /** Of the axis of values; its tick marks are edges of bins. */
  readonly scale: Scale;
  readonly bins: readonly Bin[];
  /** Share of the values beyond the end of the axis, where there are no bins. */
  readonly offAxis: number;
  /** Share of the values beyond the threshold, null without a threshold or without values. */
  readonly beyond: number | null;
}

/** Two to four intervals make 20 to 40 bins. */
const MOST_INTERVALS = 4;
const BINS_PER_INTERVAL = 10;

/** Values that lie this many times beyond 95 % of all are left off the axis when they are rarer than this share. */
const FAR = 4;
const MOST_OFF_AXIS = 0.01;

/** Space to the right of a threshold, to see what lies there or that nothing does. */
const ROOM_BEYOND = 1.1;

/** How much of the axis a threshold may take for itself. */
const MOST_ROOM = 4;

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

export function takeValues({ series }: ChartSpec, { world }: Run): Values {
  const values = world.metrics.histogram(series[0]?.metric ?? '');
  const [p50 = null, p95 = null, greatest = null] = [0.5, 0.95, 1].map(values.quantile);
  return { count: values.count, ranges: values.ranges(), p50, p95, greatest };
}

/** Two standard deviations on the safe side, so that an early run of luck does not move the axis to and fro. */
function isRare(times: number, count: number): boolean {
  return times + 2 * Math.sqrt(times) + 1 <= count * MOST_OFF_AXIS;
}

/** The greatest value that has to be seen; unlike a quantile, it hardly ever falls as more values come. */
function endOf({ count, ranges, p95, greatest }: Values): number {
  const limit = (p95 ?? 0) * FAR;
  const near = ranges.filter((range) => range.least <= limit);
  const farTimes = count - sumOf(near.map((range) => range.count));
  if (!isRare(farTimes, count)) return greatest ?? 0;
  return Math.max(...near.map((range) => range.greatest));
}

function scaleFor(values: Values, unit: ChartUnit, threshold: number | null): Scale {
  const line = threshold === null ? null : threshold * ROOM_BEYOND;
  return valueScale(peakWithThreshold(endOf(values), line, MOST_ROOM), unit, MOST_INTERVALS);
}

/** Instants are whole nanoseconds: what is nearer than that, in ms, is the same. */
const SAME = 5e-7;

/** Its part up to a value and its part beyond, its values taken to be spread evenly. */
function splitAt(range: ValueRange, value: number): { within: ValueRange; beyond: ValueRange } {
  const { least, greatest, count } = range;
  const share = greatest <= value + SAME ? 1 : least > value ? 0 : (value - least) / (greatest - least);
  return {
    within: { least, greatest: Math.min(greatest, value), count: count * share },
    beyond: { least: Math.max(least, value), greatest, count: count * (1 - share) },
  };
}

/** Amounts by bin; what lies beyond the last is added to one more. */
function spread(ranges: readonly ValueRange[], width: number, bins: number): number[] {
  const amounts = Array<number>(bins + 1).fill(0);
  const binOf = (value: number) => Math.min(bins, Math.max(0, Math.ceil(value / width - 1e-6) - 1));
  for (const { least, greatest, count } of ranges) {
    const last = binOf(greatest);
    let left = count;
    for (let bin = binOf(least); bin < last; bin += 1) {
      const from = Math.max(least, bin * width);
      const part = Math.max(0, (count * ((bin + 1) * width - from)) / (greatest - least));
      amounts[bin] = (amounts[bin] as number) + part;
      left -= part;
    }
    amounts[last] = (amounts[last] as number) + Math.max(0, left);
  }
  return amounts;
}

export function distributionOf(values: Values, unit: ChartUnit, threshold: number | null): Distribution {
  const { count, ranges } = values;
  const scale = scaleFor(values, unit, threshold);
  const size = (scale.ticks.length - 1) * BINS_PER_INTERVAL;
  const width = scale.max / size;
  const parts = ranges.map((range) => splitAt(range, threshold ?? Infinity));
  const share = (amount: number) => (count > 0 ? amount / count : 0);
  const within = spread(
    parts.map((part) => part.within),
    width,
    size,
  ).map(share);
  const beyond = spread(
    parts.map((part) => part.beyond),
    width,
    size,
  ).map(share);
  let sum = 0;
  const edge = (bin: number) => Number((bin * width).toPrecision(12));
  return {
    scale,
    bins: Array.from({ length: size }, (_, bin) => {
      const all = (within[bin] as number) + (beyond[bin] as number);
      sum += all;
      return {
        from: edge(bin),
        to: edge(bin + 1),
        share: all,
        beyond: beyond[bin] as number,
        upToHere: sum,
      };
    }),
    offAxis: (within[size] as number) + (beyond[size] as number),
    beyond: threshold === null || count === 0 ? null : sumOf(beyond),
  };
}
