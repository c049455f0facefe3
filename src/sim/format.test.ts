import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  formatFigure,
  formatInstant,
  formatInterval,
  formatNumber,
  formatShare,
} from './format.ts';

describe('formatting', () => {
  it.each([
    [0, '0 ms'],
    [0.25, '0.25 ms'],
    [349.6, '350 ms'],
    [999.4, '999 ms'],
    [999.5, '1 s'],
    [2_400, '2.4 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min'],
    [180_000, '3 min'],
    [3_596_999, '59.9 min'],
    [3_597_000, '1 h'],
    [-11_000, '−11 s'],
    [Infinity, 'no limit'],
  ])('writes a duration of %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it.each([
    [0, '0 %'],
    [0.5, '50 %'],
    [0.21637, '21.6 %'],
    [1, '100 %'],
  ])('writes a share of %d as %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  it('writes whole numbers exactly, in groups of three, and others to three digits', () => {
    expect([7, 1_234, 1_234_567].map(formatNumber)).toEqual(['7', '1\u202f234', '1\u202f234\u202f567']);
    expect([0.00123456, 12.3456, 1234.56].map(formatNumber)).toEqual(['0.00123', '12.3', '1\u202f230']);
  });

  it('writes instants on the time axis', () => {
    expect([0, 12_400, 60_000, 125_000].map(formatInstant)).toEqual([
      '0.0 s',
      '12.4 s',
      '1:00 min',
      '2:05 min',
    ]);
  });

  it('writes a figure by its unit, and a dash where there is none', () => {
    expect(formatFigure(1_500, 'ms')).toBe('1.5 s');
    expect(formatFigure(0.5, 'share')).toBe('50 %');
    expect(formatFigure(1_500, 'calls')).toBe('1\u202f500');
    expect([formatFigure(null, 'ms'), formatFigure(NaN, 'share')]).toEqual(['—', '—']);
  });

  it.each([
    [0.56, 0.742, 'share', '56–74 %'],
    [0.62703, 0.68577, 'share', '62.7–68.6 %'],
    [0.65655, 0.65745, 'share', '65.66–65.75 %'],
    [0, 0.005385, 'share', '0–0.54 %'],
    [0.97, 1, 'share', '97–100 %'],
    [83.1, 84.96, 'ms', '83.1–85.0 ms'],
    [980, 1_020, 'ms', '0.98–1.02 s'],
    [46.9, 54, 'calls', '46.9–54.0'],
    [1_052.4, 1_168.2, 'calls', '1\u202f052–1\u202f168'],
    [2, 2, 'count', '2–2'],
    [-0.2, 0.3, 'count', '-0.20–0.30'],
  ] as const)('writes an interval from %d to %d %s as %s', (low, high, unit, text) => {
    expect(formatInterval(low, high, unit)).toBe(text);
  });
});
