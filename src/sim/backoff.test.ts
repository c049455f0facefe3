import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowedRangeMs,
  ceilingMs,
  drawRangeMs,
  drawWaitMs,
  possibleRangeMs,
  type BackoffSettings,
  type Jitter,
} from './backoff.ts';

const plain: BackoffSettings = {
  initialDelayMs: 100,
  exponentialBase: 2,
  maxDelayMs: 1_000,
  jitter: 'none',
};
const withJitter = (jitter: Jitter): BackoffSettings => ({ ...plain, jitter });
const wait = (settings: BackoffSettings, retry: number, previousMs: number | null, u: number) =>
  drawWaitMs(settings, drawRangeMs(settings, retry, previousMs), u);

describe('the ceiling of a wait', () => {
  it('is the initial delay for the first retry, grows by the base and stops at the cap', () => {
    expect([0, 1, 2, 3, 4, 5].map((retry) => ceilingMs(plain, retry))).toEqual([
      100, 200, 400, 800, 1_000, 1_000,
    ]);
  });

  it('is fixed for base 1', () => {
    expect([0, 1, 8].map((retry) => ceilingMs({ ...plain, exponentialBase: 1 }, retry))).toEqual([
      100, 100, 100,
    ]);
  });

  it('stays a number however many retries there are', () => {
    expect(ceilingMs(plain, 100_000)).toBe(1_000);
    expect(ceilingMs({ ...plain, initialDelayMs: 0 }, 100_000)).toBe(0);
    expect(possibleRangeMs({ ...withJitter('decorrelated'), initialDelayMs: 0 }, 100_000)).toEqual([0, 0]);
  });
});

describe('a wait', () => {
  it('is the ceiling itself without jitter', () => {
    expect(wait(plain, 2, null, 0.7)).toBe(400);
  });

  it('is anything up to the ceiling with full jitter', () => {
    expect([0, 0.5, 0.75].map((u) => wait(withJitter('full'), 1, null, u))).toEqual([0, 100, 150]);
  });

  it('is at least half of the ceiling with equal jitter', () => {
    expect([0, 0.5].map((u) => wait(withJitter('equal'), 1, null, u))).toEqual([100, 150]);
  });

  it('reaches from the initial delay to three times the last one when decorrelated, whatever its number', () => {
    const settings = withJitter('decorrelated');
    expect([0, 0.5].map((u) => wait(settings, 0, null, u))).toEqual([100, 200]);
    expect([0, 0.5].map((u) => wait(settings, 7, 200, u))).toEqual([100, 350]);
  });

  it('is capped before the draw, and after it only when decorrelated', () => {
    expect(wait(withJitter('full'), 9, null, 0.5)).toBe(500);
    expect(wait(withJitter('decorrelated'), 9, 900, 0.5)).toBe(1_000);
  });

  it('lies in its allowed range, and that in the range of all that is possible', () => {
    const settings = fc.record({
      initialDelayMs: fc.double({ min: 0, max: 10_000, noNaN: true }),
      exponentialBase: fc.double({ min: 1, max: 5, noNaN: true }),
      maxDelayMs: fc.double({ min: 0, max: 60_000, noNaN: true }),
      jitter: fc.constantFrom<Jitter>('none', 'full', 'equal', 'decorrelated'),
    });
    const draws = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(settings, draws, (given, us) => {
        let previous: number | null = null;
        for (const [retry, u] of us.entries()) {
          const range = drawRangeMs(given, retry, previous);
          const [low, high] = allowedRangeMs(given, range);
          const [least, most] = possibleRangeMs(given, retry);
          const drawn = drawWaitMs(given, range, u);
          expect(drawn).toBeGreaterThanOrEqual(low);
          expect(drawn).toBeLessThanOrEqual(high);
          expect(least).toBeLessThanOrEqual(low);
          expect(most * (1 + 1e-12)).toBeGreaterThanOrEqual(high);
          previous = drawn;
        }
      }),
    );
  });
});
