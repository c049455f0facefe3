import { describe, expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import type { BreakerParams } from './model.ts';
import { params } from './params.ts';
import { studies } from './studies.ts';

function measure(id: string, change: Partial<BreakerParams>, trials = 20) {
  const study = studies.find((candidate) => candidate.id === id);
  if (!study) throw new Error(`There is no study ${id}.`);
  return study.measure({
    params: { ...defaultParams(params), ...change },
    seed: 1,
    trials,
    confidence: 0.95,
  });
}

describe('how soon a breaker opens', () => {
  it('has no mean when a breaker stays closed, but still what theory says', () => {
    const { callsToOpen } = measure('opening', { failureThreshold: 5, failureRate: 0.05 });
    expect(callsToOpen?.value).toBeNull();
    expect(callsToOpen?.predicted).toBeCloseTo(3_368_420, 3);
    expect(measure('opening', { failureRate: 0 })).toMatchObject({
      within20: { value: 0, predicted: 0 },
      callsToOpen: { value: null },
    });
  });

  it('is at once in an outage, whatever its failure rate', () => {
    for (const outage of ['errors', 'hangs'] as const) {
      expect(measure('opening', { failureThreshold: 3, failureRate: 0, outage })).toMatchObject({
        within10: { value: 1, predicted: 1 },
        callsToOpen: { value: 3, predicted: 3 },
      });
    }
  });

  it('counts time between calls where the rule looks back over time', () => {
    const rule = { tripOn: 'ratioInWindow', windowMs: 1_000, minimumCalls: 10, failureRate: 1 } as const;
    expect(measure('opening', { ...rule, callsPerSecond: 100 })['callsToOpen']?.value).toBe(10);
    expect(measure('opening', { ...rule, callsPerSecond: 1 })['callsToOpen']?.value).toBeNull();
  });

  it('takes evenly spaced failures as they come, and theory says nothing about them', () => {
    const { callsToOpen } = measure('opening', {
      failureThreshold: 1,
      failureRate: 0.5,
      failureLaw: 'evenlySpaced',
    });
    expect(callsToOpen).toMatchObject({ value: 2 });
    expect(callsToOpen).not.toHaveProperty('predicted');
  });
});

describe('how surely a breaker closes', () => {
  it('does not hang on a rule that never opens one', () => {
    const never = { tripOn: 'ratioOfLastCalls', failureRatio: 1, ratioComparison: 'moreThan' } as const;
    expect(measure('closing', { ...never, successThreshold: 1 })['at50']).toMatchObject({ predicted: 0.5 });
  });

  it('waits for an open period of any length', () => {
    const atOnce = measure('closing', { openDurationMs: 0 });
    const grown = measure('closing', { openDurationMs: 120_000, openGrowth: 5, reopenJitter: 1 });
    expect(grown).toEqual(atOnce);
  });
});
