/**
 * A study asks the same question of several set-ups over many trials under one seed: a comparison of policies, the
 * scenarios of an exercise, a row of theory. The page shows it as a table, the command line prints it, and a test holds
 * every prediction against what was measured.
 */
import type { Estimate } from '../sim/estimate.ts';
import type { Unit } from '../sim/metrics.ts';
import type { AnyParamValues } from './params.ts';

export type { Estimate } from '../sim/estimate.ts';

export interface StudyColumn {
  readonly label: string;
  readonly unit: Unit;
  /** One sentence: what exactly is measured. */
  readonly help: string;
}

export interface StudyRow<Values = AnyParamValues> {
  readonly id: string;
  readonly label: string;
  /** Rows of one group stand together under this heading. */
  readonly group?: string;
  /** What the row changes over the study's conditions; it can be opened as a scenario. */
  readonly set: Partial<Values>;
}

export interface Measuring<Values = AnyParamValues> {
  /** Id of the row; left out where no row of the study is measured. */
  readonly row?: string;
  /** Every parameter: the defaults, the conditions and the row's changes, in this order. */
  readonly params: Values;
  readonly seed: number;
  readonly trials: number;
  /** Of the intervals, for example 0.95. */
  readonly confidence: number;
}

/** A run that shows what the figures of a row are about, to be opened once they are there. */
export interface StudyExample<Values = AnyParamValues> {
  readonly set: Partial<Values>;
  readonly seed: number;
  readonly durationMs: number;
  readonly interventions: readonly { readonly atMs: number; readonly set: Partial<Values> }[];
}

/** What the figures of a row come to, in a word. */
export interface StudyVerdict {
  readonly word: string;
  /** `open`: there were too few trials to say. */
  readonly tone: 'good' | 'open' | 'warning' | 'bad';
}

/** Estimates by the id of their column. */
export type StudyFigures = Readonly<Record<string, Estimate>>;

export interface Study<Values = AnyParamValues> {
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what is compared, and what to look for. */
  readonly question: string;
  /** What a trial is, in the plural: `calls`, `operations`, `runs`. */
  readonly trialsOf: string;
  readonly columns: Readonly<Record<string, StudyColumn>>;
  readonly rows: readonly StudyRow<Values>[];
  /** The parameters under which the reference or the closed form is stated; a person may ask for those of the page instead. */
  readonly conditions: Partial<Values>;
  /** Numbers of trials to choose from; the first one is shown first. */
  readonly trials: readonly number[];
  /** Trials per row at which the test holds every prediction to its 99.9 % interval; a few seconds for the whole study. */
  readonly checkedTrials: number;
  /** Measures one row. Pure: the same input gives the same figures. */
  measure(measuring: Measuring<Values>): StudyFigures;
  /** When given, rows of the same label in different groups stand in one table of verdicts; null before there are figures. */
  verdictOf?(figures: StudyFigures): StudyVerdict | null;
  /** A run to open for a row that was measured, instead of one under its parameters alone; null when there is none. */
  exampleOf?(measuring: Measuring<Values>, figures: StudyFigures): StudyExample<Values> | null;
  /** What the figures say, in plain sentences made from them; `figures` are by row id, and some may be missing. */
  findings(figures: Readonly<Record<string, StudyFigures>>): readonly string[];
}
