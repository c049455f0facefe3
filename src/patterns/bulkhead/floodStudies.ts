/** Studies of what bulkheads are for: the reference's flood, and a slow database with and without them. */
import { exactly, meanEstimate, type Estimate } from '../../sim/estimate.ts';
import { formatShare } from '../../sim/format.ts';
import type { Study } from '../study.ts';
import { poolOf, sizeOf, type BulkheadParams, type Kind } from './kinds.ts';
import { REFERENCE_REPORT_AT_MS, referencePhases } from './presets.ts';
import { metricOf, type KindMetric } from './metrics.ts';
import { runModel, seedOf, timeOfCalls } from './trials.ts';

type BulkheadStudy = Study<BulkheadParams>;

/** Calls of phase 1 per kind, and probes of the cache in phase 2. */
const ROUNDS = 5;
const PROBES = 10;

const ISOLATION_RUN_MS = 20_000;
const MOST_ISOLATION_CALLS = 1_500;

/** A figure that is the same in every run has no interval. */
function figureOf(values: readonly number[], confidence: number, predicted: number | undefined): Estimate {
  const [first = null] = values;
  return values.every((value) => value === first)
    ? exactly(first, predicted)
    : meanEstimate(values, confidence, predicted);
}

/** Whatever the page's traffic is, this is the reference's. */
const LOAD = {
  ...referencePhases.params,
  floodCalls: 20,
  databaseFloods: 0,
  cacheFloods: 0,
  apiFloods: 0,
} as const satisfies Partial<BulkheadParams>;

/** Whether the flood meets idle pools and everything has ended by the report, so that only sizes decide. */
function isOnlySizes(params: BulkheadParams): boolean {
  return (
    params.serviceLaw !== 'exponential' &&
    params.databaseServiceMs <= 500 &&
    params.cacheServiceMs <= 10 &&
    params.databaseConcurrency === Infinity &&
    params.databaseErrorRate === 0 &&
    params.databaseTimeoutMs === Infinity &&
    params.apiFastestMs <= 2_000 &&
    params.apiSlowestMs <= 2_000 &&
    params.apiHangShare === 0
  );
}

const flood: BulkheadStudy = {
  id: 'flood',
  title: 'The reference’s flood',
  question:
    'Phases 1 to 3 of the reference’s test: five rounds of one call after another, a flood of 20 on the database with ten cache probes of 100 ms patience, and the report three seconds later. How many of the flood get in, and do the probes notice?',
  trialsOf: 'runs',
  columns: {
    accepted: {
      label: 'flood let in',
      unit: 'calls',
      help: 'Calls of the flood that got a slot or a place.',
    },
    rejected: { label: 'flood rejected', unit: 'calls', help: 'Calls of the flood that were turned away.' },
    completed: {
      label: 'database completed',
      unit: 'calls',
      help: 'Database calls completed by the report, those of phase 1 included.',
    },
    rejectionRate: {
      label: 'rejection rate',
      unit: 'share',
      help: 'Rejected over completed, failed and rejected database calls, as the reference counts.',
    },
    cacheCompleted: {
      label: 'cache completed',
      unit: 'calls',
      help: 'Cache calls completed by the report: those of phase 1 and the probes.',
    },
    cacheRejected: { label: 'cache rejected', unit: 'calls', help: 'Cache calls that were turned away.' },
  },
  rows: [
    { id: 'solution', label: 'the solution’s sizes: 5 + 5', set: {} },
    {
      id: 'exercise',
      label: 'the exercise’s sizes: 10 + 20',
      set: { databaseSize: 10, databaseQueue: 20, cacheSize: 50, cacheQueue: 100, apiSize: 5, apiQueue: 10 },
    },
    { id: 'no-queue', label: '5 slots, no queue', set: { databaseQueue: 0 } },
    { id: 'one-slot', label: '1 slot, no queue', set: { databaseSize: 1, databaseQueue: 0 } },
    { id: 'shared', label: 'one shared pool: 28 + 37', set: { isolation: 'shared' } },
  ],
  conditions: referencePhases.params,
  trials: [5, 50, 500],
  checkedTrials: 5,
  measure({ params: given, seed, trials, confidence }) {
    const params = { ...given, ...LOAD };
    const reports = Array.from(
      { length: trials },
      (_, trial) =>
        runModel(params, {
          seed: seedOf(seed, trial),
          durationMs: REFERENCE_REPORT_AT_MS,
          interventions: referencePhases.interventions.filter(({ atMs }) => atMs < REFERENCE_REPORT_AT_MS),
        }).summary,
    );
    const { size, queueSize } = sizeOf(poolOf('database', params), params);
    const letIn = Math.min(params.floodCalls, size + queueSize);
    const refused = params.floodCalls - letIn;
    const isKnown = isOnlySizes(params);
    const figure = (metric: string, less: number, predicted: number) =>
      figureOf(
        reports.map((report) => (report[metric] ?? 0) - less),
        confidence,
        isKnown ? predicted : undefined,
      );
    return {
      accepted: figure('databaseCompleted', ROUNDS, letIn),
      rejected: figure('databaseRejected', 0, refused),
      completed: figure('databaseCompleted', 0, ROUNDS + letIn),
      rejectionRate: figure('databaseRejectionRate', 0, refused / (ROUNDS + params.floodCalls)),
      cacheCompleted: figure('cacheCompleted', 0, ROUNDS + PROBES),
      cacheRejected: figure('cacheRejected', 0, 0),
    };
  },
  findings(figures) {
    const { accepted, rejected, cacheRejected } = figures['solution'] ?? {};
    const [letIn, refused, probes] = [accepted?.value, rejected?.value, cacheRejected?.value];
    if (typeof letIn !== 'number' || typeof refused !== 'number' || typeof probes !== 'number') return [];
    return [
      `Of 20 calls at once exactly ${letIn} are let in and ${refused} rejected, and ${probes === 0 ? 'none' : String(probes)} of the cache’s calls.`,
    ];
  },
};

const isolation: BulkheadStudy = {
  id: 'isolation',
  title: 'What isolation is worth',
  question:
    'The same calls meet three bulkheads and one shared pool of the same total size, first with a healthy database, then with one that needs 8 s per call. Who pays for the slow database?',
  trialsOf: 'runs of 20 s',
  columns: {
    cacheRejected: {
      label: 'cache rejected',
      unit: 'share',
      help: 'Share of cache calls that are turned away.',
    },
    cacheWaitMs: {
      label: 'cache wait',
      unit: 'ms',
      help: 'Mean time in the queue of the cache calls that got a slot.',
    },
    apiRejected: {
      label: 'external API rejected',
      unit: 'share',
      help: 'Share of external API calls that are turned away.',
    },
    databaseRejected: {
      label: 'database rejected',
      unit: 'share',
      help: 'Share of database calls that are turned away.',
    },
  },
  rows: [
    { id: 'healthy-bulkheads', label: 'bulkheads', group: 'Healthy database', set: {} },
    {
      id: 'healthy-shared',
      label: 'one shared pool',
      group: 'Healthy database',
      set: { isolation: 'shared' },
    },
    {
      id: 'slow-bulkheads',
      label: 'bulkheads',
      group: 'Database needs 8 s',
      set: { databaseServiceMs: 8_000 },
    },
    {
      id: 'slow-shared',
      label: 'one shared pool',
      group: 'Database needs 8 s',
      set: { databaseServiceMs: 8_000, isolation: 'shared' },
    },
  ],
  conditions: { databaseCallsPerSecond: 8, databaseServiceMs: 400 },
  trials: [5, 50, 500],
  checkedTrials: 5,
  measure({ params, seed, trials, confidence }) {
    const durationMs = Math.min(ISOLATION_RUN_MS, timeOfCalls(MOST_ISOLATION_CALLS, params));
    const summaries = Array.from(
      { length: trials },
      (_, trial) => runModel(params, { seed: seedOf(seed, trial), durationMs }).summary,
    );
    const mean = (kind: Kind, metric: KindMetric) =>
      meanEstimate(
        summaries.flatMap((summary) => summary[metricOf(kind, metric)] ?? []),
        confidence,
      );
    return {
      cacheRejected: mean('cache', 'rejectionRate'),
      cacheWaitMs: mean('cache', 'meanWaitMs'),
      apiRejected: mean('api', 'rejectionRate'),
      databaseRejected: mean('database', 'rejectionRate'),
    };
  },
  findings(figures) {
    const shared = figures['slow-shared']?.['cacheRejected']?.value;
    const apart = figures['slow-bulkheads']?.['cacheRejected']?.value;
    if (typeof shared !== 'number' || typeof apart !== 'number') return [];
    return [
      `While the database is slow, a shared pool rejects ${formatShare(shared)} of the cache’s calls, bulkheads ${formatShare(apart)}.`,
    ];
  },
};

export const floodStudies: readonly BulkheadStudy[] = [flood, isolation];
