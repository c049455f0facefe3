/** Studies as they are run: which rows, under which parameters, with which figures. The same on the page, in a terminal and in tests. */
import { defaultParams, type AnyParamValues } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import type { Measuring, Study, StudyFigures, StudyRow } from '../patterns/study.ts';
import { checkParamValue } from '../scenario/check.ts';
import { listWords, quote } from '../scenario/notes.ts';
import { MAX_SEED } from '../scenario/scenario.ts';
import { formatNumber } from '../sim/format.ts';

/** Of the intervals that people see. */
export const CONFIDENCE = 0.95;
export const MOST_TRIALS = 1_000_000;

/** A row of its own for the parameters that a person gave; no study has a row of this id. */
export const GIVEN_ROW = 'as-given';

/** Everything that determines the figures of a study. */
export interface StudyOrder {
  /** Ids. */
  readonly pattern: string;
  readonly study: string;
  /** Whole number in 0…2³²−1. */
  readonly seed: number;
  /** Per row. */
  readonly trials: number;
  /** Parameters to compare under instead of the study's own conditions, or null for those; what they leave out has its default. */
  readonly given: AnyParamValues | null;
}

/** Figures by the id of their row. */
export type FiguresOfRows = Readonly<Record<string, StudyFigures>>;

/** An order that can be carried out: its names are known and its numbers are in range. */
export interface StudyJob extends Omit<StudyOrder, 'pattern' | 'study'> {
  readonly pattern: AnyPattern;
  readonly study: Study;
}

export type CheckedOrder =
  { readonly ok: true; readonly job: StudyJob } | { readonly ok: false; readonly problem: string };

/** The study's rows, and below them one that changes nothing about the given parameters. */
export function rowsOf({ study, given }: StudyJob): readonly StudyRow[] {
  if (!given) return study.rows;
  const unchanged = { id: GIVEN_ROW, label: 'this page’s settings', set: {} };
  const hasGroups = study.rows.some(({ group }) => group !== undefined);
  return [...study.rows, hasGroups ? { ...unchanged, group: 'Nothing changed' } : unchanged];
}

/** Every parameter of a row. */
export function paramsOf({ pattern, study, given }: StudyJob, row: StudyRow): AnyParamValues {
  return { ...defaultParams(pattern.params), ...(given ?? study.conditions), ...row.set } as AnyParamValues;
}

export function measureRow(job: StudyJob, row: StudyRow, confidence = CONFIDENCE): StudyFigures {
  return job.study.measure(measuringOf(job, row, confidence));
}

export function measuringOf(job: StudyJob, row: StudyRow, confidence = CONFIDENCE): Measuring {
  const { seed, trials } = job;
  return { row: row.id, params: paramsOf(job, row), seed, trials, confidence };
}

/** Whatever comes in, out comes an order that can be measured, or one sentence about what is wrong with it. */
export function checkOrder(raw: unknown, patterns: readonly AnyPattern[]): CheckedOrder {
  const refuse = (problem: string): CheckedOrder => ({ ok: false, problem });
  const order = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<StudyOrder>;
  const pattern = patterns.find(({ id }) => id === order.pattern);
  if (!pattern) {
    const ids = patterns.map(({ id }) => id);
    return refuse(
      `There is no pattern “${quote(String(order.pattern))}”. Known patterns: ${listWords(ids, 'and')}.`,
    );
  }
  const study = pattern.studies.find(({ id }) => id === order.study);
  if (!study) {
    const ids = pattern.studies.map(({ id }) => id);
    const known = ids.length > 0 ? `it has ${listWords(ids, 'and')}` : 'it has none';
    return refuse(`${pattern.id} has no study “${quote(String(order.study))}”; ${known}.`);
  }
  const { seed, trials, given = null } = order;
  if (!isWhole(seed, 0, MAX_SEED))
    return refuse(`The seed must be a whole number from 0 to ${formatNumber(MAX_SEED)}.`);
  if (!isWhole(trials, 1, MOST_TRIALS))
    return refuse(`The number of trials must be a whole number from 1 to ${formatNumber(MOST_TRIALS)}.`);
  for (const [id, value] of Object.entries(given ?? {})) {
    const spec = Object.hasOwn(pattern.params, id) ? pattern.params[id] : undefined;
    if (!spec) return refuse(`${pattern.id} has no parameter “${quote(id)}”.`);
    const checked = checkParamValue(spec, value);
    if (!checked.ok) return refuse(`${spec.label} must ${checked.must}.`);
  }
  return { ok: true, job: { pattern, study, seed, trials, given } };
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
