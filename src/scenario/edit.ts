/** Changes that a person makes to a scenario, as pure functions. */
import type { AnyParamValues, ParamValue } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { followRollback } from './experiment.ts';
import {
  initialParams,
  onlyChanged,
  sortInterventions,
  type Intervention,
  type Scenario,
} from './scenario.ts';

/** Sets a parameter at the start of the run. */
export function setAtStart(
  pattern: AnyPattern,
  scenario: Scenario,
  param: string,
  value: ParamValue,
): Scenario {
  return { ...scenario, params: onlyChanged(pattern, { ...scenario.params, [param]: value }) };
}

/** First whole ms after the present, so that what has already happened stays as it was. */
export function nextInterventionAtMs(nowMs: number): number {
  return Math.floor(nowMs) + 1;
}

/** Adds an intervention; one of the same parameter at the same instant is replaced. */
export function addIntervention(scenario: Scenario, added: Intervention): Scenario {
  const others = scenario.interventions.filter(
    ({ atMs, param }) => atMs !== added.atMs || param !== added.param,
  );
  return { ...scenario, interventions: sortInterventions([...others, added]) };
}

export function changeIntervention(
  scenario: Scenario,
  index: number,
  change: Partial<Intervention>,
): Scenario {
  const interventions = scenario.interventions.map((old, at) => (at === index ? { ...old, ...change } : old));
  const old = scenario.interventions[index];
  const experiment = old && followRollback(scenario, old, change.atMs ?? old.atMs);
  return {
    ...scenario,
    interventions: sortInterventions(interventions),
    ...(experiment ? { experiment } : {}),
  };
}

export function removeIntervention(scenario: Scenario, index: number): Scenario {
  return { ...scenario, interventions: scenario.interventions.filter((_, at) => at !== index) };
}

/** Values of all parameters at `atMs`, interventions of that very instant included. */
export function paramsAt(pattern: AnyPattern, scenario: Scenario, atMs: number): AnyParamValues {
  const changed = scenario.interventions
    .filter((intervention) => intervention.atMs <= atMs)
    .map(({ param, value }) => [param, value] as const);
  return { ...initialParams(pattern, scenario), ...Object.fromEntries(changed) };
}
