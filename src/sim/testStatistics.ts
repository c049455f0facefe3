/** Statistics for tests: 99.9 % confidence intervals, the chi-square test of uniformity, correlation. */

/** Two-sided 99.9 % and one-sided 99.9 % points of the standard normal distribution. */
const Z_TWO_SIDED = 3.290526731491895;
const Z_ONE_SIDED = 3.090232306167813;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Wilson's score interval for a probability of which `hits` of `runs` were seen. */
export function shareInterval(hits: number, runs: number): Interval {
  const z2 = Z_TWO_SIDED ** 2;
  const share = hits / runs;
  const centre = (share + z2 / (2 * runs)) / (1 + z2 / runs);
  const half =
    (Z_TWO_SIDED / (1 + z2 / runs)) * Math.sqrt((share * (1 - share)) / runs + z2 / (4 * runs ** 2));
  return { low: centre - half, high: centre + half };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** The normal interval for the mean of the law behind `values`. */
export function meanInterval(values: readonly number[]): Interval {
  const mean = meanOf(values);
  const half = (Z_TWO_SIDED * deviationOf(values)) / Math.sqrt(values.length);
  return { low: mean - half, high: mean + half };
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
