/** Estimates from many trials: a value, its interval of confidence, and what theory says. The statistics of studies and of tests. */
import { normalReach } from './normal.ts';

/** What was measured, with its interval of confidence, and what a closed form says under the same parameters. */
export interface Estimate {
  /** null when there was nothing to measure, for example the time of successes when none succeeded. */
  readonly value: number | null;
  /** Ends of the interval of confidence; null for a figure that has none, for example a sum of one run. */
  readonly low: number | null;
  readonly high: number | null;
  /** Value of the closed form; left out where there is none. */
  readonly predicted?: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

type Numbers = readonly number[] | Float64Array;

export function meanOf(values: Numbers): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The sample's standard deviation, with n − 1. */
export function deviationOf(values: Numbers): number {
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return Math.sqrt(sum / (values.length - 1));
}

/** The normal interval for the mean of the law behind two or more `values`. */
export function meanInterval(values: Numbers, confidence: number): Interval {
  const mean = meanOf(values);
  const half = (normalReach(confidence) * deviationOf(values)) / Math.sqrt(values.length);
  return { low: mean - half, high: mean + half };
}

/** Wilson's score interval for a probability of which `hits` of one or more `trials` were seen. */
export function shareInterval(hits: number, trials: number, confidence: number): Interval {
  const z = normalReach(confidence);
  const share = hits / trials;
  const scale = 1 + z ** 2 / trials;
  const centre = (share + z ** 2 / (2 * trials)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return {
    low: hits === 0 ? 0 : Math.max(0, centre - half),
    high: hits === trials ? 1 : Math.min(1, centre + half),
  };
}

/**
 * Which two of `count` values in ascending order, counted from 1, enclose the quantile `q` of any law: as near to each
 * other as leaves at most half of the rest of `confidence` on either side. null when there are too few values for that.
 */
function enclosingRanks(count: number, q: number, confidence: number): Interval | null {
  const isBelow = binomialOdds(count, q);
  let total = 0;
  for (const { odds } of isBelow) total += odds;
  const spare = (total * (1 - confidence)) / 2;
  const reach = (from: typeof isBelow): number => {
    let sum = 0;
    return from.find(({ odds }) => (sum += odds) > spare)?.k ?? NaN;
  };
  const ranks = { low: reach(isBelow), high: reach(isBelow.toReversed()) + 1 };
  return ranks.low >= 1 && ranks.high <= count ? ranks : null;
}

/** Chances of k hits of `count`, up to one common factor, for all k whose chance is not lost beside the likeliest. */
function binomialOdds(count: number, p: number): readonly { readonly k: number; readonly odds: number }[] {
  const NEGLIGIBLE = 1e-18;
  const likeliest = Math.min(count, Math.floor((count + 1) * p));
  const below: { k: number; odds: number }[] = [];
  for (let k = likeliest, odds = 1; k > 0; k -= 1) {
    odds *= (k / (count - k + 1)) * ((1 - p) / p);
    if (odds < NEGLIGIBLE) break;
    below.push({ k: k - 1, odds });
  }
  const above: { k: number; odds: number }[] = [];
  for (let k = likeliest, odds = 1; k < count; k += 1) {
    odds *= ((count - k) / (k + 1)) * (p / (1 - p));
    if (odds < NEGLIGIBLE) break;
    above.push({ k: k + 1, odds });
  }
  return [...below.toReversed(), { k: likeliest, odds: 1 }, ...above];
}

const estimate = (
  value: number | null,
  interval: Interval | null,
  predicted: number | undefined,
): Estimate => ({
  value,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
  ...(predicted === undefined ? {} : { predicted }),
});

/** The mean, with its normal interval from two values on. */
export function meanEstimate(values: Numbers, confidence: number, predicted?: number): Estimate {
  const interval = values.length > 1 ? meanInterval(values, confidence) : null;
  return estimate(values.length > 0 ? meanOf(values) : null, interval, predicted);
}

/** `hits` of `trials`, with Wilson's interval. */
export function shareEstimate(
  hits: number,
  trials: number,
  confidence: number,
  predicted?: number,
): Estimate {
  if (trials === 0) return estimate(null, null, predicted);
  return estimate(hits / trials, shareInterval(hits, trials, confidence), predicted);
}

/**
 * The quantile `q`, strictly between 0 and 1, by the “exclusive” method of Python's `statistics.quantiles`, held between
 * the least and the greatest value. Its interval supposes nothing about the law; with too few values there is none.
 */
export function quantileEstimate(
  values: Numbers,
  q: number,
  confidence: number,
  predicted?: number,
): Estimate {
  const sorted = Float64Array.from(values).toSorted();
  const count = sorted.length;
  if (count === 0) return estimate(null, null, predicted);
  const ranked = (rank: number): number => sorted[rank - 1] as number;
  const position = Math.min(Math.max(q * (count + 1), 1), count);
  const rank = Math.floor(position);
  const share = position - rank;
  const value = share === 0 ? ranked(rank) : ranked(rank) * (1 - share) + ranked(rank + 1) * share;
  const ranks = enclosingRanks(count, q, confidence);
  return estimate(value, ranks && { low: ranked(ranks.low), high: ranked(ranks.high) }, predicted);
}

/** A figure without chance in it: no interval. */
export function exactly(value: number | null, predicted?: number): Estimate {
  return estimate(value, null, predicted);
}

/** As a share of the prediction: differences this small come from the order of sums. */
const ROUNDING = 1e-9;

/** Whether the prediction lies outside the interval; never where one of the two is missing. */
export function isOutside({ low, high, predicted }: Estimate): boolean {
  if (predicted === undefined || low === null || high === null) return false;
  const slack = ROUNDING * Math.abs(predicted);
  return predicted < low - slack || predicted > high + slack;
}
