import { describe, expect, it } from 'vitest';
import { formatRange, formatValue, sliceWords } from './units.ts';

describe('the numbers of a chart', () => {
  it('have their unit', () => {
    expect(formatValue(18.23, 'callsPerSecond')).toBe('18.2/s');
    expect(formatValue(12, 'callsPerRow')).toBe('12');
    expect(formatValue(null, 'ms')).toBe('—');
  });

  it('say it once in a range where both ends have the same, or the first is 0', () => {
    expect(formatRange(155, 400, 'ms')).toBe('155–400 ms');
    expect(formatRange(0, 2_000, 'ms')).toBe('0–2 s');
    expect(formatRange(800, 1_200, 'ms')).toBe('800 ms–1.2 s');
    expect(formatRange(0.1, 0.2, 'share')).toBe('10–20 %');
    expect(formatRange(1, 3, 'count')).toBe('1–3');
    expect(formatRange(100, Infinity, 'ms')).toBe('100 ms–no limit');
  });

  it('per slice tell how long a slice is', () => {
    expect(sliceWords('callsPerRow', 250)).toBe('per 250 ms');
    expect(sliceWords('callsPerSecond', 250)).toBeNull();
  });
});
