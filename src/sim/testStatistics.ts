/** Statistics for tests: 99.9 % confidence intervals, the chi-square test of uniformity, correlation. */
import { deviationOf, meanInterval as meanAround, meanOf, shareInterval as shareAround } from './estimate.ts';
import type { Interval } from './estimate.ts';
import { normalReach } from './normal.ts';

export { deviationOf, type Interval };

const CONFIDENCE = 0.999;
const Z_TWO_SIDED = normalReach(CONFIDENCE);
const Z_ONE_SIDED = normalReach(2 * CONFIDENCE - 1);

/** Wilson's score interval for a probability of which `hits` of `runs` were seen. */
export function shareInterval(hits: number, runs: number): Interval {
  return shareAround(hits, runs, CONFIDENCE);
}

/** The normal interval for the mean of the law behind `values`. */
export function meanInterval(values: readonly number[]): Interval {
  return meanAround(values, CONFIDENCE);
}

/** Pearson's statistic of uniform `draws` in [0, 1) over `bins`, as a share of its 99.9 % point (Wilson–Hilferty). */
export function chiSquareShare(draws: readonly number[], bins: number): number {
  const counts = Array.from({ length: bins }, () => 0);
  for (const draw of draws) counts[Math.floor(draw * bins)]! += 1;
  const expected = draws.length / bins;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const degrees = bins - 1;
  const limit = degrees * (1 - 2 / (9 * degrees) + Z_ONE_SIDED * Math.sqrt(2 / (9 * degrees))) ** 3;
  return statistic / limit;
}

/** Pearson's correlation, as a share of what independent pairs stay below in 99.9 % of all samples. */
export function correlationShare(xs: readonly number[], ys: readonly number[]): number {
  const [meanX, meanY] = [meanOf(xs), meanOf(ys)];
  const covariance = meanOf(xs.map((x, i) => (x - meanX) * ((ys[i] as number) - meanY)));
  const correlation = covariance / (deviationOf(xs) * deviationOf(ys));
  return (Math.abs(correlation) * Math.sqrt(xs.length)) / Z_TWO_SIDED;
}
