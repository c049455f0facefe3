/** A scenario: everything that determines a run. What it does not name has the pattern's default. */
import { defaultParams, type AnyParamValues, type ParamValue } from '../patterns/params.ts';
import type { AnyPattern, Preset } from '../patterns/pattern.ts';
import type { Script } from '../sim/script.ts';
import { normaliseExperiment, type Experiment } from './experiment.ts';

/** A parameter that changes during the run. Applies before everything else that happens at its instant. */
export interface Intervention {
  /** Whole ms, 0 ≤ atMs ≤ durationMs. */
  readonly atMs: number;
  readonly param: string;
  readonly value: ParamValue;
}

export interface Scenario {
  /** Id of the pattern. */
  readonly pattern: string;
  /** Only what differs from the defaults at the start. */
  readonly params: AnyParamValues;
  /** Whole number in 0…2³²−1. */
  readonly seed: number;
  /** Length of the run in whole ms. */
  readonly durationMs: number;
  /** In order of time; at equal instants in order of the list. */
  readonly interventions: readonly Intervention[];
  /** Exact calls instead of drawn ones; null for drawn. */
  readonly script: Script | null;
  /** What is to be found out by the changes on the timeline. */
  readonly experiment?: Experiment;
}

export const MAX_SEED = 0xffffffff;
/** The seed of a scenario that names none. */
export const DEFAULT_SEED = 1;
export const DEFAULT_DURATION_MS = 60_000;
export const DURATION_RANGE_MS = [1_000, 3_600_000] as const;
export const MAX_INTERVENTIONS = 1_000;
export const MAX_SCRIPTED_CALLS = 10_000;

/** Values of all parameters at the start of the run. */
export function initialParams(pattern: AnyPattern, scenario: Scenario): AnyParamValues {
  return { ...defaultParams(pattern.params), ...scenario.params };
}

/** Drops what equals the default. */
export function onlyChanged(pattern: AnyPattern, params: AnyParamValues): AnyParamValues {
  return Object.fromEntries(
    Object.entries(params).filter(([id, value]) => pattern.params[id]?.default !== value),
  );
}

export function sortInterventions(interventions: readonly Intervention[]): readonly Intervention[] {
  return interventions.toSorted((a, b) => a.atMs - b.atMs);
}

/** A zero has no sign, neither in a link nor for the person. */
function withoutSign<T>(value: T): T {
  return Object.is(value, -0) ? (0 as T) : value;
}

/** The one way to write this scenario: changed parameters in the order of the schema, interventions in order of time. */
export function normaliseScenario(pattern: AnyPattern, scenario: Scenario): Scenario {
  const changed = onlyChanged(pattern, scenario.params);
  const ids = Object.keys(pattern.params).filter((id) => Object.hasOwn(changed, id));
  return {
    pattern: scenario.pattern,
    params: Object.fromEntries(ids.map((id) => [id, withoutSign(changed[id] as ParamValue)])),
    seed: withoutSign(scenario.seed),
    durationMs: scenario.durationMs,
    interventions: sortInterventions(scenario.interventions).map(({ atMs, param, value }) => ({
      atMs: withoutSign(atMs),
      param,
      value: withoutSign(value),
    })),
    script:
      scenario.script?.map(({ atMs, durationMs, outcome }) => ({
        atMs: withoutSign(atMs),
        durationMs: withoutSign(durationMs),
        outcome,
      })) ?? null,
    ...(scenario.experiment ? { experiment: normaliseExperiment(scenario.experiment) } : {}),
  };
}

/** All parameters at their defaults. */
export function defaultScenario(pattern: AnyPattern): Scenario {
  return {
    pattern: pattern.id,
    params: {},
    seed: DEFAULT_SEED,
    durationMs: DEFAULT_DURATION_MS,
    interventions: [],
    script: null,
  };
}

/** What a pattern's page opens with: its first preset. */
export function openingScenario(pattern: AnyPattern): Scenario {
  const [preset] = pattern.presets;
  return preset ? scenarioOfPreset(pattern, preset) : defaultScenario(pattern);
}

export function scenarioOfPreset(pattern: AnyPattern, preset: Preset): Scenario {
  return normaliseScenario(pattern, {
    pattern: pattern.id,
    params: preset.params as AnyParamValues,
    seed: preset.seed,
    durationMs: preset.durationMs,
    interventions: preset.interventions.flatMap(({ atMs, set }) =>
      Object.entries(set).map(([param, value]) => ({ atMs, param, value: value as ParamValue })),
    ),
    script: null,
    ...(preset.experiment ? { experiment: preset.experiment } : {}),
  });
}
