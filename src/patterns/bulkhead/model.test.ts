import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Summary } from '../../sim/metrics.ts';
import { createWorld, runUntil } from '../../sim/world.ts';
import { defaultParams } from '../params.ts';
import type { WholeRunOptions } from '../wholeRun.ts';
import { KINDS, type BulkheadParams, type Kind } from './kinds.ts';
import { metricOf, metrics, type KindMetric } from './metrics.ts';
import { createModel } from './model.ts';
import { params } from './params.ts';
import { runModel } from './trials.ts';

const DEFAULTS: BulkheadParams = defaultParams(params);
const SILENT = { databaseCallsPerSecond: 0, cacheCallsPerSecond: 0, apiCallsPerSecond: 0 } as const;

function run(change: Partial<BulkheadParams>, options: WholeRunOptions<BulkheadParams> = {}) {
  return runModel({ ...DEFAULTS, ...change }, options);
}

const figuresOf = (summary: Summary, kind: Kind) =>
  Object.fromEntries(Object.entries(summary).filter(([id]) => id.startsWith(kind)));

const figure = (summary: Summary, kind: Kind, metric: KindMetric) => summary[metricOf(kind, metric)] ?? 0;

/** Kind and instant of every arrival, told from the causes of how the calls ended. */
function arrivalsOf({ world }: ReturnType<typeof run>): readonly (readonly [kind: string, atMs: number])[] {
  return world.calls
    .recent()
    .map(({ result, arrivedAtMs }) => [
      KINDS.find((kind) => result?.cause.startsWith(kind)) ?? '?',
      arrivedAtMs,
    ]);
}

describe('bulkheads isolate', () => {
  const trouble = fc.record({
    databaseServiceMs: fc.integer({ min: 1, max: 10_000 }),
    databaseCallsPerSecond: fc.integer({ min: 0, max: 60 }),
    databaseSize: fc.integer({ min: 1, max: 10 }),
    databaseQueue: fc.nat(10),
    databaseFloods: fc.nat(3),
    databaseTimeoutMs: fc.constantFrom(100, 1_000, Infinity),
  });

  it('whatever happens to the database, not one figure of cache and external API changes', () => {
    fc.assert(
      fc.property(trouble, fc.nat(1_000), (change, seed) => {
        const calm = run({}, { seed, durationMs: 3_000 }).summary;
        const troubled = run(change, { seed, durationMs: 3_000 }).summary;
        for (const kind of ['cache', 'api'] as const)
          expect(figuresOf(troubled, kind)).toEqual(figuresOf(calm, kind));
      }),
      { numRuns: 25 },
    );
  });

  it('in a shared pool the same trouble reaches them', () => {
    const change = { isolation: 'shared', databaseServiceMs: 8_000, databaseCallsPerSecond: 20 } as const;
    const { summary } = run(change, { durationMs: 10_000 });
    expect(figure(summary, 'cache', 'rejected')).toBeGreaterThan(50);
  });

  it('a flood leaves the fates of the other database calls as they were', () => {
    const big = { databaseSize: 100, databaseQueue: 200, serviceLaw: 'exponential' } as const;
    const endsOf = (databaseFloods: number) =>
      run({ ...big, databaseFloods, cacheCallsPerSecond: 0, apiCallsPerSecond: 0 }, { durationMs: 5_000 })
        .world.calls.recent()
        .filter(({ arrivedAtMs, endedAtMs }) => arrivedAtMs > 0 && endedAtMs !== null)
        .map(({ arrivedAtMs, endedAtMs }) => [arrivedAtMs, endedAtMs]);
    expect(endsOf(2)).toEqual(endsOf(0));
    expect(endsOf(0).length).toBeGreaterThan(10);
  });
});

describe('floods', () => {
  const flooded = (floods: readonly (readonly [atMs: number, databaseFloods: number])[], initial = 0) =>
    run(
      { ...SILENT, floodCalls: 7, databaseFloods: initial },
      { interventions: floods.map(([atMs, databaseFloods]) => ({ atMs, set: { databaseFloods } })) },
    );

  it('send their calls at the instant at which their number goes up, once per step', () => {
    const instants = arrivalsOf(
      flooded([
        [1_000, 1],
        [3_000, 3],
      ]),
    ).map(([, atMs]) => atMs);
    expect(instants).toEqual([...Array<number>(7).fill(1_000), ...Array<number>(14).fill(3_000)]);
  });

  it('send nothing when it goes down, and those of the start at the start', () => {
    expect(arrivalsOf(flooded([[1_000, 0]], 1))).toEqual(Array.from({ length: 7 }, () => ['database', 0]));
  });
});

it('a call that arrives at the instant at which another ends gets its slot, whichever was foreseen first', () => {
  const change = {
    ...SILENT,
    arrivals: 'fixed',
    databaseCallsPerSecond: 2,
    databaseServiceMs: 250,
    databaseSize: 1,
    databaseQueue: 1,
    databaseFloods: 1,
    floodCalls: 1,
  } as const;
  const { summary } = run(change, {
    durationMs: 700,
    interventions: [{ atMs: 300, set: { databaseQueue: 0 } }],
  });
  const figures = (['completed', 'active', 'rejected'] as const).map((metric) =>
    figure(summary, 'database', metric),
  );
  expect(figures).toEqual([2, 1, 0]);
});

describe('one after another', () => {
  it('one client calls each kind in turn, waits for every answer and stops at its number of calls', () => {
    const round = run({
      arrivals: 'inTurn',
      maxCalls: 7,
      databaseCallsPerSecond: 100,
      cacheCallsPerSecond: 800,
      apiCallsPerSecond: 50,
    });
    const arrivals = arrivalsOf(round);
    expect(arrivals.map(([kind]) => kind)).toEqual([...KINDS, ...KINDS, 'database']);
    const records = round.world.calls.recent();
    const pausesMs = records
      .slice(1)
      .map(({ arrivedAtMs }, index) => arrivedAtMs - (records[index]?.endedAtMs ?? NaN));
    expect(Math.min(...pausesMs)).toBeGreaterThan(0);
  });

  it('a kind with a rate of 0 is left out', () => {
    const round = run({ arrivals: 'inTurn', maxCalls: 4, apiCallsPerSecond: 0 });
    expect(arrivalsOf(round).map(([kind]) => kind)).toEqual(['database', 'cache', 'database', 'cache']);
  });
});

describe('the books', () => {
  const anything = fc.record({
    isolation: fc.constantFrom('bulkheads' as const, 'shared' as const),
    onTimeout: fc.constantFrom('cancelled' as const, 'abandoned' as const),
    databaseSize: fc.integer({ min: 1, max: 6 }),
    databaseQueue: fc.nat(4),
    databaseCallsPerSecond: fc.integer({ min: 0, max: 40 }),
    databaseTimeoutMs: fc.constantFrom(100, 600, Infinity),
    apiTimeoutMs: fc.constantFrom(300, Infinity),
    apiCallsPerSecond: fc.integer({ min: 0, max: 10 }),
    apiHangShare: fc.constantFrom(0, 0.3),
    databaseConcurrency: fc.constantFrom(1, 3, Infinity),
  });

  it('lose no call and count none twice, and once the traffic has ended every pool is empty', () => {
    fc.assert(
      fc.property(anything, fc.nat(1_000), (change, seed) => {
        const interventions = [
          {
            atMs: 1_500,
            set: { isolation: change.isolation === 'shared' ? 'bulkheads' : 'shared' } as const,
          },
          { atMs: 4_000, set: SILENT },
        ];
        const { world, summary, view } = run(change, { seed, durationMs: 90_000, interventions });
        const totals = world.calls.totals();
        expect(totals.inFlight).toBe(0);
        expect(summary['calls']).toBe(totals.arrived);
        for (const outcome of ['succeeded', 'failed', 'timedOut', 'rejected'] as const)
          expect(summary[outcome]).toBe(totals[outcome]);

        const sum = (metric: KindMetric) =>
          KINDS.reduce((total, kind) => total + figure(summary, kind, metric), 0);
        expect(sum('rejected')).toBe(totals.rejected);
        expect(sum('timedOut')).toBe(totals.timedOut);
        expect([sum('active'), sum('queued')]).toEqual([0, 0]);
        const worked = sum('completed') + sum('failed');
        const cancelled = change.onTimeout === 'cancelled' ? totals.timedOut : 0;
        expect(worked + cancelled + totals.rejected).toBe(totals.arrived);
        expect(view.pools.flatMap(({ slots, waiting }) => [...slots.filter(Boolean), ...waiting])).toEqual(
          [],
        );
      }),
      { numRuns: 40 },
    );
  });

  it('say nothing about an idle pool, and the reference’s rates about a busy one', () => {
    const { summary } = run({ ...SILENT, databaseFloods: 1 });
    expect([summary['apiSuccessRate'], summary['apiRejectionRate']]).toEqual([null, null]);
    expect([summary['databaseSuccessRate'], summary['databaseRejectionRate']]).toEqual([1, 0.5]);
    expect(summary['databaseMeanExecutionMs']).toBe(500);
    expect(summary['databaseMeanWaitMs']).toBe(250);
  });

  it('count the work for nobody: from the caller’s leaving, or from the start when that came later', () => {
    const wasted = (change: Partial<BulkheadParams>) =>
      run({ ...SILENT, databaseSize: 1, databaseQueue: 1, floodCalls: 2, databaseFloods: 1, ...change })
        .summary['databaseWastedMs'];
    expect(wasted({ databaseTimeoutMs: 200, onTimeout: 'abandoned' })).toBe(300 + 500);
    expect(wasted({ databaseTimeoutMs: 200, onTimeout: 'cancelled' })).toBe(0);
    expect(wasted({ onTimeout: 'abandoned' })).toBe(0);
  });
});

it('when the isolation changes, calls end where they are and new ones go to the other pools', () => {
  const { view, world } = run(
    { ...SILENT, databaseFloods: 1, databaseServiceMs: 5_000 },
    { durationMs: 2_000, interventions: [{ atMs: 1_000, set: { isolation: 'shared', cacheFloods: 1 } }] },
  );
  expect(view.pools.map(({ id, slots }) => [id, slots.filter(Boolean).length])).toEqual([
    ['shared', 0],
    ['database', 5],
  ]);
  expect(world.calls.causes().get('cacheAnswered')).toBe(20);
  expect(world.lanes.all().map(({ label }) => label)).toEqual([
    'database',
    'cache',
    'external API',
    'shared pool',
  ]);
});

it('a smaller database than its pool makes calls wait inside their slots', () => {
  const { view } = run({ ...SILENT, databaseFloods: 1, databaseConcurrency: 2 }, { durationMs: 300 });
  const works = view.pools[0]?.slots.map((job) => job?.work?.durationMs ?? null);
  expect(works).toEqual([500, 500, null, null, null]);
});

it('a scripted world sends each of its calls once, to the database', () => {
  const script = [
    { atMs: 10, durationMs: 100, outcome: 'success' },
    { atMs: 20, durationMs: 100, outcome: 'failure' },
  ] as const;
  const world = createWorld({ seed: 1, durationMs: 1_000, metrics, script });
  createModel(world, DEFAULTS);
  runUntil(world, 1_000);
  expect([...world.calls.causes()]).toEqual([
    ['databaseAnswered', 1],
    ['databaseFailed', 1],
  ]);
});
