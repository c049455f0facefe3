import { describe, expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import {
  chanceOfRetry,
  chanceOfSuccess,
  delayQuantileMs,
  grpcThreshold,
  meanAttempts,
  meanAttemptsOfLayers,
  meanDelayMs,
  meanTimeToSuccessMs,
  meanWaitsMs,
  retriesAllowed,
  type RetryLaw,
} from './closedForms.ts';
import { params } from './params.ts';

const defaults = defaultParams(params);

function law(maxAttempts: number, initialDelayMs: number, exponentialBase: number, failureRate = 0.7) {
  return { ...defaults, maxAttempts, initialDelayMs, exponentialBase, failureRate };
}

const POLICIES: readonly [string, RetryLaw, ...number[]][] = [
  ['no_retry', law(1, 100, 2), 0.3, 1, 0, 0, 0, 0],
  ['fixed_delay', law(3, 500, 1), 0.657, 2.19, 297.5, 774.1, 595, 1_000],
  ['exponential', law(3, 100, 2), 0.657, 2.19, 84, 236.1, 168, 300],
  ['aggressive', law(5, 50, 1.5), 0.83193, 2.7731, 75.427, 258.5, 150.9, 406.25],
];

describe.each(POLICIES)(
  'theory of the reference’s %s',
  (_, full, success, attempts, delay, p95, plainDelay, plainP95) => {
    const plain: RetryLaw = { ...full, jitter: 'none' };

    it('gives its chance of success and its attempts, which jitter leaves alone', () => {
      expect(chanceOfSuccess(full)).toBeCloseTo(success ?? NaN, 6);
      expect(meanAttempts(full)).toBeCloseTo(attempts ?? NaN, 6);
      expect([chanceOfSuccess(plain), meanAttempts(plain)]).toEqual([
        chanceOfSuccess(full),
        meanAttempts(full),
      ]);
    });

    it('gives its delay with and without jitter', () => {
      expect(meanDelayMs(full)).toBeCloseTo(delay ?? NaN, 2);
      expect(delayQuantileMs(full, 0.95)).toBeCloseTo(p95 ?? NaN, 0);
      expect(meanDelayMs(plain)).toBeCloseTo(plainDelay ?? NaN, 0);
      expect(delayQuantileMs(plain, 0.95)).toBeCloseTo(plainP95 ?? NaN, 6);
    });
  },
);

describe('theory', () => {
  it('knows the mean waits of each kind of jitter, and that decorrelated ones grow by their own law', () => {
    const waits = (jitter: RetryLaw['jitter']) => meanWaitsMs({ ...law(4, 100, 2), jitter });
    expect(waits('none')).toEqual([100, 200, 400]);
    expect(waits('full')).toEqual([50, 100, 200]);
    expect(waits('equal')).toEqual([75, 150, 300]);
    expect(waits('decorrelated')).toEqual([200, 350, 575]);
    expect(meanWaitsMs({ ...law(4, 100, 2), jitter: 'decorrelated', maxDelayMs: 2_000 })).toBeUndefined();
  });

  it('takes for the time to success only the waits of calls that succeed', () => {
    expect(meanTimeToSuccessMs(law(2, 100, 2, 0.5))).toBeCloseTo((0.25 * 50) / 0.75, 9);
    expect(meanTimeToSuccessMs(law(2, 100, 2, 1))).toBeUndefined();
  });

  it('multiplies the attempts of layers while all fail, and less while some succeed', () => {
    expect([1, 2, 3].map((layers) => meanAttemptsOfLayers(law(3, 0, 1, 1), layers))).toEqual([3, 9, 27]);
    expect(meanAttemptsOfLayers(law(4, 0, 1, 1), 3)).toBe(64);
    expect(meanAttemptsOfLayers(law(3, 0, 1, 0.5), 1)).toBe(1.75);
    expect(meanAttemptsOfLayers(law(3, 0, 1, 0.5), 2)).toBeCloseTo(1.75 * (1 + 1 / 8 + 1 / 64), 12);
  });

  it('says nothing about sums whose digits would cancel out', () => {
    expect(delayQuantileMs({ ...law(10, 100, 5), maxDelayMs: 1e9 }, 0.95)).toBeUndefined();
    expect(delayQuantileMs({ ...law(5, 100, 2), maxDelayMs: 1e9 }, 0.95)).toBeCloseTo(989.83, 2);
  });

  it('counts the retries of a full bucket: gRPC 4, AWS 100 and since 2026 35', () => {
    const many = { ...defaults, maxAttempts: 10 };
    expect(retriesAllowed({ ...many, retryBudget: 'grpc' }, 1_000)).toBe(4);
    expect(retriesAllowed({ ...many, retryBudget: 'aws' }, 1_000)).toBe(100);
    expect(retriesAllowed({ ...many, retryBudget: 'aws', awsRetryCost: 14 }, 1_000)).toBe(35);
    expect(retriesAllowed({ ...many, retryBudget: 'none' }, 10)).toBe(90);
  });

  it('puts the threshold of a gRPC bucket at 9.09 %, where it tips over', () => {
    expect(grpcThreshold(0.1)).toBeCloseTo(0.0909, 4);
    const chanceAt = (failureRate: number) =>
      chanceOfRetry({ ...defaults, retryBudget: 'grpc', failureRate }, 400) ?? NaN;
    expect(chanceAt(0)).toBe(1);
    expect(chanceAt(0.045)).toBeGreaterThan(0.95);
    expect(chanceAt(0.18)).toBeLessThan(0.05);
    expect(chanceAt(1)).toBe(0);
  });
});
