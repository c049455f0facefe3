import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareScale, steadyTop, timeTicks, valueScale } from './scale.ts';

const UNITS = ['callsPerSecond', 'ms', 'count'] as const;
const peaks = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const intervals = fc.integer({ min: 2, max: 4 });

describe('the scale of the values', () => {
  it('holds the peak in at most as many intervals as asked', () => {
    fc.assert(
      fc.property(fc.constantFrom(...UNITS), peaks, intervals, (unit, peak, most) => {
        const { max, ticks } = valueScale(peak, unit, most);
        expect(max).toBeGreaterThanOrEqual(peak * (1 - 1e-9));
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBe(max);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
      }),
    );
  });

  it('never shrinks while the peak grows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...UNITS), peaks, peaks, intervals, (unit, a, b, most) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(valueScale(high, unit, most).max).toBeGreaterThanOrEqual(valueScale(low, unit, most).max);
      }),
    );
  });

  it('has whole steps for counts and clock steps for durations', () => {
    expect(valueScale(3, 'count', 4).ticks).toEqual([0, 1, 2, 3]);
    expect(valueScale(1, 'callsPerRow', 4).ticks).toEqual([0, 1, 2]);
    expect(valueScale(41_000, 'ms', 4).ticks).toEqual([0, 15_000, 30_000, 45_000]);
  });

  it('always reaches 100 % for shares', () => {
    expect(valueScale(0.1, 'share', 4)).toEqual({ max: 1, ticks: [0, 0.25, 0.5, 0.75, 1] });
    expect(valueScale(0.1, 'share', 3)).toEqual({ max: 1, ticks: [0, 0.5, 1] });
  });
});

describe('the scale of small shares', () => {
  it('ends near the greatest of them', () => {
    expect(shareScale(0.2, 4)).toEqual({ max: 0.2, ticks: [0, 0.05, 0.1, 0.15, 0.2] });
    expect(shareScale(1, 2)).toEqual({ max: 1, ticks: [0, 0.5, 1] });
    expect(shareScale(0, 4).max).toBeGreaterThan(0);
  });
});

describe('a steady top', () => {
  it('holds the peak, and is at most about twice as high when it moves', () => {
    fc.assert(
      fc.property(peaks, (peak) => {
        const top = steadyTop(0, peak);
        expect(top).toBeGreaterThanOrEqual(peak * (1 - 1e-9));
        expect(top).toBeLessThanOrEqual(peak * 2.001);
      }),
    );
    expect([84, 100, 101, 201, 301, 0.012].map((peak) => steadyTop(0, peak))).toEqual([
      100, 100, 200, 300, 500, 0.02,
    ]);
  });

  it('stays where it is while the peak goes up and down below it', () => {
    const tops = [180, 199, 140, 200, 61, 190].reduce<number[]>(
      (seen, peak) => [...seen, steadyTop(seen.at(-1) ?? 0, peak)],
      [],
    );
    expect(new Set(tops)).toEqual(new Set([200]));
  });

  it('gives way when the peak outgrows it or has become small', () => {
    expect(steadyTop(200, 201)).toBe(300);
    expect(steadyTop(200, 59)).toBe(100);
    expect(steadyTop(200, 0)).toBe(0);
  });

  it('moves seldom while the peak moves slowly', () => {
    let [top, moves] = [0, 0];
    for (let peak = 100; peak <= 10_000; peak += 10) {
      const next = steadyTop(top, peak);
      if (next !== top) moves += 1;
      top = next;
    }
    expect(moves).toBeLessThanOrEqual(9);
  });
});

describe('the ticks of the time axis', () => {
  it('are round and far enough apart', () => {
    expect(timeTicks(60_000, 400, 60)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
    expect(timeTicks(60_000, 200, 60)).toEqual([0, 30_000, 60_000]);
    expect(timeTicks(3_600_000, 500, 60)).toEqual([
      0, 600_000, 1_200_000, 1_800_000, 2_400_000, 3_000_000, 3_600_000,
    ]);
  });

  it('stay within the run', () => {
    expect(timeTicks(25_000, 400, 60).at(-1)).toBe(25_000);
    expect(timeTicks(27_000, 400, 60).at(-1)).toBe(25_000);
  });
});
