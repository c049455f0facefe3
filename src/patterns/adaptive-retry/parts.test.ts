import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../sim/clock.ts';
import { defaultParams } from '../params.ts';
import type { Attempt } from './attempt.ts';
import { createLatencySketch } from './latencySketch.ts';
import { createPacing } from './pacing.ts';
import { params } from './params.ts';
import { createThrottling } from './throttling.ts';
import { createTimeoutLine } from './timeoutLine.ts';

describe('throttling', () => {
  const setUp = (ratio: number) => {
    const clock = createClock();
    return { clock, throttling: createThrottling(clock, () => ({ ratio, windowMs: 2_000 })) };
  };

  it('turns nothing away while at least one in K is accepted', () => {
    const { throttling } = setUp(2);
    for (let i = 0; i < 100; i += 1) {
      throttling.requested();
      if (i % 2 === 0) throttling.accepted();
    }
    expect(throttling.chance()).toBe(0);
  });

  it('is (requests − K·accepts)/(requests + 1)', () => {
    const { throttling } = setUp(2);
    for (let i = 0; i < 99; i += 1) throttling.requested();
    for (let i = 0; i < 20; i += 1) throttling.accepted();
    expect(throttling.chance()).toBeCloseTo((99 - 40) / 100);
  });

  it('forgets what is older than its window', () => {
    const { clock, throttling } = setUp(2);
    for (let i = 0; i < 50; i += 1) throttling.requested();
    clock.moveTo(2_300);
    expect(throttling.chance()).toBe(0);
  });
});

describe('pacing', () => {
  it('gives no slot more places than the pace allows, however long a slot is', () => {
    const wishes = fc.array(
      fc.tuple(fc.nat({ max: 2_000 }), fc.double({ min: 0, max: 0.999, noNaN: true })),
      {
        minLength: 1,
        maxLength: 120,
      },
    );
    fc.assert(
      fc.property(
        wishes,
        fc.double({ min: 0.2, max: 8, noNaN: true }),
        fc.constantFrom(20, 100, 300),
        (all, perSlot, slotMs) => {
          const clock = createClock();
          const pacing = createPacing(clock, () => slotMs);
          const slots = new Map<number, number>();
          for (const [wishedMs, draw] of all) {
            const delayMs = pacing.reserve(wishedMs, 8_000, perSlot, draw);
            if (delayMs === null) continue;
            expect(delayMs).toBeGreaterThanOrEqual(wishedMs);
            expect(delayMs).toBeLessThanOrEqual(8_000);
            const slot = Math.floor(delayMs / slotMs);
            slots.set(slot, (slots.get(slot) ?? 0) + 1);
          }
          for (const taken of slots.values()) expect(taken).toBeLessThanOrEqual(Math.ceil(perSlot));
        },
      ),
    );
  });

  it('starts its count anew with slots of another length', () => {
    let slotMs = 100;
    const pacing = createPacing(createClock(), () => slotMs);
    expect(pacing.reserve(0, 950, 1, 0.5)).toBe(0);
    expect(pacing.reserve(0, 950, 1, 0.5)).toBe(150);
    slotMs = 200;
    expect(pacing.reserve(0, 950, 1, 0.5)).toBe(0);
  });

  it('has no place for those who would be too late', () => {
    const pacing = createPacing(createClock(), () => 100);
    for (let i = 0; i < 10; i += 1) expect(pacing.reserve(0, 950, 1, 0.5)).not.toBeNull();
    expect(pacing.reserve(0, 950, 1, 0.5)).toBeNull();
  });
});

describe('the sketch of latencies', () => {
  it('gives quantiles to within a bucket, and says by how much load has slowed the server', () => {
    const clock = createClock();
    const sketch = createLatencySketch(clock, () => defaultParams(params));
    expect(sketch.quantile(0.5)).toBeNull();
    for (let i = 0; i < 200; i += 1) {
      clock.moveTo(clock.nowMs + 10);
      sketch.note(100);
    }
    expect(sketch.quantile(0.5)).toBeGreaterThan(75);
    expect(sketch.quantile(0.5)).toBeLessThan(130);
    expect(sketch.loadFactor()).toBeLessThan(1.2);
    for (let i = 0; i < 500; i += 1) {
      clock.moveTo(clock.nowMs + 10);
      sketch.note(500);
    }
    expect(sketch.loadFactor()).toBeGreaterThan(3);
  });
});

describe('the line of timeouts', () => {
  it('fires each attempt that is still open at its own instant, in whatever order they were added', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 500 }), fc.boolean()), { maxLength: 40 }), (all) => {
        const clock = createClock();
        const fired: (readonly [number, number])[] = [];
        const line = createTimeoutLine(clock, ({ timeoutAtMs }) => fired.push([timeoutAtMs, clock.nowMs]));
        const attempts = all.map(([timeoutAtMs, isOpen]) => ({ timeoutAtMs, isOpen }) as Attempt);
        for (const attempt of attempts) line.add(attempt);
        while (clock.step());
        const expected = attempts.filter(({ isOpen }) => isOpen).map(({ timeoutAtMs }) => timeoutAtMs);
        expect(fired.map(([atMs]) => atMs).toSorted((a, b) => a - b)).toEqual(
          expected.toSorted((a, b) => a - b),
        );
        expect(fired.every(([due, at]) => due === at)).toBe(true);
      }),
    );
  });
});
