/** Ready-made scenarios of the bulkheads, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { BulkheadParams } from './kinds.ts';

/** The reference's test of Exercise 4: phase 1 has ended in every seed before 13 s. Its pause between calls is none, ours half a millisecond. */
export const referencePhases = {
  durationMs: 26_000,
  params: {
    arrivals: 'inTurn',
    maxCalls: 15,
    databaseCallsPerSecond: 200,
    cacheCallsPerSecond: 1_800,
    apiCallsPerSecond: 50,
  },
  interventions: [
    {
      atMs: 14_000,
      set: {
        databaseFloods: 1,
        databaseCallsPerSecond: 0,
        apiCallsPerSecond: 0,
        cacheTimeoutMs: 100,
        maxCalls: 25,
      },
    },
    {
      atMs: 18_000,
      set: {
        cacheCallsPerSecond: 0,
        apiCallsPerSecond: 50,
        apiErrorRate: 0,
        apiHangShare: 1,
        apiTimeoutMs: 1_000,
        maxCalls: 26,
      },
    },
  ],
} as const satisfies Partial<Preset<BulkheadParams>>;

/** When the reference prints its metrics: three seconds after the flood. */
export const REFERENCE_REPORT_AT_MS = 17_200;

/** Phases 1 to 3 are the same whatever becomes of the call that hangs. */
const referenceReport = {
  databaseCompleted: [15, 15],
  databaseRejected: [10, 10],
  databaseRejectionRate: [0.4, 0.4],
  cacheCompleted: [15, 15],
  cacheRejected: [0, 0],
  cacheTimedOut: [0, 0],
  apiTimedOut: [1, 1],
} as const satisfies Preset['expect'];

/** For a quarter of a minute the database needs twenty times as long for a call. */
const slowDatabase = {
  seed: 12,
  durationMs: 40_000,
  params: { databaseCallsPerSecond: 8, databaseServiceMs: 400 },
  interventions: [
    { atMs: 3_000, set: { databaseServiceMs: 8_000 } },
    { atMs: 18_000, set: { databaseServiceMs: 400 } },
  ],
} as const satisfies Partial<Preset<BulkheadParams>>;

const hangingApi = {
  seed: 4,
  durationMs: 60_000,
  params: {
    apiCallsPerSecond: 2,
    cacheCallsPerSecond: 10,
    apiErrorRate: 0,
    apiHangShare: 0,
    apiTimeoutMs: 1_500,
    apiSlowestMs: 1_000,
  },
  interventions: [
    { atMs: 5_000, set: { apiHangShare: 0.5 } },
    { atMs: 40_000, set: { apiHangShare: 0 } },
  ],
} as const satisfies Partial<Preset<BulkheadParams>>;

export const presets: readonly Preset<BulkheadParams>[] = [
  {
    id: 'flood-the-database',
    title: 'Flood the database',
    story:
      'At 2 s twenty calls hit the database at once: its pool takes ten and rejects the rest within the same instant, and the cache does not notice. From 5 s the database is slow for a while: its own callers wait or are rejected, everybody else’s calls run as before. Press Flood to do it yourself.',
    seed: 4,
    durationMs: 30_000,
    params: {},
    interventions: [
      { atMs: 2_000, set: { databaseFloods: 1 } },
      { atMs: 5_000, set: { databaseServiceMs: 2_000 } },
      { atMs: 13_000, set: { databaseServiceMs: 500 } },
      { atMs: 20_000, set: { databaseFloods: 2 } },
    ],
    expect: {
      databaseRejected: [40, 80],
      cacheRejected: [0, 0],
      'cacheLatencyMs.p99': [10, 10],
      'databaseLatencyMs.p95': [2_000, 5_000],
    },
  },
  {
    id: 'one-shared-pool',
    title: 'One shared pool sinks everything',
    story:
      'All calls share one pool with as many slots and queue places as the three had together. At 3 s the database becomes slow. Its calls pile up in the slots until they hold all of them, and then calls to a perfectly healthy cache wait for seconds or are rejected. The next preset is the same run with bulkheads.',
    ...slowDatabase,
    params: { ...slowDatabase.params, isolation: 'shared' },
    expect: {
      cacheRejected: [250, 600],
      'cacheLatencyMs.p95': [1_000, 20_000],
      apiRejected: [4, 40],
      databaseRejected: [20, 200],
    },
  },
  {
    id: 'same-with-bulkheads',
    title: 'The same with bulkheads',
    story:
      'Same seed, same arrivals, same slow database. Only five slots can be lost to it: its own calls are rejected, while every cache call is answered in 10 ms and the external API goes on as on any other day.',
    ...slowDatabase,
    expect: {
      cacheRejected: [0, 0],
      'cacheLatencyMs.p99': [10, 10],
      apiRejected: [0, 2],
      databaseRejected: [60, 200],
    },
  },
  {
    id: 'reference-four-phases',
    title: 'The reference’s four phases',
    story:
      'Exercise 4 as written. Five rounds of one call after another; at 14 s a flood of 20 on the database, with ten cache probes of 100 ms patience; then the report, at which the reference itself crashes; at 18 s a call that hangs for 5 s with a timeout of 1 s. Its caller leaves, but the call keeps its slot for four more seconds.',
    seed: 21,
    ...referencePhases,
    params: { ...referencePhases.params, onTimeout: 'abandoned' },
    expect: { ...referenceReport, apiWastedMs: [4_000, 4_000] },
  },
  {
    id: 'reference-cancelled',
    title: 'The four phases, hanging call cancelled',
    story:
      'The same run with the corrected timeout: when the caller of the hanging call gives up after 1 s, the call is cancelled and its slot is free at that instant. No work for nobody.',
    seed: 21,
    ...referencePhases,
    expect: { ...referenceReport, apiWastedMs: [0, 0] },
  },
  {
    id: 'zombies',
    title: 'Timed-out calls that keep their slots',
    story:
      'From 5 s half of the external API’s calls hang for 5 s. Callers give up after 1.5 s, but as written their calls go on for nobody. Soon these hold most of the three slots, and calls that would have been answered in time are rejected or give up in the queue.',
    ...hangingApi,
    params: { ...hangingApi.params, onTimeout: 'abandoned' },
    expect: { apiWastedMs: [60_000, 110_000], apiRejected: [40, 50], succeeded: [995, 1_005] },
  },
  {
    id: 'zombies-cancelled',
    title: 'The same with cancellation',
    story:
      'Same seed, same hanging calls. A caller that gives up takes its call with it, so a hanging call costs a slot 1.5 s instead of 5 s. Hardly anybody is rejected any more, and many more callers have an answer from the same three slots.',
    ...hangingApi,
    expect: { apiWastedMs: [0, 0], apiRejected: [0, 10], succeeded: [1_022, 1_032] },
  },
  {
    id: 'too-small',
    title: 'Pools too small',
    story:
      'Two slots and no queue for a load of three calls at a time: the database has nothing else to do and could serve everybody, yet half of all callers are rejected. At 20 s the pool gets five slots, at 40 s a queue of five as well, and rejections all but vanish.',
    seed: 8,
    durationMs: 60_000,
    params: { databaseSize: 2, databaseQueue: 0, cacheCallsPerSecond: 10 },
    interventions: [
      { atMs: 20_000, set: { databaseSize: 5 } },
      { atMs: 40_000, set: { databaseQueue: 5 } },
    ],
    expect: {
      databaseRejected: [70, 90],
      databaseTimedOut: [0, 0],
      databasePredictedRejection: [0.005, 0.01],
    },
  },
  {
    id: 'too-large',
    title: 'Pools too large',
    story:
      'The database can work on five calls at once, but its pool lets fifty in. Fourteen calls per second arrive where ten can be served: the rest pile up inside the database, and of four hundred callers a dozen have an answer before they give up. At 30 s the pool shrinks to what the database can do: once the old calls are gone, a third of all callers are rejected at once, and everybody else has an answer in half a second.',
    seed: 15,
    durationMs: 60_000,
    params: {
      databaseSize: 50,
      databaseQueue: 0,
      databaseConcurrency: 5,
      databaseCallsPerSecond: 14,
      cacheCallsPerSecond: 10,
      databaseTimeoutMs: 1_000,
      onTimeout: 'abandoned',
    },
    interventions: [{ atMs: 30_000, set: { databaseSize: 5 } }],
    expect: { databaseTimedOut: [320, 345], databaseRejected: [270, 300], succeeded: [870, 890] },
  },
  {
    id: 'queue-only-adds-latency',
    title: 'A queue that only adds latency',
    story:
      'Fourteen calls per second for a pool that can serve ten. A queue of five is full nearly all the time, and so is one of 25 from 20 s on and one of 100 from 45 s on. Ten calls per second are answered and four rejected, whatever the queue; but an answer first takes 1 s, then 3 s, then more than 10 s.',
    seed: 3,
    durationMs: 90_000,
    params: { databaseCallsPerSecond: 14, cacheCallsPerSecond: 10 },
    interventions: [
      { atMs: 20_000, set: { databaseQueue: 25 } },
      { atMs: 45_000, set: { databaseQueue: 100 } },
    ],
    expect: {
      databaseCompleted: [870, 900],
      databaseUtilisation: [0.97, 1],
      'databaseLatencyMs.p50': [2_500, 3_500],
      'databaseLatencyMs.p99': [10_000, 11_000],
    },
  },
  {
    id: 'littles-law',
    title: 'Little’s law',
    story:
      'Five slots, a queue of five, eight calls per second of half a second on average. However the calls scatter, the mean number in the pool comes to arrivals per second times mean stay: compare the last two columns of the table, which meet as the run goes on.',
    seed: 22,
    durationMs: 300_000,
    params: {
      databaseCallsPerSecond: 8,
      cacheCallsPerSecond: 0,
      apiCallsPerSecond: 0,
      serviceLaw: 'exponential',
    },
    interventions: [],
    expect: {
      databaseInPool: [4.2, 5.2],
      databaseArrivalsTimesStay: [4.2, 5.2],
      databaseRejectionRate: [0.035, 0.05],
      databasePredictedRejection: [0.0424, 0.0426],
    },
  },
  {
    id: 'erlang-b',
    title: 'Erlang’s formula',
    story:
      'Five slots, no queue, eight calls per second of half a second: Erlang’s formula of 1917 says that 19.9 % are rejected. Measured and predicted share stand side by side in the table. At 150 s service times become exponential with the same mean, and nothing changes: without a queue only the mean counts.',
    seed: 18,
    durationMs: 300_000,
    params: { databaseCallsPerSecond: 8, cacheCallsPerSecond: 0, apiCallsPerSecond: 0, databaseQueue: 0 },
    interventions: [{ atMs: 150_000, set: { serviceLaw: 'exponential' } }],
    expect: { databaseRejectionRate: [0.19, 0.21], databasePredictedRejection: [0.199, 0.1991] },
  },
  {
    id: 'exercise-sizes',
    title: 'The exercise’s sizes',
    story:
      'The pools as the exercise asks for them, about twice those of its solution: 10 slots and 20 places, 50 and 100, 5 and 10. Under a load to match, a flood of 60 overflows only the pool that it hits, first the database’s, then the external API’s; the cache’s takes two floods of 100.',
    seed: 10,
    durationMs: 30_000,
    params: {
      databaseSize: 10,
      databaseQueue: 20,
      cacheSize: 50,
      cacheQueue: 100,
      apiSize: 5,
      apiQueue: 10,
      databaseCallsPerSecond: 14,
      cacheCallsPerSecond: 200,
      apiCallsPerSecond: 3,
      floodCalls: 60,
    },
    interventions: [
      { atMs: 3_000, set: { databaseFloods: 1 } },
      { atMs: 12_000, set: { apiFloods: 1 } },
      { atMs: 20_000, set: { floodCalls: 100 } },
      { atMs: 22_000, set: { cacheFloods: 2 } },
    ],
    expect: { databaseRejected: [30, 70], apiRejected: [45, 70], cacheRejected: [50, 60] },
  },
];
