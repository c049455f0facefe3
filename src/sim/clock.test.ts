import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock, quantiseMs, type Timer } from './clock.ts';
import { createTestWorld } from './testWorld.ts';
import { runUntil } from './world.ts';

function runAll(clock: ReturnType<typeof createClock>): void {
  while (clock.step());
}

describe('clock', () => {
  it('fires timers of equal times in the order in which they were scheduled', () => {
    const clock = createClock();
    const fired: number[] = [];
    for (let i = 0; i < 100; i += 1) clock.schedule(5, () => fired.push(i));
    runAll(clock);
    expect(fired).toEqual(fired.toSorted((a, b) => a - b));
    expect(fired).toHaveLength(100);
  });

  it('fires what is left of any mix of schedules, cancels and steps in the order of a sorted array', () => {
    const operation = fc.oneof(
      fc.record({ kind: fc.constant('schedule' as const), value: fc.nat(30) }),
      fc.record({ kind: fc.constant('cancel' as const), value: fc.nat(40) }),
      fc.record({ kind: fc.constant('step' as const), value: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
        const clock = createClock();
        const timers: Timer[] = [];
        const fired: number[] = [];
        const expected: number[] = [];
        let waiting: { order: number; atMs: number }[] = [];
        function stepBoth(): boolean {
          waiting = waiting.toSorted((a, b) => a.atMs - b.atMs || a.order - b.order);
          const next = waiting.shift();
          if (next) expected.push(next.order);
          return clock.step();
        }
        for (const { kind, value } of operations) {
          const order = timers.length;
          if (kind === 'schedule') {
            waiting.push({ order, atMs: clock.nowMs + value });
            timers.push(clock.schedule(value, () => fired.push(order)));
          } else if (kind === 'cancel') {
            waiting = waiting.filter((timer) => timer.order !== value);
            if (timers[value]) clock.cancel(timers[value]);
          } else stepBoth();
        }
        while (stepBoth());
        expect(fired).toEqual(expected);
      }),
    );
  });

  it('keeps the order when timers schedule further timers', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(5), { maxLength: 4 }), { maxLength: 20 }), (plans) => {
        const clock = createClock();
        const fired: { atMs: number; order: number }[] = [];
        let order = 0;
        function schedule(delayMs: number): void {
          const mine = order;
          order += 1;
          const atMs = clock.nowMs + delayMs;
          clock.schedule(delayMs, () => {
            expect(clock.nowMs).toBe(atMs);
            fired.push({ atMs, order: mine });
            for (const next of plans[mine] ?? []) schedule(next);
          });
        }
        schedule(0);
        runAll(clock);
        expect(fired).toEqual(fired.toSorted((a, b) => a.atMs - b.atMs || a.order - b.order));
        expect(fired).toHaveLength(order);
      }),
    );
  });

  it('never fires a cancelled timer, and cancelling a fired one does nothing', () => {
    const clock = createClock();
    const fired: string[] = [];
    const first = clock.schedule(1, () => fired.push('first'));
    const second = clock.schedule(2, () => fired.push('second'));
    clock.cancel(second);
    expect(clock.nextAtMs()).toBe(1);
    runAll(clock);
    clock.cancel(first);
    expect(fired).toEqual(['first']);
    expect(clock.step()).toBe(false);
    expect(clock.nextAtMs()).toBe(Infinity);
  });

  it('does not jump over a timer, but moves right up to it', () => {
    const clock = createClock();
    clock.schedule(10, () => {});
    expect(() => clock.moveTo(10.5)).toThrow('Cannot jump over the timer at 10 ms.');
    clock.moveTo(10);
    expect(clock.nowMs).toBe(10);
    clock.moveTo(3);
    expect(clock.nowMs).toBe(10);
  });

  it('refuses delays below 0 and NaN, and never fires after an infinite one', () => {
    const clock = createClock();
    expect(() => clock.schedule(-1, () => {})).toThrow(RangeError);
    expect(() => clock.schedule(NaN, () => {})).toThrow(RangeError);
    clock.schedule(Infinity, () => {});
    expect(clock.step()).toBe(false);
  });

  it('counts in whole nanoseconds, so that sums do not drift', () => {
    const clock = createClock();
    for (let i = 0; i < 1_000; i += 1) {
      clock.schedule(0.1, () => {});
      clock.step();
    }
    expect(clock.nowMs).toBe(100);
    expect(quantiseMs(0.1 + 0.2)).toBe(0.3);
    expect(quantiseMs(1e-7)).toBe(0);
  });
});

describe('runUntil', () => {
  it('runs every timer at or before the instant and stands there', () => {
    const world = createTestWorld();
    const fired: number[] = [];
    for (const atMs of [1, 5, 5.000001]) world.clock.schedule(atMs, () => fired.push(atMs));
    runUntil(world, 5);
    expect(fired).toEqual([1, 5]);
    expect(world.clock.nowMs).toBe(5);
  });
});
