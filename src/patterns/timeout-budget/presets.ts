/** Ready-made scenarios of timeout budgets, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { BudgetParams } from './servers.ts';

/** One client that starts its next operation a little after the last one has ended. */
const FIVE_RUNS = {
  coordination: 'asWritten',
  clients: 1,
  arrivals: 'sequential',
  operationsPerSecond: 2,
  maxOperations: 5,
} as const satisfies Partial<BudgetParams>;

/** Enough clients for figures that mean something; the first one is watched. */
const MANY = {
  clients: 12,
  arrivals: 'sequential',
  operationsPerSecond: 16,
} as const satisfies Partial<BudgetParams>;

/** More queries than a small database can take once they get slow. */
const BUSY = {
  budgetMs: 1_300,
  maxAttempts: 1,
  clients: 20,
  arrivals: 'poisson',
  operationsPerSecond: 30,
  databaseConcurrency: 14,
} as const satisfies Partial<BudgetParams>;

const SLOW_SPELL = [
  { atMs: 8_000, set: { databaseMs: 800 } },
  { atMs: 16_000, set: { databaseMs: 300 } },
] as const;

export const presets: readonly Preset<BudgetParams>[] = [
  {
    id: 'one-second',
    title: 'One second is tight',
    story:
      'As written, a query that is not answered in time is tried again with what is left, and that is never enough: one operation in five fails after the full second. At 20 s the rules are corrected: what cannot finish is not started, so failures are known earlier. At 40 s the query gets the time that was kept back for a retry that cannot happen, and all succeed.',
    seed: 11,
    durationMs: 60_000,
    params: { ...MANY, budgetMs: 1_000, coordination: 'asWritten' },
    interventions: [
      { atMs: 20_000, set: { coordination: 'corrected' } },
      { atMs: 40_000, set: { spendsRest: true } },
    ],
    expect: {
      successRate: [0.82, 0.92],
      doomedAttempts: [25, 50],
      meanFailureMs: [700, 900],
      overBudget: [0, 0],
    },
  },
  {
    id: 'doomed-retry',
    title: 'The attempt that can never succeed',
    story:
      'A budget of 1 s as written. When the first query times out, less than 300 ms are left for the second, and no query takes less than 300 ms. Watch the second bar end at the budget line every time: the user’s and the database’s time, spent on nothing.',
    seed: 10,
    durationMs: 30_000,
    params: { ...MANY, budgetMs: 1_000, coordination: 'asWritten' },
    interventions: [],
    expect: {
      successRate: [0.72, 0.86],
      doomedAttempts: [40, 80],
      meanFailureMs: [999.9, 1_000.1],
      overBudget: [0, 0],
    },
  },
  {
    id: 'overdrawn',
    title: '600 ms spent of a 500 ms budget',
    story:
      'As written, the pause before the second query is not part of the budget. The first query gets all that is left, times out exactly at the budget line, and the operation pauses for another 100 ms only to find that nothing is left.',
    seed: 3,
    durationMs: 30_000,
    params: { ...MANY, budgetMs: 500, coordination: 'asWritten' },
    interventions: [],
    expect: {
      successRate: [0.53, 0.66],
      meanFailureMs: [599.9, 600.1],
      longestOverrunMs: [100, 100],
      overBudgetShare: [0.34, 0.47],
    },
  },
  {
    id: 'minimum-beats-budget',
    title: 'The minimum beats the budget',
    story:
      'A query should get 60 % of what is left, but never less than 500 ms: below a budget of about 880 ms the minimum decides, and the reserve that the share was meant to keep is gone. The budget grows from 600 to 700 to 800 ms, and the success rate stays at 65 %.',
    seed: 5,
    durationMs: 45_000,
    params: { ...MANY, budgetMs: 600, coordination: 'asWritten' },
    interventions: [
      { atMs: 15_000, set: { budgetMs: 700 } },
      { atMs: 30_000, set: { budgetMs: 800 } },
    ],
    expect: { successRate: [0.6, 0.7], enrichedShare: [0, 0.05], doomedAttempts: [80, 140] },
  },
  {
    id: 'corrected-one-second',
    title: 'The same second, corrected',
    story:
      'The budget of 1 s under corrected rules. A second query would not fit, so it is not started, nor is the pause before it: the user hears of a failure after about 600 ms, and no operation is late. As many succeed as before; switch on “Last attempt gets the rest” and all do.',
    seed: 2,
    durationMs: 30_000,
    params: { ...MANY, budgetMs: 1_000 },
    interventions: [],
    expect: {
      successRate: [0.72, 0.86],
      meanFailureMs: [605, 625],
      doomedAttempts: [0, 0],
      overBudget: [0, 0],
      longestOverrunMs: [0, 0],
    },
  },
  {
    id: 'orphaned-work',
    title: 'Orphaned work',
    story:
      'From 8 s to 16 s queries are slow. Their operations give up in time, but nobody tells the database: it works on for nobody, its places fill with orphans, and new queries wait behind them. Long after queries are fast again the database still works off what nobody wants. Compare with the next preset, same seed.',
    seed: 11,
    durationMs: 45_000,
    params: { ...BUSY, propagation: false },
    interventions: SLOW_SPELL,
    expect: { successRate: [0.55, 0.75], wastedShare: [0.4, 0.6], databaseQueued: [12, 25] },
  },
  {
    id: 'deadline-passed-on',
    title: 'The same slow spell, the deadline passed on',
    story:
      'Same seed, same arrivals, same slow spell. The database stops working on a query as soon as its operation stops waiting, so its places are free for queries that can still make it, and the trouble ends with the slow spell.',
    seed: 11,
    durationMs: 45_000,
    params: { ...BUSY, propagation: true },
    interventions: SLOW_SPELL,
    expect: { successRate: [0.8, 0.9], wastedShare: [0.15, 0.28], databaseQueued: [0, 3] },
  },
  {
    id: 'uncoordinated',
    title: 'Timeouts that know nothing of each other',
    story:
      'Every call has a sensible timeout of its own, and nobody adds them up: 200 ms + twice 1 s + a pause + 500 ms is far more than the second the user waits. When queries get slow at 8 s, users leave and the operations go on without them, over twice the budget. At 20 s they get a common budget, all of it for the one query that fits.',
    seed: 6,
    durationMs: 32_000,
    params: { ...MANY, budgetMs: 1_000, coordination: 'uncoordinated', propagation: false },
    interventions: [
      { atMs: 8_000, set: { databaseMs: 800 } },
      { atMs: 20_000, set: { coordination: 'corrected', spendsRest: true } },
    ],
    expect: {
      timedOut: [50, 90],
      overBudget: [50, 90],
      longestOverrunMs: [1_000, 1_800],
      'elapsedMs.p99': [2_000, 2_800],
    },
  },
  {
    id: 'reference-normal',
    title: 'The reference: normal operation, 3 s',
    story:
      'The first scenario of Exercise 3 as written: five operations with 3 s each. There is time for everything, so all succeed, and all that miss the cache are enriched. Look at the hits: most of them carry no data and still count as successes.',
    seed: 1,
    durationMs: 10_000,
    params: { ...FIVE_RUNS, budgetMs: 3_000 },
    interventions: [],
    expect: { operations: [5, 5], successRate: [1, 1], overBudget: [0, 0], withoutData: [1, 3] },
  },
  {
    id: 'reference-tight',
    title: 'The reference: tight deadline, 1 s',
    story:
      'The second scenario as written: five operations with 1 s each. In 31 % of all seeds all five succeed, and then the exercise shows no failure at all.',
    seed: 1,
    durationMs: 10_000,
    params: { ...FIVE_RUNS, budgetMs: 1_000 },
    interventions: [],
    expect: { operations: [5, 5], successRate: [0.6, 0.8], meanFailureMs: [999.9, 1_000.1] },
  },
  {
    id: 'reference-generous',
    title: 'The reference: generous timeout, 10 s',
    story:
      'The third scenario as written: five operations with 10 s each. No query ever takes more than 700 ms, so that 10 s show the same as 3 s.',
    seed: 1,
    durationMs: 10_000,
    params: { ...FIVE_RUNS, budgetMs: 10_000 },
    interventions: [],
    expect: { operations: [5, 5], successRate: [1, 1], meanSuccessMs: [300, 800] },
  },
  {
    id: 'reference-very-tight',
    title: 'The reference: very tight deadline, 0.5 s',
    story:
      'The fourth scenario as written: five operations with 500 ms each. Two in five fail, and every failure takes 600 ms.',
    seed: 1,
    durationMs: 10_000,
    params: { ...FIVE_RUNS, budgetMs: 500 },
    interventions: [],
    expect: {
      operations: [5, 5],
      successRate: [0.4, 0.8],
      meanFailureMs: [599.9, 600.1],
      longestOverrunMs: [100, 100],
    },
  },
];
