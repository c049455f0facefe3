import { describe, expect, it } from 'vitest';
import { createScale, roundDown, type Range } from './scale.ts';

const ranges: readonly Range[] = [
  { min: 0, max: 1, step: 0.01 },
  { min: 1, max: 20, step: 1 },
  { min: 0, max: 120_000, step: 500 },
  { min: 10, max: 30_000, step: 10 },
  { min: 0, max: 500, step: 1 },
  { min: 1, max: 100_000, step: 1 },
  { min: 1, max: 5, step: 0.1 },
  { min: 0.5, max: 2, step: 0.01 },
  { min: 0, max: 10, step: 3 },
];
const stopsOf = (range: Range) => {
  const scale = createScale(range);
  return Array.from({ length: scale.last + 1 }, (_, position) => scale.valueAt(position));
};

describe('a scale', () => {
  it('goes from the least to the greatest value and always up', () => {
    for (const range of ranges) {
      const stops = stopsOf(range);
      expect(stops[0]).toBe(range.min);
      expect(stops.at(-1)).toBe(range.max);
      expect(stops.every((stop, index) => index === 0 || stop > (stops[index - 1] as number))).toBe(true);
    }
  });
  it('is even over narrow ranges', () => {
    expect(stopsOf({ min: 0, max: 1, step: 0.01 })).toHaveLength(101);
    expect(stopsOf({ min: 0, max: 1, step: 0.01 })[7]).toBe(0.07);
  });
  it('has small values far apart and few notches over wide ranges', () => {
    const stops = stopsOf({ min: 0, max: 120_000, step: 500 });
    expect(stops.slice(0, 4)).toEqual([0, 500, 1_000, 1_500]);
    expect(stops.length).toBeLessThan(60);
    expect(stops).toContain(60_000);
    expect(stopsOf({ min: 1, max: 100_000, step: 1 }).length).toBeLessThan(200);
  });
  it('finds the position of every notch and of values between', () => {
    for (const range of ranges) {
      const scale = createScale(range);
      stopsOf(range).forEach((stop, index) => expect(scale.positionOf(stop)).toBe(index));
    }
    const scale = createScale({ min: 0, max: 10, step: 2 });
    expect(scale.positionOf(5)).toBe(2.5);
    expect(scale.positionOf(Infinity)).toBe(scale.last);
    expect(scale.positionOf(-3)).toBe(0);
  });
});

describe('rounding down', () => {
  it('keeps to 1, 2 and 5 times a power of ten', () => {
    expect([1, 1.9, 2, 4.9, 5, 9.9, 10, 99, 100, 350].map(roundDown)).toEqual([
      1, 1, 2, 2, 5, 5, 10, 50, 100, 200,
    ]);
  });
});
