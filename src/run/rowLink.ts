/** A row of a study as a link to one run, to look at what the row is about. */
import type { StudyFigures, StudyRow } from '../patterns/study.ts';
import { formatLink, PLAIN_VIEW, type LinkView } from '../scenario/link.ts';
import { DEFAULT_DURATION_MS, type Scenario } from '../scenario/scenario.ts';
import { measuringOf, paramsOf, type StudyJob } from './study.ts';

/** The example that the figures lead to, or a run under the row's parameters. */
function scenarioOfRow(job: StudyJob, row: StudyRow, figures: StudyFigures | undefined): Scenario {
  const { pattern, study, seed } = job;
  const params = paramsOf(job, row);
  const plain = { pattern: pattern.id, params, seed, durationMs: DEFAULT_DURATION_MS, script: null };
  const example = figures && study.exampleOf?.(measuringOf(job, row), figures);
  if (!example) return { ...plain, interventions: [] };
  const { set, interventions, ...rest } = example;
  return {
    ...plain,
    ...rest,
    params: { ...params, ...set } as Scenario['params'],
    interventions: interventions.flatMap(({ atMs, set: changes }) =>
      Object.entries(changes).flatMap(([param, value]) =>
        value === undefined ? [] : [{ atMs, param, value }],
      ),
    ),
  };
}

/** The part from `#` on, null when the scenario does not fit into a link. */
export function linkOfRow(
  job: StudyJob,
  row: StudyRow,
  {
    view = PLAIN_VIEW,
    figures,
  }: { readonly view?: LinkView; readonly figures?: StudyFigures | undefined } = {},
): string | null {
  const scenario = scenarioOfRow(job, row, figures);
  const formatted = formatLink(scenario, [job.pattern], { ...view, atMs: null });
  return 'link' in formatted ? formatted.link : null;
}
