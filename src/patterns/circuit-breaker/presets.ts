/** Ready-made scenarios of the circuit breaker, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { BreakerParams } from './model.ts';

/** The behaviour of the reference's Exercise 1, where it differs from our defaults. */
const asWritten = {
  halfOpenProbes: Infinity,
  halfOpenOn: 'nextCall',
  lateResults: 'counted',
  failureRateOver: 'allCalls',
  callTimeoutMs: Infinity,
} as const satisfies Partial<BreakerParams>;

export const presets: readonly Preset<BreakerParams>[] = [
  {
    id: 'two-outages',
    title: 'Trip, fail fast, recover',
    story:
      'After two seconds the server refuses every call. Five failures in a row open the breaker: it rejects calls at once, then sends a single probe to ask whether the server is back. Later the server hangs instead, which takes a timeout per call to notice.',
    seed: 7,
    durationMs: 30_000,
    params: { openDurationMs: 2_000, failureRate: 0.02 },
    interventions: [
      { atMs: 2_000, set: { outage: 'errors' } },
      { atMs: 5_000, set: { outage: 'none' } },
      { atMs: 14_000, set: { outage: 'hangs' } },
      { atMs: 20_000, set: { outage: 'none' } },
    ],
    expect: { circuitOpens: [3, 8], timeToRecoverMs: [100, 4_000], shareOpen: [0.2, 0.5] },
  },
  {
    id: 'reference-four-phases',
    title: 'The reference’s four phases',
    story:
      'Exercise 1 as written: ten calls at 30 % failures, ten at 80 %, five seconds of silence, ten at 10 %, with threshold 3, two successes to close and 5 s open. In 97 % of all seeds it opens at least once; in 19 % it ends open although the server is well again.',
    seed: 30,
    durationMs: 12_000,
    params: {
      ...asWritten,
      failureThreshold: 3,
      successThreshold: 2,
      openDurationMs: 5_000,
      failureRate: 0.3,
      latencyMs: 10,
      latencyLaw: 'fixed',
      errorsTakeTime: false,
      arrivals: 'sequential',
      callsPerSecond: 5,
      maxCalls: 30,
    },
    interventions: [
      { atMs: 1_950, set: { failureRate: 0.8 } },
      { atMs: 3_995, set: { callsPerSecond: 0 } },
      { atMs: 6_000, set: { failureRate: 0.1 } },
      { atMs: 8_995, set: { callsPerSecond: 5 } },
    ],
    expect: { calls: [30, 30], circuitOpens: [1, 2], failures: [3, 12] },
  },
  {
    id: 'outage-without-breaker',
    title: 'An outage without a breaker',
    story:
      'The breaker is disabled. From 5 s to 20 s the server hangs: every call waits a full second for its timeout, and every one still burdens the server. Compare with the next preset, same seed.',
    seed: 11,
    durationMs: 30_000,
    params: { mode: 'disabled', openDurationMs: 3_000, failureRate: 0.01 },
    interventions: [
      { atMs: 5_000, set: { outage: 'hangs' } },
      { atMs: 20_000, set: { outage: 'none' } },
    ],
    expect: { circuitOpens: [0, 0], rejected: [0, 0], timedOut: [250, 350], 'latencyMs.p95': [900, 1_100] },
  },
  {
    id: 'outage-with-breaker',
    title: 'The same outage with a breaker',
    story:
      'Same seed, same arrivals, same outage. After five timeouts the breaker opens; from then on nearly all calls fail fast, and only a probe every few seconds still waits for the dead server.',
    seed: 11,
    durationMs: 30_000,
    params: { openDurationMs: 3_000, failureRate: 0.01 },
    interventions: [
      { atMs: 5_000, set: { outage: 'hangs' } },
      { atMs: 20_000, set: { outage: 'none' } },
    ],
    expect: { circuitOpens: [3, 6], timedOut: [5, 60], spared: [200, 330], timeToDetectMs: [900, 2_000] },
  },
  {
    id: 'alternating-failures',
    title: 'Half of all calls fail, and it never trips',
    story:
      'Exactly every second call fails. A rule that counts failures in a row never sees two, so the breaker stays closed at a failure rate of 50 %. Switch “Trips on” to a ratio and it opens within seconds.',
    seed: 3,
    durationMs: 30_000,
    params: {
      failureRate: 0.5,
      failureLaw: 'evenlySpaced',
      failureThreshold: 2,
      latencyLaw: 'fixed',
      arrivals: 'fixed',
      openDurationMs: 5_000,
    },
    interventions: [],
    expect: { circuitOpens: [0, 0], failureRate: [0.49, 0.51] },
  },
  {
    id: 'minimum-calls',
    title: 'Too little traffic to trip',
    story:
      'The ratio rule wants 100 calls within 10 s before it says anything, a common default. At two calls per second an outage goes unnoticed; only when traffic rises at 30 s does the breaker see enough of it.',
    seed: 5,
    durationMs: 45_000,
    params: {
      tripOn: 'ratioInWindow',
      windowMs: 10_000,
      minimumCalls: 100,
      failureRatio: 0.5,
      openDurationMs: 5_000,
      callsPerSecond: 2,
    },
    interventions: [
      { atMs: 5_000, set: { outage: 'errors' } },
      { atMs: 30_000, set: { callsPerSecond: 30 } },
    ],
    expect: { timeToDetectMs: [25_000, 29_000], failures: [100, 200] },
  },
  {
    id: 'half-open-flood',
    title: 'Half-open flood',
    story:
      'As in the reference, half-open lets any number of calls through. The server comes back slowly, so each time the breaker goes half-open the whole traffic falls on it, its queue overflows and the breaker opens again. At 28 s probes are limited to one at a time; after the second outage the server warms up in peace.',
    seed: 21,
    durationMs: 60_000,
    params: {
      halfOpenProbes: Infinity,
      successThreshold: 10,
      openDurationMs: 2_000,
      callsPerSecond: 40,
      latencyMs: 120,
      serverConcurrency: 8,
      serverQueue: 8,
      callTimeoutMs: 3_000,
      failureRate: 0,
    },
    interventions: [
      { atMs: 5_000, set: { outage: 'errors', latencyMs: 900 } },
      { atMs: 8_000, set: { outage: 'none' } },
      { atMs: 16_000, set: { latencyMs: 120 } },
      { atMs: 28_000, set: { halfOpenProbes: 1 } },
      { atMs: 35_000, set: { outage: 'errors', latencyMs: 900 } },
      { atMs: 38_000, set: { outage: 'none' } },
      { atMs: 46_000, set: { latencyMs: 120 } },
    ],
    expect: { circuitOpens: [5, 10], timeToRecoverMs: [7_000, 10_000] },
  },
  {
    id: 'stuck-half-open',
    title: 'Stuck half-open',
    story:
      'No call timeout, and the one probe is sent while the server hangs. Its answer never comes, so the breaker never decides: it rejects everybody although the server has long been well. A call timeout, or a longest time in half-open, prevents this.',
    seed: 9,
    durationMs: 40_000,
    params: { callTimeoutMs: Infinity, openDurationMs: 2_000, failureThreshold: 3, failureRate: 0 },
    interventions: [
      { atMs: 4_000, set: { outage: 'errors' } },
      { atMs: 5_000, set: { outage: 'hangs' } },
      { atMs: 8_000, set: { outage: 'none' } },
    ],
    expect: { shareHalfOpen: [0.8, 0.95], needless: [400, 800] },
  },
  {
    id: 'late-failure',
    title: 'Late failures postpone recovery',
    story:
      'As written, a failure that arrives while the breaker is open restarts the open period. Calls take three seconds to fail, so failures of calls admitted before the opening keep trickling in and push the recovery back. With late results ignored the period ends on time.',
    seed: 13,
    durationMs: 40_000,
    params: {
      ...asWritten,
      openDurationMs: 4_000,
      failureRate: 0,
      latencyMs: 3_000,
      latencyLaw: 'uniform',
      latencySpread: 0.8,
      serverConcurrency: 1_000,
    },
    interventions: [
      { atMs: 5_000, set: { failureRate: 1 } },
      { atMs: 9_000, set: { failureRate: 0 } },
    ],
    expect: { circuitOpens: [1, 1], timeToRecoverMs: [8_000, 12_500] },
  },
  {
    id: 'synchronised-probes',
    title: 'Synchronised probes, and jitter',
    story:
      'Twenty clients lose the server in the same moment, so their breakers open together and probe together, again and again. At 25 s reopening gets a jitter of 50 %; after the next outage the probes are spread out.',
    seed: 17,
    durationMs: 50_000,
    params: {
      clients: 20,
      callsPerSecond: 200,
      arrivals: 'fixed',
      failureThreshold: 3,
      openDurationMs: 3_000,
      failureRate: 0,
    },
    interventions: [
      { atMs: 5_000, set: { outage: 'errors' } },
      { atMs: 14_500, set: { outage: 'none' } },
      { atMs: 25_000, set: { reopenJitter: 0.5 } },
      { atMs: 28_000, set: { outage: 'errors' } },
      { atMs: 37_500, set: { outage: 'none' } },
    ],
    expect: { circuitOpens: [100, 180], timeToDetectMs: [100, 400] },
  },
  {
    id: 'slow-is-down',
    title: 'Slow is the new down',
    story:
      'No call fails, but from 8 s most take two seconds. A breaker that only counts errors would let every client wait; this one opens because more than half of the calls in its window are slow.',
    seed: 23,
    durationMs: 40_000,
    params: {
      tripOn: 'ratioInWindow',
      windowMs: 5_000,
      minimumCalls: 20,
      slowCallMs: 500,
      slowCallRatio: 0.5,
      callTimeoutMs: 5_000,
      openDurationMs: 5_000,
      failureRate: 0,
    },
    interventions: [
      { atMs: 8_000, set: { slowCallShare: 0.8 } },
      { atMs: 25_000, set: { slowCallShare: 0 } },
    ],
    expect: { circuitOpens: [1, 3], failed: [0, 0], rejected: [150, 400] },
  },
];
