/** A whole study, measured: as text for a terminal, and as JSON. */
import type { StudyRow } from '../patterns/study.ts';
import { isOutside } from '../sim/estimate.ts';
import { formatFigure, formatNumber } from '../sim/format.ts';
import { linkOfRow } from './rowLink.ts';
import { CONFIDENCE, measureRow, rowsOf, type FiguresOfRows, type StudyJob } from './study.ts';
import { agreementWords, intervalWords, theoryWords } from './studyWords.ts';
import { writeInfinity } from './summary.ts';
import { section, table } from './textTable.ts';

export interface StudyReport {
  readonly job: StudyJob;
  readonly rows: readonly StudyRow[];
  readonly figures: FiguresOfRows;
  readonly findings: readonly string[];
}

export function carryOut(job: StudyJob): StudyReport {
  const rows = rowsOf(job);
  const figures = Object.fromEntries(rows.map((row) => [row.id, measureRow(job, row)]));
  return { job, rows, figures, findings: job.study.findings(figures) };
}

/** One JSON object on several lines. `Infinity` is written `unlimited`. */
export function reportJson({ job, rows, figures, findings }: StudyReport): string {
  const { pattern, study, seed, trials, given } = job;
  const plain = {
    pattern: pattern.id,
    study: study.id,
    seed,
    trials,
    confidence: CONFIDENCE,
    conditions: given ?? study.conditions,
    columns: study.columns,
    rows: rows.map((row) => ({
      ...row,
      link: linkOfRow(job, row, { figures: figures[row.id] }),
      figures: figures[row.id],
    })),
    findings,
  };
  return JSON.stringify(plain, writeInfinity, 2);
}

function verdictsOf({ job, rows, figures }: StudyReport): readonly string[] {
  const { study } = job;
  const cells = rows.flatMap((row) => {
    const measured = figures[row.id];
    const verdict = measured && study.verdictOf?.(measured);
    if (!verdict) return [];
    const isShown = verdict.tone === 'bad' || verdict.tone === 'warning';
    return [[nameOf(row), verdict.word, isShown ? (linkOfRow(job, row, { figures: measured }) ?? '') : '']];
  });
  return cells.length > 0 ? table(['left', 'left', 'left'], cells) : [];
}

const nameOf = ({ group, label }: StudyRow) => (group === undefined ? label : `${group}: ${label}`);

/** Column by column, so that the rows stand under each other in any width of terminal. */
export function reportText({ job, rows, figures, findings }: StudyReport): string {
  const { pattern, study, seed, trials, given } = job;
  const columns = Object.entries(study.columns).flatMap(([id, { label, unit }]) => {
    const cells = rows.flatMap((row) => {
      const estimate = figures[row.id]?.[id];
      if (!estimate) return [];
      const theory = theoryWords(estimate, unit);
      return [
        [
          nameOf(row),
          formatFigure(estimate.value, unit),
          intervalWords(estimate, unit),
          isOutside(estimate) ? `${theory}, outside` : theory,
        ],
      ];
    });
    return section(label, table(['left', 'right', 'left', 'left'], cells));
  });
  const agreement = agreementWords(Object.values(figures));
  return [
    `${pattern.title}: ${study.title}`,
    `${formatNumber(trials)} ${study.trialsOf} per row, seed ${seed}, ${given ? 'under the given parameters' : 'as posed'}; ${CONFIDENCE * 100} % intervals`,
    ...columns,
    ...section('verdicts, and the runs that show them', verdictsOf({ job, rows, figures, findings })),
    ...section('Findings', agreement === null ? findings : [...findings, agreement]),
  ].join('\n');
}
