import { describe, expect, it } from 'vitest';
import { viewAt } from '../testStory.ts';
import { diagramTables, formatClockError, type DiagramTable } from './tables.ts';

const tableOf = (title: string, nowMs = 16_000) =>
  diagramTables(viewAt(nowMs)).find((table) => table.title === title) as DiagramTable;

describe('diagramTables', () => {
  it('tells every message with its fate', () => {
    const { rows } = tableOf('Messages');
    expect(rows).toHaveLength(9);
    expect(rows[4]).toEqual(['7.000 s', 'c2', 'n1', 'acquire', '7.200 s', 'lost']);
  });

  it('does not foretell the end of what is under way', () => {
    expect(tableOf('Messages', 7_100).rows[4]).toEqual(['7.000 s', 'c2', 'n1', 'acquire', '—', 'on its way']);
  });

  it('tells the leases of both sides, those that last as planned', () => {
    const { rows } = tableOf('Leases');
    expect(rows[0]).toEqual(['0.200 s', '10.200 s', 'c1', '#33', 'n1']);
    expect(rows[3]).toEqual(['11.200 s', '20.800 s (planned)', 'c2', '#34', 'c2 itself']);
  });

  it('tells writes, faults, violations and the present states', () => {
    expect(tableOf('Writes at the resource').rows[1]?.slice(0, 4)).toEqual([
      '15.200 s',
      'c1',
      '#33',
      'accepted',
    ]);
    expect(tableOf('Faults', 5_000).rows).toEqual([['1.000 s', 'lasts', 'c1', 'paused (GC)']]);
    expect(tableOf('Violations').rows[0]?.[1]).toBe('I1');
    expect(tableOf('Actors now').rows[2]).toEqual(['Node 1', 'held', '−11 s']);
  });

  it('leaves out the oldest of very many and says so', () => {
    const view = viewAt(16_000);
    const messages = Array.from({ length: 250 }, (_, id) => ({ ...view.messages[0]!, id, sentMs: id }));
    const table = diagramTables({ ...view, messages }).at(-1);
    expect(table).toMatchObject({ omitted: 150 });
    expect(table?.rows.at(-1)?.[0]).toBe('0.249 s');
  });
});

it('writes a clock error with its sign', () => {
  expect([0, 0.3, 120, -11_000].map(formatClockError)).toEqual(['0', '0', '+120 ms', '−11 s']);
});
