/**
 * How often which values occurred: a histogram's ranges spread over bins of equal width. A bin goes from above its lower
 * edge up to its upper edge, so that a call that ended exactly at its deadline lies within it.
 */
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import type { ValueRange } from '../sim/histogram.ts';
import { valueScale, type Scale } from './scale.ts';
import { peakWithThreshold } from './threshold.ts';
import type { ChartUnit } from './units.ts';

/** All values of a run so far; the figures are null while there are none. */
export interface Values {
  readonly count: number;
  readonly ranges: readonly ValueRange[];
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p995: number | null;
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
  readonly greatest: number;
}

/** Two to four intervals make 20 to 40 bins. */
const MOST_INTERVALS = 4;
const BINS_PER_INTERVAL = 10;

/** The greatest value ends the axis unless it lies this many times beyond 99.5 % of all values. */
const FAR = 2;

/** Space to the right of a threshold, to see what lies there or that nothing does. */
const ROOM_BEYOND = 1.1;

export function takeValues({ series }: ChartSpec, { world }: Run): Values {
  const values = world.metrics.histogram(series[0]?.metric ?? '');
  const [p50 = null, p95 = null, p995 = null] = [0.5, 0.95, 0.995].map(values.quantile);
  return { count: values.count, ranges: values.ranges(), p50, p95, p995 };
}

function scaleFor(unit: ChartUnit, greatest: number, p995: number | null, threshold: number | null): Scale {
  const end = p995 !== null && greatest > p995 * FAR ? p995 : greatest;
  const line = threshold === null ? null : threshold * ROOM_BEYOND;
  return valueScale(peakWithThreshold(end, line), unit, MOST_INTERVALS);
}

/** Its part up to a value and its part beyond, its values taken to be spread evenly. */
function splitAt(range: ValueRange, value: number): { within: ValueRange; beyond: ValueRange } {
  const { least, greatest, count } = range;
  const share = greatest <= value ? 1 : least > value ? 0 : (value - least) / (greatest - least);
  return {
    within: { least, greatest: Math.min(greatest, value), count: count * share },
    beyond: { least: Math.max(least, value), greatest, count: count * (1 - share) },
  };
}

/** Amounts by bin; what lies beyond the last is added to one more. */
function spread(ranges: readonly ValueRange[], width: number, bins: number): number[] {
  const amounts = Array<number>(bins + 1).fill(0);
  const binOf = (value: number) => Math.min(bins, Math.max(0, Math.ceil(value / width - 1e-9) - 1));
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

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

export function distributionOf(
  { count, ranges, p995 }: Values,
  unit: ChartUnit,
  threshold: number | null,
): Distribution {
  const greatest = ranges.at(-1)?.greatest ?? 0;
  const scale = scaleFor(unit, greatest, p995, threshold);
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
    greatest,
  };
}
