import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distributionOf, takeValues } from './distribution.ts';
import { LATENCIES, observedRun, outageRun, TEST_DURATION_MS } from './testRun.ts';

function distributionOfValues(values: readonly number[], threshold: number | null = null) {
  return distributionOf(takeValues(LATENCIES, observedRun({ latencyMs: values })), 'ms', threshold);
}

const repeat = (times: number, value: number) => Array<number>(times).fill(value);
/** `count` values, evenly spaced from above `from` up to `to`. */
const ramp = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, index) => from + ((index + 1) / count) * (to - from));

/** Far apart, or so close that they share ranges. */
const durations = fc.oneof(
  fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 150 }),
  fc.array(fc.double({ min: 900, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 150 }),
);
const thresholds = fc.option(fc.double({ min: 0, max: 60_000, noNaN: true }));

describe('a distribution', () => {
  it('loses no value: its bins and what lies off its axis are all of them', () => {
    fc.assert(
      fc.property(durations, thresholds, (values, threshold) => {
        const { bins, offAxis, beyond } = distributionOfValues(values, threshold);
        expect((bins.at(-1)?.upToHere ?? 0) + offAxis).toBeCloseTo(1, 9);
        expect(bins.reduce((sum, { share }) => sum + share, 0) + offAxis).toBeCloseTo(1, 9);
        for (const { share, beyond: part } of bins) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(share).toBeGreaterThanOrEqual(part);
        }
        expect(beyond === null).toBe(threshold === null);
      }),
      { numRuns: 50 },
    );
  });

  it('has 20 to 40 bins of equal width, with a tick mark at every tenth edge', () => {
    fc.assert(
      fc.property(durations, (values) => {
        const { bins, scale } = distributionOfValues(values);
        expect(bins.length).toBeGreaterThanOrEqual(20);
        expect(bins.length).toBeLessThanOrEqual(40);
        expect(bins.filter((_, index) => index % 10 === 0).map(({ from }) => from)).toEqual(
          scale.ticks.slice(0, -1),
        );
        expect(bins.at(-1)?.to).toBe(scale.max);
      }),
      { numRuns: 50 },
    );
  });

  it('tells the true share of every bin to what a range of 3 % may hide', () => {
    const values = ramp(4_000, 0, 400);
    for (const { share } of distributionOfValues(values).bins) expect(share).toBeCloseTo(1 / 40, 2);
  });

  it('shows one value as all of them', () => {
    const { bins, scale, offAxis } = distributionOfValues([84]);
    expect(scale.max).toBe(100);
    expect(bins.filter(({ share }) => share > 0)).toEqual([
      { from: 82.5, to: 85, share: 1, beyond: 0, upToHere: 1 },
    ]);
    expect(offAxis).toBe(0);
  });

  it('holds values of 0 in its first bin', () => {
    expect(distributionOfValues([0, 0]).bins[0]?.share).toBe(1);
  });

  it('is empty without values, and then reaches to its threshold', () => {
    const { bins, beyond, scale } = distributionOfValues([], 800);
    expect(bins.every(({ share, upToHere }) => share === 0 && upToHere === 0)).toBe(true);
    expect(beyond).toBeNull();
    expect(scale.max).toBeGreaterThan(800);
  });
});

describe('a threshold', () => {
  it('has what ended exactly there on its near side, also among others', () => {
    const { bins, beyond } = distributionOfValues(
      [...repeat(90, 1_000), ...ramp(5, 985, 995), ...ramp(5, 1_003, 1_013)],
      1_000,
    );
    expect(beyond).toBeCloseTo(0.05, 2);
    expect(bins.find(({ to }) => to === 1_000)?.share).toBeGreaterThan(0.9);
  });

  it('has nothing beyond it when nothing is longer than a deadline, whatever the last digit', () => {
    expect(distributionOfValues([...ramp(50, 300, 900), 1_000.000_000_000_1, 1_000], 1_000).beyond).toBe(0);
  });

  it('divides the bin that it goes through', () => {
    const { bins, beyond } = distributionOfValues(ramp(1_000, 0, 100), 91);
    const divided = bins.find(({ from, to }) => from < 91 && to > 91);
    expect(divided?.beyond).toBeGreaterThan(0);
    expect(divided?.beyond).toBeLessThan(divided?.share ?? 0);
    expect(beyond).toBeCloseTo(0.09, 2);
  });

  it('lies on the axis with room behind it, unless the values would have less than a quarter left', () => {
    expect(distributionOfValues(ramp(100, 0, 300), 1_000).scale.max).toBeGreaterThanOrEqual(1_100);
    expect(distributionOfValues(ramp(100, 0, 100), 1_000).scale.max).toBe(100);
  });
});

describe('the axis of values', () => {
  it('leaves a few values far away off, and tells their share', () => {
    const { scale, offAxis } = distributionOfValues([...ramp(1_996, 0, 100), ...repeat(4, 20_000)]);
    expect(scale.max).toBe(100);
    expect(offAxis).toBeCloseTo(0.002, 9);
  });

  it('reaches to them when they are as many as one in a hundred, or may be', () => {
    expect(distributionOfValues([...ramp(990, 0, 100), ...repeat(10, 20_000)]).scale.max).toBe(20_000);
    expect(distributionOfValues([...ramp(200, 0, 100), 20_000]).scale.max).toBe(20_000);
  });

  it('only grows during a run', () => {
    const run = outageRun();
    const ends: number[] = [];
    for (let atMs = 250; atMs <= TEST_DURATION_MS; atMs += 250) {
      run.advanceTo(atMs);
      ends.push(distributionOf(takeValues(LATENCIES, run), 'ms', null).scale.max);
    }
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    expect(new Set(ends).size).toBeLessThan(8);
  });
});
