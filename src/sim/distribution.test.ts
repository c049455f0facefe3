import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exponentialQuantile,
  sampleDurationMs,
  type DurationLaw,
  type DurationSpec,
} from './distribution.ts';
import { createRandom } from './random.ts';
import { deviationOf, meanInterval } from './testStatistics.ts';

const MEAN_MS = 80;
const stream = createRandom(11).stream('serviceTime');

function sample(law: DurationLaw, spreadRatio: number, length = 50_000): readonly number[] {
  const spec: DurationSpec = { law, meanMs: MEAN_MS, spreadRatio };
  return Array.from({ length }, (_, i) => sampleDurationMs(spec, stream.at(i), stream.at(i, 1)));
}

describe('durations', () => {
  it.each([
    ['uniform', 0.5],
    ['uniform', 1],
    ['uniform', 3],
    ['exponential', 0],
    ['logNormal', 0.4],
    ['logNormal', 2],
  ] as const)('of the %s law with spread %d have the asked mean', (law, spreadRatio) => {
    const { low, high } = meanInterval(sample(law, spreadRatio));
    expect(low).toBeLessThan(MEAN_MS);
    expect(high).toBeGreaterThan(MEAN_MS);
  });

  it.each([
    ['uniform', 0.6, 0.6 / Math.sqrt(3)],
    ['exponential', 0, 1],
    ['logNormal', 0.4, 0.4],
    ['logNormal', 1, 1],
  ] as const)(
    'of the %s law with spread %d scatter as the law says',
    (law, spreadRatio, deviationOverMean) => {
      expect(deviationOf(sample(law, spreadRatio, 200_000)) / MEAN_MS / deviationOverMean).toBeCloseTo(1, 1);
    },
  );

  it('are all the mean when fixed, and when a spread is 0', () => {
    for (const law of ['fixed', 'uniform', 'logNormal'] as const) {
      expect(new Set(sample(law, 0, 100))).toEqual(new Set([MEAN_MS]));
    }
    expect(new Set(sample('fixed', 1, 100))).toEqual(new Set([MEAN_MS]));
  });

  it('of the uniform law stay within the half width, which is at most the mean', () => {
    const narrow = sample('uniform', 0.25);
    expect(Math.min(...narrow)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...narrow)).toBeLessThanOrEqual(100);
    expect(Math.min(...sample('uniform', 3))).toBeGreaterThanOrEqual(0);
  });

  it('have the median of their law', () => {
    const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[25_000] as number;
    expect(median(sample('exponential', 0)) / (MEAN_MS * Math.LN2)).toBeCloseTo(1, 1);
    expect(median(sample('logNormal', 1)) / (MEAN_MS / Math.SQRT2)).toBeCloseTo(1, 1);
  });

  it('are never below 0 and whole in nanoseconds', () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const laws = fc.constantFrom<DurationLaw>('fixed', 'uniform', 'exponential', 'logNormal');
    fc.assert(
      fc.property(
        laws,
        fc.nat(5_000),
        fc.double({ min: 0, max: 2, noNaN: true }),
        unit,
        unit,
        (law, meanMs, spreadRatio, u, v) => {
          const durationMs = sampleDurationMs({ law, meanMs, spreadRatio }, u, v);
          expect(durationMs).toBeGreaterThanOrEqual(0);
          expect(Math.abs(durationMs * 1e6 - Math.round(durationMs * 1e6))).toBeLessThan(0.01);
        },
      ),
    );
  });
});

describe('exponentialQuantile', () => {
  it('inverts the distribution function', () => {
    expect(exponentialQuantile(0)).toBeCloseTo(0);
    for (const u of [0.1, 0.5, 0.99]) expect(1 - Math.exp(-exponentialQuantile(u))).toBeCloseTo(u, 12);
  });
});
