import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import {
  addIntervention,
  changeIntervention,
  nextInterventionAtMs,
  paramsAt,
  removeIntervention,
  setAtStart,
} from './edit.ts';
import { scenarioOfPreset, type Scenario } from './scenario.ts';

const pattern = patterns[0] as AnyPattern;
const empty: Scenario = {
  pattern: pattern.id,
  params: {},
  seed: 1,
  durationMs: 10_000,
  interventions: [],
  script: null,
};

describe('editing a scenario', () => {
  it('keeps only what differs from the default at the start', () => {
    const changed = setAtStart(pattern, empty, 'failureRate', 0.4);
    expect(changed.params).toEqual({ failureRate: 0.4 });
    expect(
      setAtStart(pattern, changed, 'failureRate', pattern.params['failureRate']?.default ?? 0).params,
    ).toEqual({});
  });

  it('places an intervention on the first whole millisecond after the present', () => {
    expect([0, 12.3, 12, 12.999_999].map(nextInterventionAtMs)).toEqual([1, 13, 13, 13]);
  });

  it('keeps interventions in order of time and replaces one of the same parameter at the same instant', () => {
    const at = (atMs: number, value: number) => ({ atMs, param: 'failureRate', value });
    const scenario = [at(500, 0.1), at(200, 0.2), at(500, 0.9)].reduce(addIntervention, empty);
    expect(scenario.interventions).toEqual([at(200, 0.2), at(500, 0.9)]);
  });

  it('sorts again when an intervention is moved, and removes by place', () => {
    const two = [
      { atMs: 200, param: 'failureRate', value: 0.2 },
      { atMs: 500, param: 'outage', value: 'errors' },
    ].reduce(addIntervention, empty);
    const moved = changeIntervention(two, 0, { atMs: 900 });
    expect(moved.interventions.map(({ param }) => param)).toEqual(['outage', 'failureRate']);
    expect(removeIntervention(moved, 0).interventions.map(({ atMs }) => atMs)).toEqual([900]);
  });

  it('knows the values of every instant, interventions of that very instant included', () => {
    const [preset] = pattern.presets;
    if (!preset) throw new Error('The first pattern has no preset.');
    const scenario = scenarioOfPreset(pattern, preset);
    expect([1_999, 2_000, 5_000].map((atMs) => paramsAt(pattern, scenario, atMs)['outage'])).toEqual([
      'none',
      'errors',
      'none',
    ]);
  });
});
