import { describe, expect, it } from 'vitest';
import { chartTable } from './chartTable.ts';
import { thinRows, toCsv } from './table.ts';
import { DELAYS, FAILURE_RATE, LATENCIES, observedRun, OUTCOMES, outageRun, STATES } from './testRun.ts';

function tableAt(atMs: number, spec: Parameters<typeof chartTable>[0], params = {}) {
  const run = outageRun(params);
  run.advanceTo(atMs);
  return chartTable(spec, run);
}

describe('the table of a chart', () => {
  it('has a column per series and writes values with their unit', () => {
    const { columns, rows } = tableAt(1_000, OUTCOMES);
    expect(columns.map(({ label }) => label)).toEqual(['time', 'succeeded', 'failed', 'rejected']);
    expect(rows).toHaveLength(4);
    expect(columns[0]?.format(250)).toBe('0.3 s');
    expect(columns[1]?.format(18.23)).toBe('18.2/s');
    expect(columns[1]?.format(null)).toBe('—');
  });

  it('has a row per band of a lane', () => {
    const { rows } = tableAt(11_000, STATES, { failureRate: 0 });
    expect(rows.map(([lane, state]) => [lane, state])).toEqual([
      ['client 1', 'closed'],
      ['client 1', 'open'],
    ]);
    expect(rows.at(-1)?.at(-1)).toBe(11_000);
  });

  it('tells the length of the slices in which calls are counted', () => {
    const { columns } = tableAt(1_000, { ...OUTCOMES, unit: 'callsPerRow' });
    expect(columns.map(({ unit }) => unit)).toEqual(['ms', ...Array<string>(3).fill('calls per 250 ms')]);
  });

  it('has a row per step, with what is allowed', () => {
    const run = observedRun({ firstMs: [40] }, { failureThreshold: 2, latencyMs: 50 });
    const { columns, rows } = chartTable(DELAYS, run);
    expect(columns.map(({ label }) => label)).toEqual([
      'step',
      'values',
      'p5',
      'median',
      'p95',
      'least allowed',
      'greatest allowed',
      'now',
    ]);
    expect(rows).toEqual([
      ['1st retry', 1, 40, 40, 40, 0, 100, 'used'],
      ['2nd retry', 0, null, null, null, 0, 200, 'used'],
      ['3rd retry', 0, null, null, null, null, null, 'not used'],
    ]);
    const { allowed: _, ...silent } = DELAYS;
    expect(chartTable(silent, run).rows[0]).toHaveLength(5);
  });

  it('has a row per bin and one for what lies off the axis', () => {
    const latencyMs = [...Array<number>(998).fill(80), 9_000, 9_000];
    const { columns, rows } = chartTable(LATENCIES, observedRun({ latencyMs }));
    expect(rows.filter(([, , share]) => share !== 0)).toEqual([
      [78, 80, 0.998, 0.998],
      [80, 9_000, 0.002, 1],
    ]);
    expect(columns.map(({ format }, index) => format(rows[0]?.[index] ?? null))).toEqual([
      '0 ms',
      '2 ms',
      '0 %',
      '0 %',
    ]);
    expect(chartTable(LATENCIES, observedRun({})).rows).toEqual([]);
  });

  it('becomes a file with units in its head, per cent for shares and empty cells for no value', () => {
    const table = {
      ...tableAt(0, FAILURE_RATE),
      rows: [
        [250, 0.125],
        [500, null],
      ],
    };
    expect(toCsv(table)).toBe('time (ms),failure rate (per cent)\n250,12.5\n500,\n');
  });

  it('quotes what would break a file', () => {
    const format = String;
    expect(toCsv({ columns: [{ label: 'a, "b"', unit: '', format }], rows: [['x\ny']] })).toBe(
      '"a, ""b"""\n"x\ny"\n',
    );
  });
});

describe('thinning', () => {
  it('keeps at most so many rows, evenly spread, and the last', () => {
    const rows = Array.from({ length: 240 }, (_, index) => index);
    expect(thinRows(rows, 60)).toHaveLength(60);
    expect(thinRows(rows, 60).at(-1)).toBe(239);
    expect(thinRows(rows.slice(0, 61), 60).length).toBeLessThanOrEqual(60);
    expect(thinRows([1, 2], 60)).toEqual([1, 2]);
    expect(thinRows([], 60)).toEqual([]);
  });
});
