/** The predictions against the domain's exact values, which were computed independently of this code. */
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import { params } from './params.ts';
import type { BudgetParams } from './servers.ts';
import { isPredictable, predict } from './theory.ts';

const at = (budgetMs: number, change: Partial<BudgetParams> = {}) =>
  predict({ ...defaultParams(params), coordination: 'asWritten', budgetMs, ...change });

describe('as written', () => {
  it.each([
    [500, 0.5975, 0, 221.5, 600],
    [1_000, 0.7935, 0.26401, 434.1, 1_000],
    [3_000, 1, 0.7, 555, undefined],
    [10_000, 1, 0.7, 555, undefined],
  ])('a budget of %i ms gives the exact chances and times', (budgetMs, success, enriched, okMs, failMs) => {
    const prediction = at(budgetMs);
    expect(prediction.success).toBeCloseTo(success, 4);
    expect(prediction.enriched).toBeCloseTo(enriched, 4);
    expect(Math.abs((prediction.meanSuccessMs ?? NaN) - okMs)).toBeLessThan(0.06);
    expect(prediction.meanFailureMs).toBe(failMs);
    expect(prediction.withoutData).toBeCloseTo(0.21, 9);
  });

  it.each([
    [600, 0.65],
    [700, 0.65],
    [800, 0.65],
    [1_200, 0.99692],
    [1_500, 1],
  ])('a budget of %i ms lets %d succeed', (budgetMs, success) => {
    expect(at(budgetMs).success).toBeCloseTo(success, 4);
  });

  it('at 500 ms every failure is over budget', () => {
    expect(at(500).overBudget).toBeCloseTo(0.4025, 4);
  });

  it('at 1 s a second query is often started and never answered', () => {
    const { secondAttempt, secondSucceeds, overBudget } = at(1_000);
    expect(secondAttempt).toBeCloseTo(0.2065, 4);
    expect(secondSucceeds).toBe(0);
    expect(overBudget).toBe(0);
  });

  it('five of five succeed at 1 s and at 500 ms as seldom as the domain says', () => {
    expect(at(1_000).success ** 5).toBeCloseTo(0.3146, 3);
    expect(at(500).success ** 5).toBeCloseTo(0.0762, 3);
  });
});

describe('corrected', () => {
  const corrected = { coordination: 'corrected' } as const;

  it('at 1 s succeeds as often, with less waiting for failures and none of them late', () => {
    const { success, meanFailureMs, overBudget, secondAttempt } = at(1_000, corrected);
    expect(success).toBeCloseTo(0.7935, 4);
    expect(meanFailureMs).toBeGreaterThan(606);
    expect(meanFailureMs).toBeLessThan(616);
    expect([overBudget, secondAttempt]).toEqual([0, 0]);
  });

  it('at 500 ms gives up the reserve’s share of successes', () => {
    const { success, meanFailureMs } = at(500, corrected);
    expect(success).toBeCloseTo(0.3 + 0.7 * (0.425 - 20 / 400), 4);
    expect(meanFailureMs).toBe(480);
  });

  it('at 300 ms refuses every query', () => {
    expect(at(300, corrected)).toMatchObject({ success: 0.3, refused: 0.7, overBudget: 0 });
  });

  it('at 1 s with the rest for the last attempt always succeeds', () => {
    expect(at(1_000, { ...corrected, spendsRest: true }).success).toBe(1);
  });
});

it('uncoordinated, users leave whenever the times add up to more than the budget', () => {
  const fixed = { coordination: 'uncoordinated', cacheSpreadMs: 0, apiSpreadMs: 0 } as const;
  // 10 ms + U(300, 700) + 100 ms is below 700 ms in 290 of 400 cases.
  const { success, overBudget, meanFailureMs } = at(700, fixed);
  expect(success).toBeCloseTo(0.3 + (0.7 * 290) / 400, 2);
  expect(overBudget).toBeCloseTo((0.7 * 110) / 400, 2);
  expect(meanFailureMs).toBe(700);
});

it('nothing is predicted for faults', () => {
  const values = defaultParams(params);
  expect(isPredictable(values)).toBe(true);
  for (const fault of [
    { outage: 'apiHangs' },
    { databaseErrorRate: 0.1 },
    { apiErrorRate: 0.1 },
    { slowShare: 0.1 },
  ] as const)
    expect(isPredictable({ ...values, ...fault })).toBe(false);
});
