import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../sim/clock.ts';
import { defaultParams } from '../params.ts';
import { createBudget, type BudgetSettings } from './budget.ts';
import { params } from './params.ts';

function setUp(change: Partial<BudgetSettings>) {
  const clock = createClock();
  let settings: BudgetSettings = { ...defaultParams(params), ...change };
  const budget = createBudget(clock, () => settings);
  const granted = (cause = 'injectedError') => {
    if (!budget.hasRoom(cause)) return false;
    budget.withdraw(cause);
    return true;
  };
  return {
    clock,
    budget,
    granted,
    change: (next: Partial<BudgetSettings>) => {
      settings = { ...settings, ...next };
    },
    /** A failing attempt, and whether it is retried. */
    fail(cause = 'injectedError') {
      budget.noteFailure();
      return granted(cause);
    },
  };
}

describe('gRPC’s bucket', () => {
  const bucket = { retryBudget: 'grpc' } as const;

  it('allows four retries of ten tokens while all fails, and refuses the fifth', () => {
    const { fail } = setUp(bucket);
    expect([1, 2, 3, 4, 5, 6].map(() => fail())).toEqual([true, true, true, true, false, false]);
  });

  it('lets retries through again once successes have brought it above half', () => {
    const { fail, budget } = setUp(bucket);
    for (let i = 0; i < 5; i += 1) fail();
    budget.noteSuccess(null);
    expect(budget.hasRoom('injectedError')).toBe(true);
  });

  it('adds tenths up exactly', () => {
    const { fail, budget } = setUp(bucket);
    for (let i = 0; i < 6; i += 1) fail();
    for (let i = 0; i < 10; i += 1) budget.noteSuccess(null);
    expect(budget.hasRoom('injectedError')).toBe(false);
    budget.noteSuccess(null);
    expect(budget.hasRoom('injectedError')).toBe(true);
  });

  it('never holds more than its tokens, nor less than none', () => {
    const { fail, budget } = setUp(bucket);
    for (let i = 0; i < 100; i += 1) budget.noteSuccess(null);
    expect(budget.left()).toBe(1);
    for (let i = 0; i < 100; i += 1) fail();
    for (let i = 0; i < 51; i += 1) budget.noteSuccess(null);
    expect(budget.hasRoom('injectedError')).toBe(true);
  });
});

describe('AWS’s bucket', () => {
  const bucket = { retryBudget: 'aws' } as const;

  it.each([
    ['injectedError', 5, 100],
    ['injectedError', 14, 35],
    ['callTimeout', 5, 50],
    ['throttled', 5, 100],
  ])('pays for a retry after %s at %d a hundred times or so: %d', (cause, awsRetryCost, retries) => {
    const { granted } = setUp({ ...bucket, awsRetryCost });
    let count = 0;
    while (granted(cause)) count += 1;
    expect(count).toBe(retries);
  });

  it('gets the price of the last retry back when it helps, and one for a call that needs none', () => {
    const { granted, budget } = setUp({ ...bucket, awsCapacity: 10 });
    expect([granted(), granted(), granted()]).toEqual([true, true, false]);
    budget.noteSuccess('injectedError');
    expect([granted(), granted()]).toEqual([true, false]);
    for (let i = 0; i < 4; i += 1) budget.noteSuccess(null);
    expect(granted()).toBe(false);
    budget.noteSuccess(null);
    expect(granted()).toBe(true);
  });
});

describe('a share of calls', () => {
  const share = {
    retryBudget: 'ratio',
    budgetRatio: 0.29,
    budgetMinPerSecond: 0,
    budgetWindowMs: 10_000,
  } as const;

  it('allows exactly its share of retries', () => {
    const { budget, granted } = setUp(share);
    for (let i = 0; i < 100; i += 1) budget.noteCall();
    let count = 0;
    while (granted()) count += 1;
    expect(count).toBe(29);
  });

  it('forgets calls and retries after the window', () => {
    const { clock, budget, granted } = setUp({ ...share, budgetRatio: 1 });
    budget.noteCall();
    expect([granted(), granted()]).toEqual([true, false]);
    clock.moveTo(9_000);
    expect(granted()).toBe(false);
    budget.noteCall();
    clock.moveTo(18_500);
    expect([granted(), granted()]).toEqual([true, false]);
    clock.moveTo(40_000);
    expect(granted()).toBe(false);
  });

  it('has a reserve for clients of few calls', () => {
    const { granted } = setUp({ ...share, budgetMinPerSecond: 0.2 });
    expect([granted(), granted(), granted()]).toEqual([true, true, false]);
  });
});

describe('no budget is ever overdrawn', () => {
  type Step = 'call' | 'success' | 'failure' | 'retry' | number;
  const step = fc.oneof(
    fc.constantFrom<Step>('call', 'success', 'failure', 'retry', 'retry'),
    fc.integer({ min: 1, max: 3_000 }),
  );

  it.each(['ratio', 'grpc', 'aws'] as const)('by any sequence of calls and retries: %s', (retryBudget) => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 200, size: 'max' }),
        fc.record({
          budgetRatio: fc.double({ min: 0, max: 1, noNaN: true }),
          budgetMinPerSecond: fc.constantFrom(0, 0.1, 2),
          grpcMaxTokens: fc.integer({ min: 1, max: 20 }),
          awsCapacity: fc.integer({ min: 1, max: 60 }),
        }),
        (steps, numbers) => {
          const { clock, budget, granted } = setUp({ retryBudget, ...numbers });
          const retriesAt: number[] = [];
          let calls = 0;
          let tenths = 10 * numbers.grpcMaxTokens;
          for (const next of steps) {
            if (next === 'call') {
              calls += 1;
              budget.noteCall();
            } else if (next === 'success') {
              tenths = Math.min(10 * numbers.grpcMaxTokens, tenths + 1);
              budget.noteSuccess(null);
            } else if (next === 'failure') {
              tenths = Math.max(0, tenths - 10);
              budget.noteFailure();
            } else if (next === 'retry') {
              const isGranted = granted();
              if (isGranted) retriesAt.push(clock.nowMs);
              if (retryBudget === 'grpc') expect(isGranted).toBe(tenths > 5 * numbers.grpcMaxTokens);
            } else clock.moveTo(clock.nowMs + next);
            expect(budget.left()).toBeGreaterThanOrEqual(0);
            expect(budget.left()).toBeLessThanOrEqual(1);
          }
          const recent = retriesAt.filter((atMs) => atMs > clock.nowMs - 9_000).length;
          const allowed = numbers.budgetRatio * calls + numbers.budgetMinPerSecond * 10;
          const successes = steps.filter((each) => each === 'success').length;
          if (retryBudget === 'ratio') expect(recent).toBeLessThanOrEqual(allowed + 1e-6);
          if (retryBudget === 'aws')
            expect(5 * retriesAt.length).toBeLessThanOrEqual(numbers.awsCapacity + successes);
        },
      ),
    );
  });
});
