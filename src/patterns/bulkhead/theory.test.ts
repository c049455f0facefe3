/** The closed forms against values that were computed independently of this project. */
import { describe, expect, it } from 'vitest';
import { erlangB, finiteQueue, meanWaitMs } from './theory.ts';

describe('Erlang B', () => {
  it.each([
    ['database', 5, 4, 0.5, 0.0367],
    ['database', 5, 8, 0.5, 0.19907],
    ['database', 5, 10, 0.5, 0.28487],
    ['database', 5, 20, 0.5, 0.56395],
    ['external API', 3, 1, 1.05, 0.06905],
    ['external API', 3, 2, 1.05, 0.22538],
    ['external API', 3, 3, 1.05, 0.36376],
    ['cache', 20, 1_000, 0.01, 0.001869],
    ['cache', 20, 2_000, 0.01, 0.15889],
  ])('%s: %d slots at %d calls per second of %d s reject %d', (_, slots, rate, seconds, quoted) => {
    expect(erlangB(slots, rate * seconds)).toBeCloseTo(quoted, quoted < 0.01 ? 6 : 5);
  });

  it('rejects nothing without load and nearly everything under a huge one', () => {
    expect(erlangB(3, 0)).toBe(0);
    expect(erlangB(3, 1e6)).toBeCloseTo(1, 5);
  });
});

describe('M/M/c/K', () => {
  it.each([
    [5, 5, 8, 0.5, 0.04249, 116.7],
    [5, 5, 10, 0.5, 0.1175, 199.7],
    [5, 5, 20, 0.5, 0.50178, 406],
  ])(
    '%d slots and %d places at %d calls per second of %d s reject %d and let wait %d ms',
    (slots, places, rate, seconds, blocking, waitMs) => {
      const queue = finiteQueue(slots, places, rate * seconds);
      expect(queue.blocking).toBeCloseTo(blocking, 5);
      expect(meanWaitMs(queue, rate)).toBeCloseTo(waitMs, 1);
    },
  );

  it.each([
    [1, 0.00819],
    [2, 0.08708],
    [3, 0.22493],
  ])('3 slots and 2 places at %d calls per second of 1.05 s reject %d', (rate, blocking) => {
    expect(finiteQueue(3, 2, rate * 1.05).blocking).toBeCloseTo(blocking, 5);
  });

  it('has the weights of its birth–death chain', () => {
    const [slots, places, load] = [3, 4, 2.5];
    const weights = [1];
    for (let n = 1; n <= slots + places; n += 1)
      weights.push((weights.at(-1) ?? NaN) * (load / Math.min(n, slots)));
    const total = weights.reduce((sum, weight) => sum + weight);
    const mean = (value: (n: number) => number) =>
      weights.reduce((sum, weight, n) => sum + (weight / total) * value(n), 0);
    const queue = finiteQueue(slots, places, load);
    expect(queue.blocking).toBeCloseTo((weights.at(-1) ?? NaN) / total, 12);
    expect(queue.waiting).toBeCloseTo(
      mean((n) => Math.max(0, n - slots)),
      12,
    );
    expect(queue.running).toBeCloseTo(
      mean((n) => Math.min(n, slots)),
      12,
    );
  });

  it('stays finite under any load', () => {
    expect(finiteQueue(1, 600, 2_000)).toEqual({
      blocking: expect.closeTo(0.9995, 6),
      waiting: expect.closeTo(600, 2),
      running: expect.closeTo(1, 6),
    });
  });
});
