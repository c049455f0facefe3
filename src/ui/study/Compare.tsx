/** The comparisons of a pattern: what is asked, under which conditions, what came out, and the table of it. */
import { ActionIcon, SegmentedControl, Tooltip, VisuallyHidden } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { AnyParamValues } from '../../patterns/params.ts';
import type { AnyPattern } from '../../patterns/pattern.ts';
import type { Study, StudyFigures, StudyRow } from '../../patterns/study.ts';
import { linkOfRow } from '../../run/rowLink.ts';
import { CONFIDENCE, rowsOf, type StudyJob } from '../../run/study.ts';
import { agreementWords } from '../../run/studyWords.ts';
import type { LinkView } from '../../scenario/link.ts';
import { formatNumber } from '../../sim/format.ts';
import { download } from '../download.ts';
import { DownloadIcon } from '../icons.tsx';
import { ListSelect } from '../ListSelect.tsx';
import { studyCsv, studyFileName } from './studyCsv.ts';
import { StudyTable } from './StudyTable.tsx';
import { useStudy } from './useStudy.ts';
import { VerdictTable } from './VerdictTable.tsx';
import './study.css';

/** What the person chose; what a study does not have falls back to its first. */
export interface StudyChoice {
  readonly study?: string;
  readonly trials?: number;
  /** Under the page's parameters instead of the study's conditions. */
  readonly isGiven?: boolean;
}

export interface CompareProps {
  readonly pattern: AnyPattern;
  /** The page's present parameters. */
  readonly params: AnyParamValues;
  readonly seed: number;
  /** Rows open in the same view. */
  readonly view: LinkView;
  readonly choice: StudyChoice;
  readonly onChoose: (choice: StudyChoice) => void;
}

export function Compare(props: CompareProps) {
  const { pattern, choice } = props;
  const study = pattern.studies.find(({ id }) => id === choice.study) ?? pattern.studies[0];
  return study ? <Comparison {...props} study={study} /> : null;
}

function Comparison({
  pattern,
  study,
  params,
  seed,
  view,
  choice,
  onChoose,
}: CompareProps & { readonly study: Study }) {
  const trials = study.trials.find((count) => count === choice.trials) ?? study.trials[0] ?? 1;
  const given = choice.isGiven ? params : null;
  const job = useMemo<StudyJob>(
    () => ({ pattern, study, seed, trials, given }),
    [pattern, study, seed, trials, given],
  );
  const rows = useMemo(() => rowsOf(job), [job]);
  const { figures, before, isDone, problem } = useStudy(job);
  const linkOf = useCallback(
    (row: StudyRow, measuredRow?: StudyFigures) => linkOfRow(job, row, { view, figures: measuredRow }),
    [job, view],
  );
  const measured = Object.keys(figures).length;
  const told = isDone ? figures : before;
  const agreement = agreementWords(Object.values(told));

  return (
    <div className="study">
      <div className="study-bar">
        <ListSelect
          aria-label="Comparison"
          className="study-choice"
          value={study.id}
          onChoose={(id) => onChoose({ ...choice, study: id })}
          data={pattern.studies.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <ListSelect
          aria-label="Trials per row"
          value={String(trials)}
          onChoose={(count) => onChoose({ ...choice, trials: Number(count) })}
          data={study.trials.map((count) => ({
            value: String(count),
            label: `${formatNumber(count)} ${study.trialsOf}`,
          }))}
        />
        <SegmentedControl
          size="xs"
          aria-label="Conditions"
          value={given ? 'page' : 'posed'}
          onChange={(value) => onChoose({ ...choice, isGiven: value === 'page' })}
          data={[
            { value: 'posed', label: 'as posed' },
            { value: 'page', label: 'as set on this page' },
          ]}
        />
      </div>
      <div className="study-state">
        <span className="study-progress" data-testid="study-progress" data-done={isDone || undefined}>
          {formatNumber(measured)} of {formatNumber(rows.length)} rows
          <span style={{ inlineSize: `${(measured / rows.length) * 100}%` }} />
        </span>
        <Tooltip label="Save the table as CSV">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Save as CSV"
            disabled={!isDone}
            onClick={() =>
              download(studyFileName(job), new Blob([studyCsv(job, rows, figures)], { type: 'text/csv' }))
            }
          >
            <DownloadIcon />
          </ActionIcon>
        </Tooltip>
      </div>
      {/* A region that scrolls must be reachable by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="study-scroll" tabIndex={0} role="region" aria-label={study.title}>
        {study.verdictOf && (
          <VerdictTable
            caption={`${study.title} In a word.`}
            corner={`of ${formatNumber(trials)} ${study.trialsOf} each`}
            rows={study.rows}
            figures={figures}
            before={before}
            verdictOf={study.verdictOf}
            linkOf={linkOf}
          />
        )}
        <div className="study-words" data-old={!isDone || undefined}>
          <p>{study.question}</p>
          <ul>
            {problem !== null && <li role="alert">{problem}</li>}
            {study.findings(told).map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        </div>
        <StudyTable
          caption={study.title}
          corner={`seed ${seed}, ${CONFIDENCE * 100} % intervals`}
          columns={study.columns}
          rows={rows}
          figures={figures}
          before={before}
          linkOf={linkOf}
        />
        <p className="study-agreement" data-old={!isDone || undefined}>
          {agreement}
        </p>
      </div>
      <VisuallyHidden component="p" role="status">
        {isDone ? `${study.title} All ${rows.length} rows are measured.` : ''}
      </VisuallyHidden>
    </div>
  );
}
