import { describe, expect, it } from 'vitest';
import { chartRows } from './chartRows.ts';
import { FAILURE_RATE, LATENCY, OUTCOMES, outageRun, STATES, TEST_DURATION_MS } from './testRun.ts';

const ROW_MS = TEST_DURATION_MS / 240;

function rowsAt(atMs: number, spec = OUTCOMES) {
  const run = outageRun();
  run.advanceTo(atMs);
  return chartRows(spec, run);
}

describe('the rows of a chart', () => {
  it('stand at the end of each slice of time that has passed', () => {
    expect(rowsAt(0)).toEqual([]);
    expect(rowsAt(ROW_MS - 1)).toEqual([]);
    expect(rowsAt(3.5 * ROW_MS).map(({ tMs }) => tMs)).toEqual([ROW_MS, 2 * ROW_MS, 3 * ROW_MS]);
  });

  it('reach the end of the run, also where it is no multiple of a row', () => {
    for (const durationMs of [1_000, 59_999, 60_000]) {
      const run = outageRun({ callsPerSecond: 5 }, durationMs);
      run.advanceTo(durationMs);
      const rows = chartRows(LATENCY, run);
      expect(rows.at(-1)?.tMs).toBe(durationMs);
      expect(rows.length).toBeLessThanOrEqual(240);
    }
  });

  it('never change once they are there', () => {
    for (const spec of [OUTCOMES, FAILURE_RATE, LATENCY]) {
      const early = rowsAt(12_345, spec);
      expect(rowsAt(33_333, spec).slice(0, early.length)).toEqual(early);
    }
  });

  it('do not exist for lanes', () => {
    expect(rowsAt(5_000, STATES)).toEqual([]);
  });
});

describe('a counter', () => {
  it('is per second over the last eight rows', () => {
    const run = outageRun();
    run.advanceTo(30_000);
    const amounts = run.world.metrics.series('succeeded');
    const rows = chartRows(OUTCOMES, run);
    for (const at of [8, 20, 41, 110]) {
      const sum = amounts.slice(at - 7, at + 1).reduce((total, amount) => total + amount, 0);
      expect(rows[at]?.['succeeded']).toBeCloseTo((sum / (8 * ROW_MS)) * 1000);
    }
  });

  it('is per second over what has passed in the first rows', () => {
    const run = outageRun();
    run.advanceTo(1_000);
    const first = run.world.metrics.series('succeeded')[0];
    expect(chartRows(OUTCOMES, run)[0]?.['succeeded']).toBeCloseTo(((first as number) / ROW_MS) * 1000);
  });

  it('is what each row holds on a chart in calls per row', () => {
    const run = outageRun();
    run.advanceTo(30_000);
    const rows = chartRows({ ...OUTCOMES, unit: 'callsPerRow' }, run);
    const amounts = Array.from(run.world.metrics.series('succeeded'));
    expect(rows.map((row) => row['succeeded'])).toEqual(amounts.slice(0, rows.length));
  });

  it('is the total so far on a chart of another unit', () => {
    const run = outageRun();
    run.advanceTo(TEST_DURATION_MS);
    const rows = chartRows({ ...OUTCOMES, kind: 'lines', unit: 'count' }, run);
    expect(rows.at(-1)?.['succeeded']).toBe(run.world.metrics.counter('succeeded').total);
  });
});

describe('a share', () => {
  it('lies between 0 and 1', () => {
    const values = rowsAt(TEST_DURATION_MS, FAILURE_RATE).map((row) => row['failure rate'] ?? 0);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBe(1);
  });

  it('has no value while nothing was attempted', () => {
    const run = outageRun({ openDurationMs: 30_000 });
    run.advanceTo(19_000);
    expect(chartRows(FAILURE_RATE, run).at(-1)?.['failure rate']).toBeNull();
  });
});

describe('a quantile', () => {
  it('is taken as it is recorded, without a value before the first call', () => {
    const run = outageRun({ callsPerSecond: 0 });
    run.advanceTo(2_000);
    expect(chartRows(LATENCY, run)).toHaveLength(8);
    expect(chartRows(LATENCY, run)[0]).toEqual({ tMs: ROW_MS, p50: null, p99: null });
    expect(rowsAt(9_000, LATENCY).at(-1)?.['p50']).toBeGreaterThan(0);
  });
});
