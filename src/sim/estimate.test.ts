import { describe, expect, it } from 'vitest';
import { exactly, isOutside, meanEstimate, quantileEstimate, shareEstimate } from './estimate.ts';
import { createRandom } from './random.ts';

/** A hundred numbers without order; their quantiles below are those of Python's `statistics.quantiles(n=20)`. */
const SCATTERED = Array.from({ length: 100 }, (_, i) => ((i + 1) ** 2 * 7919) % 1009);
const ranked = (rank: number) => SCATTERED.toSorted((a, b) => a - b)[rank - 1];
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('a mean', () => {
  it('has the normal interval', () => {
    const { value, low, high } = meanEstimate([2, 4, 4, 6], 0.95);
    expect(value).toBe(4);
    expect(high).toBeCloseTo(4 + (1.959963984540054 * Math.sqrt(8 / 3)) / 2, 12);
    expect(low).toBeCloseTo(8 - (high ?? NaN), 12);
  });

  it('is the same of a typed array', () => {
    expect(meanEstimate(Float64Array.of(2, 4, 4, 6), 0.95)).toEqual(meanEstimate([2, 4, 4, 6], 0.95));
  });

  it('of one value has no interval, of none no value', () => {
    expect(meanEstimate([7], 0.95)).toEqual({ value: 7, low: null, high: null });
    expect(meanEstimate([], 0.95)).toEqual({ value: null, low: null, high: null });
  });
});

describe('a share', () => {
  it.each([
    [7, 20, 0.35, 0.181192, 0.567146],
    [0, 10, 0, 0, 0.277533],
    [657, 1_000, 0.657, 0.627027, 0.685771],
    [10, 10, 1, 0.722467, 1],
  ])('of %d in %d is %d between %d and %d', (hits, trials, share, low, high) => {
    const estimate = shareEstimate(hits, trials, 0.95);
    expect(estimate.value).toBe(share);
    expect(estimate.low).toBeCloseTo(low, 6);
    expect(estimate.high).toBeCloseTo(high, 6);
  });

  it('of none or of all reaches exactly to the end', () => {
    for (const trials of [7, 100, 5_000]) {
      expect(shareEstimate(0, trials, 0.999).low).toBe(0);
      expect(shareEstimate(trials, trials, 0.999).high).toBe(1);
    }
  });

  it('of no trials is nothing', () => {
    expect(shareEstimate(0, 0, 0.95)).toEqual({ value: null, low: null, high: null });
  });
});

describe('a quantile', () => {
  it.each([
    [0.05, 62.15],
    [0.25, 268.25],
    [0.5, 490.5],
    [0.95, 943.4],
  ])('%d is what Python says: %d', (q, value) => {
    expect(quantileEstimate(SCATTERED, q, 0.95).value).toBeCloseTo(value, 10);
  });

  it('lies between the ranks that the binomial distribution gives', () => {
    expect(quantileEstimate(SCATTERED, 0.95, 0.95)).toMatchObject({ low: ranked(90), high: ranked(100) });
    expect(quantileEstimate(SCATTERED, 0.5, 0.95)).toMatchObject({ low: ranked(40), high: ranked(61) });
    expect(quantileEstimate(upTo(1_000), 0.95, 0.999)).toMatchObject({ low: 926, high: 972 });
    expect(quantileEstimate(upTo(10), 0.5, 0.95)).toMatchObject({ low: 2, high: 9 });
  });

  it('has no interval when there are too few values for one', () => {
    expect(quantileEstimate(upTo(50), 0.95, 0.95)).toMatchObject({ low: null, high: null });
    expect(quantileEstimate([], 0.95, 0.95)).toEqual({ value: null, low: null, high: null });
  });

  it('stays within the values and leaves their order alone', () => {
    const values = [3, 1, 2];
    expect(quantileEstimate(values, 0.99, 0.95).value).toBe(3);
    expect(quantileEstimate(values, 0.01, 0.95).value).toBe(1);
    expect(values).toEqual([3, 1, 2]);
  });

  it('reaches into what never ended only where it must', () => {
    const durations = [...upTo(9), Infinity];
    expect(quantileEstimate(durations, 0.5, 0.95)).toEqual({ value: 5.5, low: 2, high: 9 });
    expect(quantileEstimate(durations, 0.9, 0.95).value).toBe(Infinity);
  });
});

it('intervals hold the truth as often as they say', () => {
  const stream = createRandom(1).stream('arrivals');
  const [SAMPLES, SIZE] = [2_000, 100];
  const missed = { mean: 0, share: 0, quantile: 0 };
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const draws = Float64Array.from({ length: SIZE }, (_, i) => stream.at(sample * SIZE + i));
    const hits = draws.filter((draw) => draw < 0.3).length;
    const misses = (truth: number, { low, high }: { low: number | null; high: number | null }) =>
      Number(truth < (low ?? NaN) || truth > (high ?? NaN));
    missed.mean += misses(0.5, meanEstimate(draws, 0.9));
    missed.share += misses(0.3, shareEstimate(hits, draws.length, 0.9));
    missed.quantile += misses(0.7, quantileEstimate(draws, 0.7, 0.9));
  }
  const [mean, share, quantile] = Object.values(missed).map((count) => count / SAMPLES) as [
    number,
    number,
    number,
  ];
  expect(Math.abs(mean - 0.1)).toBeLessThan(0.02);
  expect(Math.abs(share - 0.1)).toBeLessThan(0.02);
  expect(quantile).toBeGreaterThan(0.05);
  expect(quantile).toBeLessThan(0.1);
});

it('an exact figure has no interval', () => {
  expect(exactly(15)).toEqual({ value: 15, low: null, high: null });
});

it('every estimate carries the prediction it is given', () => {
  const predicted = { predicted: 0.5 };
  expect(meanEstimate([1], 0.95, 0.5)).toMatchObject(predicted);
  expect(shareEstimate(1, 2, 0.95, 0.5)).toMatchObject(predicted);
  expect(quantileEstimate([1], 0.5, 0.95, 0.5)).toMatchObject(predicted);
  expect(exactly(null, 0.5)).toEqual({ value: null, low: null, high: null, ...predicted });
});

it.each([
  [0.4, true],
  [0.5, false],
  [0.5 - 1e-12, false],
  [0.7, false],
  [0.701, true],
])('a prediction of %d lies outside 0.5 to 0.7: %s', (predicted, verdict) => {
  expect(isOutside({ value: 0.6, low: 0.5, high: 0.7, predicted })).toBe(verdict);
});

it('nothing lies outside where there is no interval or no prediction', () => {
  expect(isOutside(exactly(15, 16))).toBe(false);
  expect(isOutside({ value: 0.6, low: 0.5, high: 0.7 })).toBe(false);
});
