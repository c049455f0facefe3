import { describe, expect, it } from 'vitest';
import { measure, stretchOf } from './measure.ts';

const options = { rowMs: 100, durationMs: 10_000, windowMs: 1_000, sinceMs: 0 };
const rowsAt = (atMs: number, change: Partial<typeof options> = {}) => {
  const stretch = stretchOf({ ...options, ...change, atMs });
  return stretch && [stretch.fromRow, stretch.toRow];
};

describe('the rows of a measurement', () => {
  it('lie wholly in the window', () => {
    expect(rowsAt(5_000)).toEqual([40, 50]);
    expect(rowsAt(5_050)).toEqual([41, 50]);
    expect(rowsAt(5_099.9)).toEqual([41, 50]);
    expect(stretchOf({ ...options, atMs: 5_050 })).toMatchObject({ fromMs: 4_100, toMs: 5_000 });
  });

  it('do not reach back further than they may', () => {
    expect(rowsAt(400)).toEqual([0, 4]);
    expect(rowsAt(5_000, { sinceMs: 4_450 })).toEqual([45, 50]);
  });

  it('are at least the last whole one', () => {
    expect(rowsAt(5_050, { windowMs: 100 })).toEqual([49, 50]);
    expect(rowsAt(100)).toEqual([0, 1]);
    expect(rowsAt(99)).toBeNull();
    expect(rowsAt(5_050, { sinceMs: 4_950 })).toBeNull();
    expect(rowsAt(0)).toBeNull();
  });

  it('go up to the very end of the run', () => {
    expect(rowsAt(10_000)).toEqual([90, 101]);
    expect(stretchOf({ ...options, atMs: 10_000 })).toMatchObject({ toMs: 10_000 });
    const full = { durationMs: 60_000, rowMs: 250 };
    expect(rowsAt(60_000, full)).toEqual([236, 240]);
    expect(rowsAt(1_001, { durationMs: 1_001, rowMs: 5, windowMs: 100 })).toEqual([181, 201]);
  });
});

describe('a figure', () => {
  const series: Readonly<Record<string, readonly number[]>> = {
    failures: [1, 2, 3, 4, 5],
    calls: [10, 10, 10, 10, 0],
    level: [NaN, 0.2, NaN, 0.4, 0.9],
    'tookMs.p95': Array.from({ length: 20 }, (_, row) => (row < 2 ? NaN : row)),
  };
  const metrics = { series: (id: string) => Float64Array.from(series[id] ?? []) };
  const over = (fromRow: number, toRow: number) => ({ fromRow, toRow, fromMs: 0, toMs: 0 });
  const of = (metric: string, share: string | null = null) => ({ metric, over: share });

  it('of a counter is how much it grew', () => {
    expect(measure(metrics, of('failures'), 'counter', over(1, 4))).toBe(9);
  });

  it('of a share is how much one counter grew over how much the other did', () => {
    expect(measure(metrics, of('failures', 'calls'), 'counter', over(1, 4))).toBe(0.3);
    expect(measure(metrics, of('failures', 'calls'), 'counter', over(4, 5))).toBeNull();
  });

  it('of a gauge is the mean of the rows that have a value', () => {
    expect(measure(metrics, of('level'), 'gauge', over(0, 4))).toBeCloseTo(0.3, 12);
    expect(measure(metrics, of('level'), 'gauge', over(2, 3))).toBeNull();
  });

  it('of a quantile is the mean of the rows that look back no further than the window, else the last row', () => {
    expect(measure(metrics, of('tookMs.p95'), 'histogram', over(5, 15))).toBe(13);
    expect(measure(metrics, of('tookMs.p95'), 'histogram', over(5, 13))).toBe(12);
    expect(measure(metrics, of('tookMs.p95'), 'histogram', over(5, 8))).toBe(7);
    expect(measure(metrics, of('tookMs.p95'), 'histogram', over(0, 5))).toBe(3);
    expect(measure(metrics, of('tookMs.p95'), 'histogram', over(0, 2))).toBeNull();
  });
});
