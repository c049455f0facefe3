import { describe, expect, it } from 'vitest';
import { sortInterventions, type Intervention } from '../../scenario/scenario.ts';
import {
  describeIntervention,
  indexAfterMove,
  reindexAfterMove,
  reindexAfterRemoval,
} from './interventions.ts';

const list: readonly Intervention[] = [100, 200, 200, 300].map((atMs, index) => ({
  atMs,
  param: `p${index}`,
  value: 1,
}));

describe('an intervention', () => {
  it('is a sentence', () => {
    const failureRate = {
      group: 'inject',
      kind: 'ratio',
      label: 'Failure rate',
      help: '',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0,
    } as const;
    const intervention = { atMs: 12_400, param: 'failureRate', value: 0.8 };
    expect(describeIntervention(intervention, { failureRate }, 60_000)).toBe(
      'at 12.4 s: Failure rate → 80 %',
    );
    expect(describeIntervention(intervention, {}, 60_000)).toBe('at 12.4 s: failureRate → 0.8');
  });
  it('is found again after a move, as the scenario sorts', () => {
    for (let index = 0; index < list.length; index += 1) {
      for (const atMs of [0, 100, 150, 200, 250, 300, 400]) {
        const moved = list.map((each, at) => (at === index ? { ...each, atMs } : each));
        const found = sortInterventions(moved).findIndex(({ param }) => param === `p${index}`);
        expect(indexAfterMove(list, index, atMs)).toBe(found);
      }
    }
  });
  it('shifts the others when it moves or goes', () => {
    expect(reindexAfterMove([0, 1, 2, 3], 0, 2)).toEqual([2, 0, 1, 3]);
    expect(reindexAfterMove([0, 1, 2, 3], 3, 1)).toEqual([0, 2, 3, 1]);
    expect(reindexAfterRemoval([0, 1, 3], 1)).toEqual([0, 2]);
  });
});
