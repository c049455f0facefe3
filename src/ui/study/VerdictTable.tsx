/** Verdicts of a study whose rows form a grid: a row per group, a column per label, each verdict a link to its run. */
import { VisuallyHidden } from '@mantine/core';
import type { StudyFigures, StudyRow, StudyVerdict } from '../../patterns/study.ts';
import type { FiguresOfRows } from '../../run/study.ts';

const MARKS: Readonly<Record<StudyVerdict['tone'], string>> = {
  good: '✓',
  open: '·',
  warning: '◐',
  bad: '✕',
};

export interface VerdictTableProps {
  readonly caption: string;
  readonly corner: string;
  readonly rows: readonly StudyRow[];
  readonly figures: FiguresOfRows;
  /** Shown dimmed where a row has no figures yet. */
  readonly before: FiguresOfRows;
  readonly verdictOf: (figures: StudyFigures) => StudyVerdict | null;
  readonly linkOf: (row: StudyRow, figures: StudyFigures | undefined) => string | null;
}

export function VerdictTable({
  caption,
  corner,
  rows,
  figures,
  before,
  verdictOf,
  linkOf,
}: VerdictTableProps) {
  const labels = [...new Set(rows.map(({ label }) => label))];
  const groups = [...new Set(rows.map(({ group = '' }) => group))];
  return (
    <table className="study-verdicts">
      <VisuallyHidden component="caption">{caption}</VisuallyHidden>
      <thead>
        <tr>
          <th scope="col">{corner}</th>
          {labels.map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group}>
            <th scope="row">{group}</th>
            {labels.map((label) => {
              const row = rows.find((one) => one.label === label && (one.group ?? '') === group);
              if (!row) return <td key={label}>–</td>;
              const measured = figures[row.id];
              const verdict = verdictOf(measured ?? before[row.id] ?? {});
              return (
                <td key={label} data-tone={verdict?.tone} data-old={!measured || undefined}>
                  {verdict ? <Verdict {...verdict} link={linkOf(row, measured)} /> : '…'}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Verdict({ word, tone, link }: StudyVerdict & { readonly link: string | null }) {
  const text = (
    <>
      <span aria-hidden="true">{MARKS[tone]}</span> {word}
    </>
  );
  return link === null ? text : <a href={link}>{text}</a>;
}
