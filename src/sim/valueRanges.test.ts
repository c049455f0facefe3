import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf } from './histogram.ts';
import { createValueRanges } from './valueRanges.ts';

const wholeNanoseconds = (ms: number) => Math.round(ms * 1e6) / 1e6;

const durations = fc.uniqueArray(
  fc.double({ min: 0.02, max: 3_600_000, noNaN: true }).map(wholeNanoseconds),
  {
    maxLength: 300,
  },
);

function rangesOf(values: readonly number[]) {
  const ranges = createValueRanges();
  for (const value of values) ranges.add(value, bucketOf(value));
  return ranges.list();
}

describe('the ranges of values', () => {
  it('rise, are at most 3 % wide, end where values were seen, and lose none', () => {
    fc.assert(
      fc.property(durations, (values) => {
        const ranges = rangesOf(values);
        for (const [index, { least, greatest, count }] of ranges.entries()) {
          expect(values.filter((value) => value >= least && value <= greatest)).toHaveLength(count);
          expect(values).toEqual(expect.arrayContaining([least, greatest]));
          expect(greatest / least).toBeLessThanOrEqual(1.03 * (1 + 1e-9));
          expect(least).toBeGreaterThan(ranges[index - 1]?.greatest ?? 0);
        }
        expect(ranges.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      }),
    );
  });

  it('keep a value apart from its neighbours once it has come twice running', () => {
    expect(rangesOf([1_000, 999, 1_001, 1_000, 1_000, 1_000.5, 1_000, 990])).toEqual([
      { least: 990, greatest: 1_001, count: 5 },
      { least: 1_000, greatest: 1_000, count: 3 },
    ]);
  });

  it('take a timeout for the same value at every instant of a run', () => {
    const lengths = [1, 24.101_348, 25.369_84, 3_599_000.000_001].map(
      (atMs) => wholeNanoseconds(atMs + 1_000) - atMs,
    );
    expect(new Set(lengths).size).toBeGreaterThan(1);
    expect(rangesOf(lengths)).toEqual([{ least: lengths[0], greatest: lengths[0], count: 4 }]);
  });

  it('are none while there are no values, and hold zeros', () => {
    expect(rangesOf([])).toEqual([]);
    expect(rangesOf([0, 0])).toEqual([{ least: 0, greatest: 0, count: 2 }]);
  });
});
