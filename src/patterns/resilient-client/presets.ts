/** Ready-made scenarios of the resilient client, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import { asWritten, referenceChaos } from './asWritten.ts';
import type { ClientParams } from './model.ts';

/** Nothing is disturbed but what a preset names. */
const CALM = {
  userDataChaos: 'off',
  transactionsChaos: 'off',
  recommendationsChaos: 'off',
  paymentChaos: 'off',
} as const satisfies Partial<ClientParams>;

/** Takes every answer for whole, as written, and so reports it. */
const TRUSTING = {
  answers: 'trusted',
  cacheAdmits: 'anyAnswer',
  flawsCountAs: 'full',
} as const satisfies Partial<ClientParams>;

/** One page after another, half a second apart. */
const ONE_BY_ONE = { arrivals: 'sequential', pagesPerSecond: 2 } as const satisfies Partial<ClientParams>;

const ALL_RANDOM = {
  userDataChaos: 'random',
  transactionsChaos: 'random',
  recommendationsChaos: 'random',
  paymentChaos: 'random',
  latencyHits: 'everyCall',
  latencyMinMs: 100,
  latencyMaxMs: 2_000,
  timeoutDelayMs: 1_000,
} as const satisfies Partial<ClientParams>;

export const presets: readonly Preset<ClientParams>[] = [
  {
    id: 'one-storm-two-clients',
    title: 'One storm, two clients',
    story:
      'Four users open their pages in turn while chaos is about. From 4 s to 18 s the user service fails nine times out of ten: the naive page turns into an error, the resilient one shows a user card from the cache, then an old one, and says so. Every part names where it came from.',
    seed: 4,
    durationMs: 30_000,
    params: { ...ONE_BY_ONE, users: 4, userDataChaos: 'off', userDataRate: 0.9, cacheTtlMs: 4_000 },
    interventions: [
      { atMs: 4_000, set: { userDataChaos: 'error' } },
      { atMs: 18_000, set: { userDataChaos: 'off' } },
    ],
    expect: { failed: [0, 0], naiveFailed: [10, 40], partsStale: [3, 40] },
  },
  {
    id: 'experiment',
    title: 'An experiment, ready to run',
    story:
      'What is normal: at least 95 % of pages come up, 95 % of them within 3 s. The method takes the user service away at 10 s, the rollback brings it back at 26 s; in between, old user cards are shown, and the hypothesis holds. Start again with “Stale if error” off, and it does not.',
    seed: 11,
    durationMs: 40_000,
    params: { ...CALM, userDataRate: 1, users: 6, pagesPerSecond: 3, cacheTtlMs: 4_000 },
    interventions: [
      { atMs: 10_000, set: { userDataChaos: 'error' } },
      { atMs: 26_000, set: { userDataChaos: 'off' } },
    ],
    expect: { failed: [0, 0], naiveFailed: [35, 65], partsStale: [10, 60] },
    experiment: {
      title: 'Can it do without user data?',
      probes: [
        { metric: 'shown', over: 'ended', least: 0.95, greatest: 1 },
        { metric: 'latencyMs.p95', over: null, least: 0, greatest: 3_000 },
      ],
      windowMs: 8_000,
      checkAtMs: 26_000,
      deviates: false,
    },
  },
  {
    id: 'reference',
    title: 'The reference’s run',
    story:
      'Exercise 5 as written: users 1 to 10, half a second apart, 0.5 s to 2 s of latency, timeouts at 15 %, partial responses at 30 %, errors at 20 %. It reports a success rate of 100 %, and counts pages as a full success whose recommendations are gone or whose pay button is dead.',
    seed: 3,
    durationMs: 25_000,
    params: { ...asWritten, ...referenceChaos, ...ONE_BY_ONE, serviceMs: 0, users: 10, maxPages: 10 },
    interventions: [],
    expect: { ended: [10, 10], failed: [0, 0], successRate: [1, 1], fullYetDegraded: [2, 6] },
  },
  {
    id: 'counted-honestly',
    title: 'The same run, counted honestly',
    story:
      'Same seed, same faults, the corrected client. What the users see hardly differs, what is reported does: a page with a truncated part or a dead pay button is partial. A report that hides partial failure hides it from those who could repair it.',
    seed: 3,
    durationMs: 25_000,
    params: { ...referenceChaos, ...ONE_BY_ONE, serviceMs: 0, users: 10, maxPages: 10 },
    interventions: [],
    expect: { ended: [10, 10], failed: [0, 0], fullYetDegraded: [0, 0], partial: [3, 8] },
  },
  {
    id: 'chaos-off',
    title: 'Chaos switched off',
    story:
      'The reference’s run with the master switch off: nothing is injected, and every page is whole. An experiment needs this run first: without knowing what is normal, nobody can tell what chaos has changed.',
    seed: 3,
    durationMs: 25_000,
    params: { ...asWritten, ...referenceChaos, ...ONE_BY_ONE, chaos: false, serviceMs: 40, users: 10 },
    interventions: [],
    expect: { incidents: [0, 0], failed: [0, 0], partial: [0, 0], wholeShare: [1, 1], naiveFailed: [0, 0] },
  },
  {
    id: 'cache-outage',
    title: 'The cache goes down',
    story:
      'Six of ten calls to the user service fail all the time, and nobody notices, because the cache answers. From 10 s to 20 s the cache is down: every page must ask, attempts pile up and pages fail. What a cache hides has to be known before it is gone.',
    seed: 8,
    durationMs: 30_000,
    params: {
      ...CALM,
      userDataChaos: 'error',
      userDataRate: 0.6,
      users: 6,
      pagesPerSecond: 3,
      cacheTtlMs: 60_000,
      breaker: false,
    },
    interventions: [
      { atMs: 10_000, set: { cacheOutage: true } },
      { atMs: 20_000, set: { cacheOutage: false } },
    ],
    expect: { failed: [3, 16], retries: [15, 60], naiveFailed: [40, 80] },
  },
  {
    id: 'stale-saves-the-day',
    title: 'Stale saves the day, for a while',
    story:
      'The user service is down from 8 s to 30 s, and the cache keeps values for 5 s. After that old user cards are shown with their age, until at 14 s of age they are too old to be shown and pages fail. How old is too old is a question to those who read the page.',
    seed: 15,
    durationMs: 40_000,
    params: {
      ...CALM,
      userDataRate: 1,
      users: 6,
      pagesPerSecond: 3,
      cacheTtlMs: 5_000,
      staleMaxAgeMs: 14_000,
    },
    interventions: [
      { atMs: 8_000, set: { userDataChaos: 'error' } },
      { atMs: 30_000, set: { userDataChaos: 'off' } },
    ],
    expect: {
      partsStale: [15, 45],
      failed: [10, 45],
      'staleAgeMs.p99': [9_000, 14_100],
      naiveFailed: [50, 85],
    },
  },
  {
    id: 'poisoned-cache',
    title: 'Poisoned cache',
    story:
      'As written, damaged user data enters the cache. Chaos ends at 6 s, yet the cards stay broken, for the cache repeats them for five minutes. At 22 s answers are checked: damaged ones are no longer taken, not even from the cache, and the cards heal.',
    seed: 6,
    durationMs: 32_000,
    params: {
      ...CALM,
      ...TRUSTING,
      userDataChaos: 'partial',
      userDataRate: 0.6,
      users: 6,
      pagesPerSecond: 3,
    },
    interventions: [
      { atMs: 6_000, set: { chaos: false } },
      { atMs: 22_000, set: { answers: 'checked', cacheAdmits: 'wholeAnswers' } },
    ],
    expect: { poisonings: [2, 6], damagedFromCache: [20, 60], failed: [0, 0], fullYetDegraded: [20, 60] },
  },
  {
    id: 'damaged-for-good',
    title: 'Damaged for good',
    story:
      'As written, a partial response takes keys from the very object that the service keeps. Chaos ends at 8 s, but the stored records stay damaged, and no client can heal them. At 20 s nothing changes when partial responses cut a copy: it is too late.',
    seed: 12,
    durationMs: 30_000,
    params: {
      ...CALM,
      ...TRUSTING,
      truncates: 'original',
      recommendationsChaos: 'partial',
      recommendationsRate: 0.5,
      users: 6,
      pagesPerSecond: 3,
    },
    interventions: [
      { atMs: 8_000, set: { chaos: false } },
      { atMs: 20_000, set: { truncates: 'copy' } },
    ],
    expect: { incidents: [4, 20], fullYetDegraded: [50, 95] },
  },
  {
    id: 'retry-makes-it-worse',
    title: 'Retry makes it worse',
    story:
      'The user service can do ten calls per second and gets eight. A rush from 6 s to 10 s fills its queue; calls time out, each is made again up to five times, and the service works for callers who have left. The naive client is slow for a while, but recovers; this one does not until at 30 s it stops retrying.',
    seed: 9,
    durationMs: 60_000,
    params: {
      ...CALM,
      users: 300,
      pagesPerSecond: 8,
      cacheTtlMs: 0,
      attempts: 5,
      userDataTimeoutMs: 1_000,
      transactionsTimeoutMs: 3_000,
      recommendationsTimeoutMs: 3_000,
      paymentTimeoutMs: 3_000,
      serviceMs: 400,
      serviceConcurrency: 4,
      serviceQueue: 30,
      breaker: false,
    },
    interventions: [
      { atMs: 6_000, set: { pagesPerSecond: 14 } },
      { atMs: 10_000, set: { pagesPerSecond: 8 } },
      { atMs: 30_000, set: { attempts: 1 } },
    ],
    expect: { wasted: [200, 700], failed: [80, 400], naiveFailed: [0, 0] },
  },
  {
    id: 'hedged-read',
    title: 'A second call against the slow ones',
    story:
      'A fifth of the calls for user data is late by 0.5 s to 2 s, and no page can do without them. From 20 s on, a call that has not answered within 150 ms is made a second time and the first answer is taken: the tail of the latency is gone, for about a fifth more calls.',
    seed: 19,
    durationMs: 40_000,
    params: { ...CALM, userDataChaos: 'latency', userDataRate: 0.2, users: 500, pagesPerSecond: 6 },
    interventions: [{ atMs: 20_000, set: { hedgeAfterMs: 150 } }],
    expect: { hedges: [12, 45], wasted: [10, 45], failed: [0, 0] },
  },
  {
    id: 'blast-radius',
    title: 'A small blast radius',
    story:
      'Everything fails at random, but for one user in five only. The others’ pages stay whole, and what chaos teaches, it teaches just as well. Widen the radius once the small one holds.',
    seed: 2,
    durationMs: 40_000,
    params: { ...ALL_RANDOM, ...ONE_BY_ONE, users: 10, blastRadius: 0.2, cacheTtlMs: 2_000 },
    interventions: [],
    expect: { wholeShare: [0.7, 0.95], incidents: [5, 60] },
  },
  {
    id: 'everything-random',
    title: 'Everything random',
    story:
      'As written, every call to every service meets one of five fates: late, an error, damaged, lost, or left alone. Every third page is counted as a full success, and almost nine in ten of those are not whole.',
    seed: 31,
    durationMs: 120_000,
    params: {
      ...asWritten,
      ...ALL_RANDOM,
      ...ONE_BY_ONE,
      truncates: 'copy',
      // One page at a time has nothing to share.
      singleFlight: true,
      serviceMs: 0,
      users: 500,
    },
    interventions: [],
    expect: {
      fullShare: [0.15, 0.55],
      wholeShare: [0, 0.2],
      failed: [0, 10],
      naiveSuccessRate: [0.02, 0.35],
    },
  },
];
