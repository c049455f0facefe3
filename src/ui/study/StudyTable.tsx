/** The table of a comparison: a row per set-up, two cells per figure, the number and what stands behind it. */
import { Tooltip, VisuallyHidden } from '@mantine/core';
import { useId } from 'react';
import type { StudyColumn, StudyFigures, StudyRow } from '../../patterns/study.ts';
import type { FiguresOfRows } from '../../run/study.ts';
import { intervalWords, theoryWords } from '../../run/studyWords.ts';
import { isOutside, type Estimate } from '../../sim/estimate.ts';
import { formatFigure } from '../../sim/format.ts';
import type { Unit } from '../../sim/metrics.ts';

export interface StudyTableProps {
  readonly caption: string;
  /** What holds for every figure. */
  readonly corner: string;
  readonly columns: Readonly<Record<string, StudyColumn>>;
  readonly rows: readonly StudyRow[];
  readonly figures: FiguresOfRows;
  /** Shown dimmed where a row has no figures yet. */
  readonly before: FiguresOfRows;
  /** The link that opens the row as a run, null when there is none. */
  readonly linkOf: (row: StudyRow, figures: StudyFigures | undefined) => string | null;
}

const EVENTS = { hover: true, focus: true, touch: true };

export function StudyTable({ caption, corner, columns, rows, figures, before, linkOf }: StudyTableProps) {
  const id = useId();
  const specs = Object.entries(columns);
  return (
    <>
      {specs.map(([column, { help }]) => (
        <VisuallyHidden key={column} id={`${id}-${column}`}>
          {help}
        </VisuallyHidden>
      ))}
      <table className="study-table">
        <VisuallyHidden component="caption">{caption}</VisuallyHidden>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {specs.map(([column, { label, help }]) => (
              <th key={column} scope="col" colSpan={2} aria-label={label}>
                <Tooltip label={help} multiline maw={280} withArrow openDelay={150} events={EVENTS}>
                  <button type="button" className="study-label" aria-describedby={`${id}-${column}`}>
                    {label}
                  </button>
                </Tooltip>
              </th>
            ))}
          </tr>
        </thead>
        {grouped(rows).map(([group, members]) => (
          <tbody key={group}>
            {group !== '' && (
              <tr className="study-group">
                <th scope="rowgroup" colSpan={1 + 2 * specs.length}>
                  <span>{group}</span>
                </th>
              </tr>
            )}
            {members.map((row) => (
              <RowOfFigures
                key={row.id}
                label={row.label}
                link={linkOf(row, figures[row.id])}
                columns={specs}
                figures={figures[row.id] ?? before[row.id]}
                isOld={!figures[row.id]}
              />
            ))}
          </tbody>
        ))}
      </table>
    </>
  );
}

/** Rows by their group, in the order in which they come. */
function grouped(rows: readonly StudyRow[]): readonly [string, readonly StudyRow[]][] {
  const names = new Set(rows.map(({ group = '' }) => group));
  return [...names].map((name) => [name, rows.filter(({ group = '' }) => group === name)]);
}

interface RowOfFiguresProps {
  readonly label: string;
  readonly link: string | null;
  readonly columns: readonly (readonly [string, StudyColumn])[];
  readonly figures: StudyFigures | undefined;
  readonly isOld: boolean;
}

function RowOfFigures({ label, link, columns, figures, isOld }: RowOfFiguresProps) {
  return (
    <tr data-old={(figures && isOld) || undefined}>
      <th scope="row">{link === null ? label : <a href={link}>{label}</a>}</th>
      {columns.map(([id, { unit }]) => (
        <FigureCells key={id} estimate={figures?.[id]} unit={unit} />
      ))}
    </tr>
  );
}

function FigureCells({ estimate, unit }: { readonly estimate: Estimate | undefined; readonly unit: Unit }) {
  if (!estimate) {
    return (
      <>
        <td className="study-value">…</td>
        <td className="study-basis">&nbsp;</td>
      </>
    );
  }
  return (
    <>
      <td className="study-value">{formatFigure(estimate.value, unit)}</td>
      <td className="study-basis">
        <span>{intervalWords(estimate, unit)}</span>
        <span data-outside={isOutside(estimate) || undefined}>
          {isOutside(estimate) && <OutsideMark />}
          {theoryWords(estimate, unit)}
          {isOutside(estimate) && ', outside'}
        </span>
      </td>
    </>
  );
}

/** A dot beside a range. */
function OutsideMark() {
  return (
    <svg viewBox="0 0 14 8" width="1.3em" height="0.75em" aria-hidden="true">
      <path d="M1 1v6M7.5 1v6M1 4h6.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <circle cx="11.8" cy="4" r="1.9" fill="currentColor" />
    </svg>
  );
}
