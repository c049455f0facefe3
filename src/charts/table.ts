/** A table for people and for files. */
import { csvNumber, csvText } from '../ui/csv.ts';
import { formatValue, UNIT_WORDS, type ChartUnit } from './units.ts';

export type Cell = string | number | null;

export interface Column {
  readonly label: string;
  /** Spelt out; empty when the column has none. */
  readonly unit: string;
  /** How a person reads a cell. */
  readonly format: (cell: Cell) => string;
}

export interface ChartTable {
  /** For example "oldest first". */
  readonly order: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A column of words. */
export function textColumn(label: string): Column {
  return { label, unit: '', format: (cell) => String(cell ?? '—') };
}

export function valueColumn(label: string, unit: ChartUnit): Column {
  return { label, unit: UNIT_WORDS[unit], format: (cell) => formatValue(cell as number | null, unit) };
}

/** At most `most` rows, evenly spread, the last one among them. */
export function thinRows<T>(rows: readonly T[], most: number): readonly T[] {
  const stride = Math.ceil(rows.length / most);
  return rows.filter((_, index) => (rows.length - 1 - index) % stride === 0);
}

/** Comma-separated, a share in per cent, an empty cell where there is no value. */
export function toCsv({ columns, rows }: Pick<ChartTable, 'columns' | 'rows'>): string {
  const head = columns.map(({ label, unit }) => (unit === '' ? label : `${label} (${unit})`));
  const lines = rows.map((row) =>
    row.map((cell, index) => {
      if (typeof cell !== 'number') return cell ?? '';
      return csvNumber(columns[index]?.unit === UNIT_WORDS.share ? cell * 100 : cell);
    }),
  );
  return csvText([head, ...lines]);
}
