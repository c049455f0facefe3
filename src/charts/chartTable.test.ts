import { describe, expect, it } from 'vitest';
import { chartTable } from './chartTable.ts';
import { thinRows, toCsv } from './table.ts';
import { FAILURE_RATE, OUTCOMES, outageRun, STATES } from './testRun.ts';

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
