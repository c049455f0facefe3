/** A comparison as a CSV file: a line per row; of every figure its value, the ends of its interval and what theory says. */
import type { StudyColumn, StudyRow } from '../../patterns/study.ts';
import type { FiguresOfRows, StudyJob } from '../../run/study.ts';
import type { Unit } from '../../sim/metrics.ts';
import { csvNumber, csvText } from '../csv.ts';

/** A share is written in per cent. */
const UNITS: Readonly<Record<Unit, { readonly word: string; readonly factor: number }>> = {
  share: { word: ' (per cent)', factor: 100 },
  ms: { word: ' (ms)', factor: 1 },
  calls: { word: '', factor: 1 },
  count: { word: '', factor: 1 },
};

const PARTS = [
  ['value', ''],
  ['low', ' from'],
  ['high', ' to'],
  ['predicted', ' theory'],
] as const;

function headOf({ label, unit }: StudyColumn): readonly string[] {
  return PARTS.map(([, word]) => `${label}${word}${UNITS[unit].word}`);
}

export function studyCsv({ study }: StudyJob, rows: readonly StudyRow[], figures: FiguresOfRows): string {
  const columns = Object.entries(study.columns);
  const head = ['group', 'row', ...columns.flatMap(([, column]) => headOf(column))];
  const lines = rows.map(({ id: row, group = '', label }) => [
    group,
    label,
    ...columns.flatMap(([id, { unit }]) =>
      PARTS.map(([part]) => {
        const value = figures[row]?.[id]?.[part] ?? null;
        return csvNumber(value === null ? null : value * UNITS[unit].factor);
      }),
    ),
  ]);
  return csvText([head, ...lines]);
}

export function studyFileName({ pattern, study, seed, trials }: StudyJob): string {
  return `${pattern.id}-${study.id}-seed-${seed}-trials-${trials}.csv`;
}
