import { expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { createThrottle, type ThrottleOptions } from './throttle.ts';

const LIMITS: ThrottleOptions = { callsPerSecond: 10, burst: 3, retryAfterMs: 2_000 };

/** Asks `count` times at each instant and gives how many were let in. */
function letIn(
  limits: ThrottleOptions | undefined,
  asks: readonly (readonly [atMs: number, count: number])[],
) {
  const clock = createClock();
  const throttle = createThrottle(clock, () => limits);
  return asks.map(([atMs, count]) => {
    clock.moveTo(atMs);
    return Array.from({ length: count }, () => throttle.refuse()).filter((refusal) => refusal === null)
      .length;
  });
}

it('lets a burst in at once, and then as many as the rate allows', () => {
  expect(
    letIn(LIMITS, [
      [0, 5],
      [50, 1],
      [100, 2],
      [400, 9],
      [60_000, 9],
    ]),
  ).toEqual([3, 0, 1, 3, 3]);
});

it('lets exactly the rate through when asked just in time', () => {
  const asks = Array.from({ length: 1_000 }, (_, index) => [300 + index * 100, 1] as const);
  expect(
    letIn(LIMITS, [[0, 3], ...asks])
      .slice(1)
      .every((count) => count === 1),
  ).toBe(true);
});

it('tells refused calls when to come back', () => {
  const throttle = createThrottle(createClock(), () => ({ ...LIMITS, burst: 1 }));
  expect([throttle.refuse(), throttle.refuse()]).toEqual([null, 2_000]);
});

it('lets every call in without limits', () => {
  expect(letIn(undefined, [[0, 50]])).toEqual([50]);
  expect(letIn({ ...LIMITS, callsPerSecond: Infinity }, [[0, 50]])).toEqual([50]);
});
