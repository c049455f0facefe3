import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../sim/call.ts';
import { quantiseMs } from '../../sim/clock.ts';
import type { TraceEvent } from '../../sim/trace.ts';
import { defaultParams } from '../params.ts';
import { params } from './params.ts';
import type { BudgetParams } from './servers.ts';
import { runModel } from './testOperation.ts';

/** One operation after the other, with room for all. */
const ALONE = { clients: 1, arrivals: 'sequential', operationsPerSecond: 2 } as const;

const TIGHT = { ...ALONE, budgetMs: 1_000, coordination: 'asWritten' } as const;

const figure = (change: Partial<BudgetParams>, id: string, durationMs = 30_000) =>
  runModel(change, { durationMs }).summary[id];

describe('what is injected', () => {
  it('is a database that hangs: nothing but hits succeed, in both modes within the budget', () => {
    const { summary } = runModel({ ...ALONE, budgetMs: 1_000, outage: 'databaseHangs' });
    expect(summary['successRate']).toBe(summary['fromCacheShare']);
    expect(summary['overBudget']).toBe(0);
  });

  it('is a database that refuses: the operation pauses, asks again and fails soon', () => {
    const { world } = runModel({ ...ALONE, hitRatio: 0, outage: 'databaseRefuses' });
    expect([...world.calls.causes().keys()]).toEqual(['databaseFailed']);
    expect(
      Math.max(...world.calls.recent().map((c) => (c.endedAtMs ?? 0) - c.arrivedAtMs)),
    ).toBeLessThanOrEqual(150);
  });

  it('is a cache that hangs: fatal as written, a miss when corrected', () => {
    const causes = (coordination: BudgetParams['coordination']) => [
      ...runModel({ ...ALONE, outage: 'cacheHangs', coordination })
        .world.calls.causes()
        .keys(),
    ];
    expect(causes('asWritten')).toEqual(['cacheTimedOut']);
    expect(causes('corrected')).toEqual(['enriched']);
  });

  it('is an enrichment that hangs: answers are degraded', () => {
    const { summary } = runModel({ ...ALONE, hitRatio: 0, outage: 'apiHangs' });
    expect(summary['enrichedShare']).toBe(0);
    expect(summary['successRate']).toBe(1);
  });
});

describe('a hit', () => {
  it('is drawn twice as written, so that most hits carry no data', () => {
    const { summary } = runModel({ ...TIGHT, operationsPerSecond: 50 }, { durationMs: 200_000 });
    const hits = Number(summary['fromCacheShare']) * Number(summary['operations']);
    expect(Number(summary['withoutData']) / hits).toBeCloseTo(0.7, 1);
  });

  it('is drawn once when corrected', () => {
    expect(figure({ ...TIGHT, coordination: 'corrected' }, 'withoutData')).toBe(0);
  });
});

describe('waste', () => {
  it('is a second query that cannot succeed', () => {
    const { summary } = runModel(TIGHT, { durationMs: 60_000 });
    expect(summary['doomedAttempts']).toBeGreaterThan(5);
    expect(summary['doomedAttempts']).toBe(summary['failed']);
    expect(figure({ ...TIGHT, coordination: 'corrected' }, 'doomedAttempts')).toBe(0);
  });

  it('is what a server goes on with after its caller has stopped waiting', () => {
    const slow = {
      ...ALONE,
      budgetMs: 1_000,
      hitRatio: 0,
      databaseMs: 900,
      databaseSpreadMs: 0,
      maxAttempts: 1,
    };
    const told = runModel({ ...slow, maxOperations: 4 }).summary;
    const untold = runModel({ ...slow, maxOperations: 4, propagation: false }).summary;
    expect(untold['wastedMs']).toBeCloseTo(4 * 900, 6);
    expect(told['wastedMs']).toBeLessThan(4 * 600);
    expect(told['wastedMs']).toBeGreaterThan(4 * 560);
  });

  it('is none while everything is answered in time', () => {
    expect(figure(ALONE, 'wastedMs')).toBe(0);
  });

  it('shows as orphans on the database until they are done', () => {
    const slow = {
      budgetMs: 500,
      hitRatio: 0,
      databaseMs: 5_000,
      databaseConcurrency: 3,
      propagation: false,
    };
    const during = runModel({ ...slow, operationsPerSecond: 20 }, { durationMs: 4_000 }).view.database;
    expect(during.running).toBe(3);
    expect(during.orphans).toBe(3);
    expect(during.queued).toBeGreaterThan(10);
    const later = runModel({ ...slow, maxOperations: 3 }, { durationMs: 20_000 }).view.database;
    expect(later).toEqual({ running: 0, queued: 0, orphans: 0 });
    const told = runModel({ ...slow, propagation: true, operationsPerSecond: 20 }, { durationMs: 4_000 });
    expect(told.view.database.orphans).toBe(0);
  });

  it('also counts a user who left', () => {
    const left = {
      ...ALONE,
      budgetMs: 500,
      hitRatio: 0,
      coordination: 'uncoordinated',
      propagation: false,
    } as const;
    const { summary } = runModel({ ...left, maxOperations: 3, databaseMs: 600, databaseSpreadMs: 0 });
    expect(summary['timedOut']).toBe(3);
    expect(summary['overBudget']).toBe(3);
    expect(summary['wastedShare']).toBeGreaterThan(0.9);
    expect(summary['longestOverrunMs']).toBeGreaterThan(100);
  });
});

describe('a loaded database', () => {
  const spell = {
    durationMs: 16_000,
    seed: 11,
    interventions: [
      { atMs: 6_000, set: { databaseMs: 800 } },
      { atMs: 12_000, set: { databaseMs: 300 } },
    ],
  };
  const busy = {
    budgetMs: 1_300,
    maxAttempts: 1,
    clients: 20,
    operationsPerSecond: 30,
    databaseConcurrency: 14,
  };

  it('stays in trouble after a slow spell while it works for nobody, and not when it is told', () => {
    const answeredLate = (propagation: boolean) => {
      let count = 0;
      runModel(
        { ...busy, propagation },
        {
          ...spell,
          onStart({ trace }) {
            trace.subscribe(({ atMs, type, data }) => {
              if (atMs > 12_500 && atMs < 16_000 && type === 'call.succeeded' && data['cause'] === 'enriched')
                count += 1;
            });
          },
        },
      );
      return count;
    };
    expect(answeredLate(true)).toBeGreaterThan(30);
    expect(answeredLate(false)).toBeLessThan(5);
  });
});

describe('the watched operation', () => {
  it('is followed from its start to its end, one at a time', () => {
    const { view, world } = runModel({ clients: 1, operationsPerSecond: 10 }, { durationMs: 5_000 });
    const { focus, operations, state } = view.watched;
    expect(operations).toContain(focus);
    expect(state).not.toBe('');
    const [lane] = world.lanes.all();
    const bands = lane?.bands().map((band) => band.state) ?? [];
    const follows = bands.map((next, index) => `${bands[index - 1] ?? 'succeeded'} ${next}`);
    const allowed = [
      'succeeded lookingUp',
      'lookingUp querying',
      'querying enriching',
      'enriching succeeded',
      'lookingUp succeeded',
    ];
    expect(follows.filter((pair) => !allowed.includes(pair))).toEqual([]);
  });
});

/** Any values within the declared ranges, small ones more often. */
const anyParams = fc.record(
  Object.fromEntries(
    Object.entries(params).map(([id, spec]) => {
      if (spec.kind === 'flag') return [id, fc.boolean()];
      if (spec.kind === 'choice') return [id, fc.constantFrom(...Object.keys(spec.options))];
      const { min, max, step } = spec;
      const steps = Math.floor((max - min) / step);
      const value = fc
        .double({ min: 0, max: 1, noNaN: true })
        .map((u) => quantiseMs(min + step * Math.round(steps * u ** 3)));
      return [id, value];
    }),
  ),
) as unknown as fc.Arbitrary<BudgetParams>;

describe('whatever the parameters', () => {
  it('no operation is lost or counted twice', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(1_000), (change, seed) => {
        const ended = new Map<number, number>();
        const { world, summary } = runModel(
          { ...change, operationsPerSecond: Math.min(40, change.operationsPerSecond) },
          {
            seed,
            durationMs: 4_000,
            onStart({ trace }) {
              trace.subscribe(({ type, subject, data }: TraceEvent) => {
                if (data['latencyMs'] === undefined || !type.startsWith('call.')) return;
                ended.set(subject, (ended.get(subject) ?? 0) + 1);
              });
            },
          },
        );
        const totals = world.calls.totals();
        expect([...ended.values()].filter((count) => count !== 1)).toEqual([]);
        expect(totals.arrived).toBe(summary['operations']);
        expect(ended.size + totals.inFlight).toBe(totals.arrived);
        for (const outcome of OUTCOMES) expect(summary[outcome]).toBe(totals[outcome]);
      }),
      { numRuns: 40 },
    );
  });

  it('a corrected operation is over within its budget and leaves the reserve, and its users wait no longer', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(1_000), (change, seed) => {
        const budgeted = { ...change, coordination: 'corrected' as const };
        const { summary, world } = runModel(
          { ...budgeted, operationsPerSecond: Math.min(40, change.operationsPerSecond) },
          { seed, durationMs: 4_000 },
        );
        const limitMs = Math.max(0, change.budgetMs - change.reserveMs);
        expect(summary['overBudget']).toBe(0);
        expect(summary['longestOverrunMs'] ?? 0).toBe(0);
        const longest = world.metrics.histogram('elapsedMs').quantile(1) ?? 0;
        expect(longest).toBeLessThanOrEqual(limitMs + 1e-6);
      }),
      { numRuns: 40 },
    );
  });

  it('as written, an operation is never later than by its pause', () => {
    fc.assert(
      fc.property(anyParams, fc.nat(1_000), (change, seed) => {
        const { summary } = runModel(
          {
            ...change,
            coordination: 'asWritten',
            operationsPerSecond: Math.min(40, change.operationsPerSecond),
          },
          { seed, durationMs: 4_000 },
        );
        const pauses = (change.maxAttempts - 1) * change.pauseMs;
        expect(summary['longestOverrunMs'] ?? 0).toBeLessThanOrEqual(pauses + 1e-6);
      }),
      { numRuns: 40 },
    );
  });
});

it('starts from the reference’s numbers', () => {
  expect(defaultParams(params)).toMatchObject({
    cacheFraction: 0.1,
    databaseFraction: 0.6,
    apiFraction: 0.5,
    cacheMinimumMs: 100,
    databaseMinimumMs: 500,
    apiMinimumMs: 200,
    hitRatio: 0.3,
    maxAttempts: 2,
    pauseMs: 100,
  });
});
