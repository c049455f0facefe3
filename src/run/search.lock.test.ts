import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { defaultScenario, scenarioOfPreset, type Scenario } from '../scenario/scenario.ts';
import { checkSearch, type Found } from './search.ts';
import { carryOutSearch } from './searchReport.ts';
import { orderOf } from './testSearch.ts';

const lock = patterns.find(({ id }) => id === 'distributed-lock') as AnyPattern;
const everyday = defaultScenario(lock);
const presetOf = (name: string): Scenario => {
  const preset = lock.presets.find(({ id }) => id === name);
  if (!preset) throw new Error(`There is no preset ${name}.`);
  return scenarioOfPreset(lock, preset);
};

function find(scenario: Scenario, event: string, change = {}): Found | null {
  const checked = checkSearch(orderOf({ scenario, event, ...change }), [lock]);
  if (!checked.ok) throw new Error(checked.problem);
  return carryOutSearch(checked.job).found;
}

describe('a search for two writers', () => {
  it.each([
    ['an ordinary day', everyday],
    ['the schedule of L1 without its pause', presetOf('pause')],
  ])(
    'finds the paused holder of an unfenced lock within 200 seeds on %s, in at most four changes',
    (_, scenario) => {
      const found = find(scenario, 'violated.exclusion');
      if (!found) throw new Error('Nothing was found.');
      const words = found.changes.map(({ param, value }) => `${param} ${String(value)}`);
      expect(words).toEqual([
        expect.stringMatching(/^c\dState paused$/),
        expect.stringMatching(/^c\dState running$/),
      ]);
      expect(found.tried).toBeLessThanOrEqual(200);
      expect(found.event.type).toBe('violated.exclusion');
    },
  );

  it('finds a single clock jump that breaks a Redlock of L5', () => {
    const found = find(presetOf('clock-jump'), 'violated.exclusion');
    expect(found?.changes.map(({ param }) => param)).toEqual([expect.stringMatching(/^n\dClockOffsetMs$/)]);
  });

  it('finds no stale write that a fence in order lets through', () => {
    const scenario = { ...everyday, params: { fencing: 'order' } };
    expect(find(scenario, 'violated.tokenOrder', { seeds: 60 })).toBeNull();
  });
});
