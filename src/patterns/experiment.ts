/** What a chaos experiment asks of a run: the figures that are normal, and when they are checked. It changes nothing about the run. */

/** A figure of the run and the range in which it is normal, both ends included. */
export interface Probe {
  /** Metric id, or `<metric>.<quantile>` of a histogram. */
  readonly metric: string;
  /** For a counter: the counter of which it is a share; null for how much it grows within the window. */
  readonly over: string | null;
  /** ≥ 0, at most a thousand million. */
  readonly least: number;
  /** ≥ `least`, at most a thousand million, or `Infinity`. */
  readonly greatest: number;
}

export interface Experiment {
  /** One line. */
  readonly title: string;
  /** The steady-state hypothesis: one to eight, and all of them have to be within their tolerance. */
  readonly probes: readonly Probe[];
  /** How far each measurement looks back, in whole ms. */
  readonly windowMs: number;
  /** When the hypothesis is checked again; what changes from then on is a rollback. null: at the end of the run. Whole ms. */
  readonly checkAtMs: number | null;
}
