/** A row of a study as a link to one run under its parameters, to look at what the row is about. */
import type { StudyRow } from '../patterns/study.ts';
import { formatLink, PLAIN_VIEW, type LinkView } from '../scenario/link.ts';
import { DEFAULT_DURATION_MS } from '../scenario/scenario.ts';
import { paramsOf, type StudyJob } from './study.ts';

/** The part from `#` on, null when the parameters do not fit into a link. */
export function linkOfRow(job: StudyJob, row: StudyRow, view: LinkView = PLAIN_VIEW): string | null {
  const { pattern, seed } = job;
  const formatted = formatLink(
    {
      pattern: pattern.id,
      params: paramsOf(job, row),
      seed,
      durationMs: DEFAULT_DURATION_MS,
      interventions: [],
      script: null,
    },
    [pattern],
    { ...view, atMs: null },
  );
  return 'link' in formatted ? formatted.link : null;
}
