import { describe, expect, it } from 'vitest';
import { axisTicks, formatExactly } from './axis.ts';

const labels = (...args: Parameters<typeof axisTicks>) => axisTicks(...args).map(({ label }) => label);

describe('axisTicks', () => {
  it('names round instants and none before the run', () => {
    expect(labels(-800, 12_000, 2_400)).toEqual(['0 s', '5 s', '10 s']);
  });

  it('has as many decimals as the step needs', () => {
    expect(labels(1_000, 1_100, 30)).toEqual(['1.00 s', '1.05 s', '1.10 s']);
    expect(labels(0, 1_000, 350)).toEqual(['0.0 s', '0.5 s', '1.0 s']);
    expect(labels(0, 4, 1.5)).toEqual(['0.000 s', '0.002 s', '0.004 s']);
  });

  it('counts a long run in minutes', () => {
    expect(labels(0, 130_000, 40_000)).toEqual(['0 s', '1:00 min', '2:00 min']);
    expect(labels(20_000, 80_000, 16_000)).toEqual(['20 s', '40 s', '1:00 min', '1:20 min']);
  });
});

it('gives an instant to the millisecond', () => {
  expect(formatExactly(15_043)).toBe('15.043 s');
});
