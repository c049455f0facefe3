/** A scenario as somebody wrote it, before anything in it is checked: what links and files are read into, and what migrations work on. */

/** `written` is how it looked, for the sentence that says why it was ignored. */
export interface RawParam {
  readonly id: string;
  readonly value: unknown;
  readonly written: string;
}

export interface RawIntervention {
  readonly atMs: unknown;
  readonly param: string;
  readonly value: unknown;
  readonly written: string;
}

export interface RawCall {
  readonly atMs: unknown;
  readonly durationMs: unknown;
  readonly outcome: unknown;
  readonly written: string;
}

/** `value` is a text if all is well. */
export interface RawText {
  readonly value: unknown;
  readonly written: string;
}

export interface RawProbe {
  readonly metric: string;
  readonly over: string | null;
  readonly least: unknown;
  readonly greatest: unknown;
  readonly written: string;
}

export interface RawNumber {
  readonly value: unknown;
  readonly written: string;
}

export interface RawExperiment {
  readonly title: RawText | null;
  readonly windowMs: RawNumber | null;
  readonly checkAtMs: RawNumber | null;
  readonly probes: readonly RawProbe[];
}

export interface RawScenario {
  /** `text`: every value is still a text, as in a link. `typed`: values have types, as in a file. */
  readonly values: 'text' | 'typed';
  readonly pattern: string;
  readonly params: readonly RawParam[];
  readonly seed: RawNumber | null;
  readonly durationMs: RawNumber | null;
  readonly interventions: readonly RawIntervention[];
  readonly script: readonly RawCall[] | null;
  readonly experiment: RawExperiment | null;
}
