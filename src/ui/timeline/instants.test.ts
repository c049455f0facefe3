import { describe, expect, it } from 'vitest';
import { axisLabels, clampInstant, formatAt, formatEnd, snapInstant, snapStepMs } from './instants.ts';

describe('instants', () => {
  it('are written in seconds in runs of up to two minutes, with two digits in very short ones', () => {
    expect(formatAt(12_400, 60_000)).toBe('12.4 s');
    expect(formatAt(60_000, 60_000)).toBe('60.0 s');
    expect(formatAt(400, 1_000)).toBe('0.40 s');
    expect(formatAt(125_000, 300_000)).toBe('2:05 min');
    expect(formatEnd(60_000)).toBe('60 s');
    expect(formatEnd(1_500)).toBe('1.5 s');
    expect(formatEnd(300_000)).toBe('5:00 min');
  });
  it('snap to about a pixel, stay whole and stay in the run', () => {
    expect(snapStepMs(60_000)).toBe(100);
    expect(snapStepMs(1_000)).toBe(1);
    expect(snapStepMs(3_600_000)).toBe(5_000);
    expect(snapInstant(12_437, 60_000)).toBe(12_400);
    expect(snapInstant(61_000, 60_000)).toBe(60_000);
    expect(snapInstant(-5, 60_000)).toBe(0);
    expect(clampInstant(12.6, 60_000)).toBe(13);
  });
});

describe('the axis', () => {
  it('has round labels with room between them, from the start to the end', () => {
    const texts = axisLabels(60_000, 1_000).map(({ text }) => text);
    expect(texts).toEqual([
      '0',
      '5 s',
      '10 s',
      '15 s',
      '20 s',
      '25 s',
      '30 s',
      '35 s',
      '40 s',
      '45 s',
      '50 s',
      '55 s',
      '60 s',
    ]);
    expect(axisLabels(60_000, 300).map(({ text }) => text)).toEqual(['0', '15 s', '30 s', '45 s', '60 s']);
  });
  it('never crowds the end', () => {
    for (const durationMs of [1_000, 4_321, 30_000, 65_000, 300_000, 3_600_000]) {
      for (const width of [200, 370, 1_000, 1_900]) {
        const xs = axisLabels(durationMs, width).map(({ atMs }) => (atMs / durationMs) * width);
        expect(xs.at(-1)).toBe(width);
        expect(Math.min(...xs.slice(1).map((x, index) => x - (xs[index] as number)))).toBeGreaterThan(45);
      }
    }
  });
});
