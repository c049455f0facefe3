import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { createBudget, type BudgetSettings } from './retryBudget.ts';

const SETTINGS: BudgetSettings = {
  retryBudget: 'none',
  budgetRatio: 0.2,
  budgetMinPerSecond: 0.2,
  budgetWindowMs: 10_000,
  grpcMaxTokens: 10,
  grpcTokenRatio: 0.1,
  awsCapacity: 500,
  awsRetryCost: 5,
  awsTimeoutCost: 10,
  awsThrottlingCost: 5,
};

function setUp(change: Partial<BudgetSettings>) {
  const clock = createClock();
  let settings: BudgetSettings = { ...SETTINGS, ...change };
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
  const steps = fc.array(step, { maxLength: 200, size: 'max' });

  /** Whether each wanted retry was granted, and when those were that were. */
  function play(change: Partial<BudgetSettings>, sequence: readonly Step[]) {
    const { clock, budget, granted } = setUp(change);
    const grants: boolean[] = [];
    const retriesAt: number[] = [];
    const take: Readonly<Record<string, () => void>> = {
      call: budget.noteCall,
      success: () => budget.noteSuccess(null),
      failure: budget.noteFailure,
      retry() {
        const isGranted = granted();
        grants.push(isGranted);
        if (isGranted) retriesAt.push(clock.nowMs);
      },
    };
    for (const next of sequence) {
      if (typeof next === 'number') clock.moveTo(clock.nowMs + next);
      else take[next]?.();
      expect(budget.left()).toBeGreaterThanOrEqual(0);
      expect(budget.left()).toBeLessThanOrEqual(1);
    }
    const count = (kind: Step) => sequence.filter((each) => each === kind).length;
    return { grants, retriesAt, nowMs: clock.nowMs, count };
  }

  it('a share of calls, within any window', () => {
    const numbers = fc.record({
      budgetRatio: fc.double({ min: 0, max: 1, noNaN: true }),
      budgetMinPerSecond: fc.constantFrom(0, 0.1, 2),
    });
    fc.assert(
      fc.property(steps, numbers, (sequence, given) => {
        const { retriesAt, nowMs, count } = play({ retryBudget: 'ratio', ...given }, sequence);
        const recent = retriesAt.filter((atMs) => atMs > nowMs - 9_000).length;
        const allowed = given.budgetRatio * count('call') + given.budgetMinPerSecond * 10;
        expect(recent).toBeLessThanOrEqual(allowed + 1e-6);
      }),
    );
  });

  it('AWS’s bucket: retries are paid from its capacity and from successes', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 60 }), (sequence, awsCapacity) => {
        const { retriesAt, count } = play({ retryBudget: 'aws', awsCapacity }, sequence);
        expect(5 * retriesAt.length).toBeLessThanOrEqual(awsCapacity + count('success'));
      }),
    );
  });

  it('gRPC’s bucket: retries are granted exactly while more than half of the tokens are there', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 20 }), (sequence, grpcMaxTokens) => {
        const { grants } = play({ retryBudget: 'grpc', grpcMaxTokens }, sequence);
        const full = 10 * grpcMaxTokens;
        let tenths = full;
        const expected = sequence.flatMap((each) => {
          if (each === 'success') tenths = Math.min(full, tenths + 1);
          if (each === 'failure') tenths = Math.max(0, tenths - 10);
          return each === 'retry' ? [tenths > full / 2] : [];
        });
        expect(grants).toEqual(expected);
      }),
    );
  });
});
