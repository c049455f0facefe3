/** The contract of a pattern: nearly all plain data, from which pages, links, charts, tests and the command line are derived. */
import type { AnyStateMachine } from 'xstate';
import type { CauseSpec, Outcome } from '../sim/call.ts';
import type { MetricSpecs } from '../sim/metrics.ts';
import type { TraceEvent } from '../sim/trace.ts';
import type { World } from '../sim/world.ts';
import type { Experiment } from './experiment.ts';
import type { Card } from './card.ts';
import type { AnyParamValues, ParamSpecs, ParamValues } from './params.ts';
import type { SearchHints } from './search.ts';
import type { Study } from './study.ts';

/** One line, step or distribution of a chart. Colour comes from `outcome` or `tone`, so that the same thing looks the same everywhere. */
export interface ChartSeries {
  /** Metric id, or `<metric>.<quantile>` of a histogram; for `steps` and `distribution` a histogram as a whole. */
  readonly metric: string;
  readonly label: string;
  /** Divide row by row by this counter: a share. */
  readonly over?: string;
  readonly outcome?: Outcome;
  /** `one`, `two`, `three`: things of equal rank, for example pools. */
  readonly tone?: 'accent' | 'muted' | 'warning' | 'one' | 'two' | 'three';
}

export interface ChartSpec {
  readonly id: string;
  readonly title: string;
  /**
   * `stacked`: counters per second on top of each other; `lines`; `lanes`: the world's lanes as bands of states;
   * `steps`: one histogram metric per step of a sequence, drawn as median and range from p5 to p95;
   * `distribution`: one histogram metric in ms or shares, as bars over its values, those beyond the threshold set apart.
   */
  readonly kind: 'stacked' | 'lines' | 'lanes' | 'steps' | 'distribution';
  /** `callsPerRow`: as `callsPerSecond`, but per slice of the time axis, whose length is told. */
  readonly unit: 'callsPerSecond' | 'callsPerRow' | 'share' | 'ms' | 'count' | 'state';
  readonly series: readonly ChartSeries[];
  /** A line across the values at the present value of this parameter. For `distribution` the label is a noun: "budget". */
  readonly threshold?: { readonly param: string; readonly label: string };
  /** For `steps`: the least and the greatest value that each step allows under these parameters; null for a step that cannot happen. */
  readonly allowed?: (params: AnyParamValues) => readonly (readonly [number, number] | null)[];
}

/** A named scenario with its story. `expect` maps metric ids to the range [least, greatest] they must end in. */
export interface Preset<Values = AnyParamValues> {
  readonly id: string;
  readonly title: string;
  /** What to watch and why it happens, in two or three sentences. */
  readonly story: string;
  readonly seed: number;
  readonly durationMs: number;
  readonly params: Partial<Values>;
  readonly interventions: readonly { readonly atMs: number; readonly set: Partial<Values> }[];
  readonly expect: Readonly<Record<string, readonly [number, number]>>;
  /** A chaos experiment on the changes above, and whether the run is out of tolerance at the check. */
  readonly experiment?: Experiment & { readonly deviates: boolean };
}

/** A kind of event at which the player can pause, and for which a search can look. */
export interface Breakpoint {
  /** Type of a trace event. */
  readonly event: string;
  readonly label: string;
}

/** A running model. */
export interface Model<Values, View> {
  /** Applies changed parameters from now on. */
  apply(change: Partial<Values>): void;
  /** What the stage draws: a fresh, cheap snapshot of the present. */
  observe(): View;
}

export interface Pattern<Specs extends ParamSpecs = ParamSpecs, View = unknown> extends Card {
  readonly params: Specs;
  /** By the name under which they are drawn; the first is the main one. */
  readonly machines: Readonly<Record<string, AnyStateMachine>>;
  readonly metrics: MetricSpecs;
  readonly causes: Readonly<Record<string, CauseSpec>>;
  readonly charts: readonly ChartSpec[];
  /** The first one is what the page opens with. */
  readonly presets: readonly Preset<ParamValues<Specs>>[];
  readonly breakpoints: readonly Breakpoint[];
  /** What a search may disturb; the parameters of `inject` that are not `advanced` when left out. */
  readonly search?: SearchHints;
  /** Comparisons over many trials, and the closed forms that the pattern is held to. */
  readonly studies: readonly Study<ParamValues<Specs>>[];
  create(world: World, params: ParamValues<Specs>): Model<ParamValues<Specs>, View>;
  /** What just happened and why, in one plain sentence; null for events that need no words. */
  describe(event: TraceEvent): string | null;
}

/** Any pattern, as rooms that know only the contract see it. */
export type AnyPattern = Pattern;

/** Checks a pattern's value against the contract and keeps its literal types. */
export function definePattern<const Specs extends ParamSpecs, View>(
  pattern: Pattern<Specs, View>,
): Pattern<Specs, View> {
  return pattern;
}
