/** A chart as a table: its rows, or for lanes one row per band. Read on screen and written to CSV files. */
import type { ChartSpec } from '../patterns/pattern.ts';
import type { Run } from '../run/run.ts';
import { formatInstant } from '../sim/format.ts';
import { chartRows } from './chartRows.ts';
import { wordOfState } from './laneBands.ts';
import { formatValue, UNIT_WORDS } from './units.ts';

export type Cell = string | number | null;

export interface Column {
  readonly label: string;
  /** Spelt out; empty when the column has none. */
  readonly unit: string;
  /** How a person reads a cell. */
  readonly format: (cell: Cell) => string;
}

export interface ChartTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

const asText = (cell: Cell) => String(cell ?? '—');
const asInstant = (cell: Cell) => formatInstant(Number(cell));

function laneTable({ world }: Run): ChartTable {
  const rows = world.lanes
    .all()
    .flatMap(({ label, bands }) =>
      bands().map(({ state, fromMs, toMs }): readonly Cell[] => [label, wordOfState(state), fromMs, toMs]),
    );
  return {
    columns: [
      { label: 'lane', unit: '', format: asText },
      { label: 'state', unit: '', format: asText },
      { label: 'from', unit: 'ms', format: asInstant },
      { label: 'to', unit: 'ms', format: asInstant },
    ],
    rows,
  };
}

export function chartTable(spec: ChartSpec, run: Run): ChartTable {
  if (spec.kind === 'lanes') return laneTable(run);
  const asValue = (cell: Cell) => formatValue(cell as number | null, spec.unit);
  return {
    columns: [
      { label: 'time', unit: 'ms', format: asInstant },
      ...spec.series.map(({ label }) => ({ label, unit: UNIT_WORDS[spec.unit], format: asValue })),
    ],
    rows: chartRows(spec, run).map((row) => [row.tMs, ...spec.series.map(({ label }) => row[label] ?? null)]),
  };
}

/** At most `most` rows, evenly spread, the last one among them. */
export function thinRows<T>(rows: readonly T[], most: number): readonly T[] {
  const stride = Math.ceil(rows.length / most);
  return rows.filter((_, index) => (rows.length - 1 - index) % stride === 0);
}

function quote(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Comma-separated, a share in per cent, an empty cell where there is no value. */
export function toCsv({ columns, rows }: ChartTable): string {
  const head = columns.map(({ label, unit }) => (unit === '' ? label : `${label} (${unit})`));
  const lines = rows.map((row) =>
    row.map((cell, index) => {
      if (typeof cell !== 'number') return cell ?? '';
      return String(Number((columns[index]?.unit === UNIT_WORDS.share ? cell * 100 : cell).toPrecision(12)));
    }),
  );
  return [head, ...lines].map((line) => `${line.map(quote).join(',')}\n`).join('');
}
