/** Ready-made scenarios of retries, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { RetryParams } from './model.ts';

/** The behaviour of the reference's Exercise 2, where it differs from our defaults. */
const asWritten = {
  jitter: 'full',
  retryOn: 'everything',
  attemptTimeoutMs: Infinity,
  honoursRetryAfter: false,
} as const satisfies Partial<RetryParams>;

/** A hundred calls one after the other, of which 70 % of attempts fail at once. */
const hundredTrials = {
  ...asWritten,
  failureRate: 0.7,
  latencyMs: 0,
  latencyLaw: 'fixed',
  arrivals: 'sequential',
  clients: 1,
  callsPerSecond: 5,
  maxCalls: 100,
} as const satisfies Partial<RetryParams>;

const herd = {
  clients: 1_000,
  arrivals: 'together',
  callsPerSecond: 20,
  maxCalls: 1_000,
  failureRate: 0,
  outage: 'errors',
  outageMs: 10_000,
  maxAttempts: 10,
  initialDelayMs: 500,
  maxDelayMs: 5_000,
  attemptTimeoutMs: 2_000,
  latencyMs: 40,
  serverConcurrency: 20,
  serverQueue: 100,
} as const satisfies Partial<RetryParams>;

const loaded = {
  clients: 30,
  callsPerSecond: 120,
  failureRate: 0.01,
  latencyMs: 50,
  latencyLaw: 'exponential',
  serverConcurrency: 8,
  serverQueue: 350,
  attemptTimeoutMs: 500,
  maxAttempts: 4,
} as const satisfies Partial<RetryParams>;

const threeLayers = {
  layers: 3,
  maxAttempts: 3,
  initialDelayMs: 50,
  exponentialBase: 1,
  failureRate: 0,
  outage: 'errors',
  outageMs: Infinity,
  clients: 1,
  callsPerSecond: 1,
  arrivals: 'fixed',
  maxCalls: 20,
} as const satisfies Partial<RetryParams>;

const throttledPeak = {
  clients: 50,
  callsPerSecond: 15,
  failureRate: 0,
  throttling: true,
  throttlePerSecond: 40,
  throttleBurst: 20,
  retryAfterMs: 3_000,
  maxAttempts: 4,
} as const satisfies Partial<RetryParams>;

const peak = [
  { atMs: 4_000, set: { callsPerSecond: 100 } },
  { atMs: 6_000, set: { callsPerSecond: 15 } },
] as const;

export const presets: readonly Preset<RetryParams>[] = [
  {
    id: 'rescue-and-storm',
    title: 'What retries save, and what they cost',
    story:
      'A fifth of all attempts fail, yet with three attempts nearly every call succeeds: each retry is a fresh chance. From 3 s to 6 s the server is down, and the same retries help nobody: every call is sent three times to a server that cannot answer.',
    seed: 7,
    durationMs: 20_000,
    params: { outageMs: 3_000 },
    interventions: [{ atMs: 3_000, set: { outage: 'errors' } }],
    expect: { successRate: [0.8, 0.87], amplification: [1.4, 1.65], 'callTimeMs.p50': [60, 110] },
  },
  {
    id: 'no-retry',
    title: 'Reference: no_retry',
    story:
      'One attempt per call, and 70 % of attempts fail: 30 % of calls succeed, at once or not at all. The baseline for the four policies below, each of which makes the same 100 calls.',
    seed: 2,
    durationMs: 30_000,
    params: { ...hundredTrials, maxAttempts: 1 },
    interventions: [],
    expect: { calls: [100, 100], successRate: [0.2, 0.4], avgAttempts: [1, 1], totalDelayMs: [0, 0] },
  },
  {
    id: 'fixed-delay',
    title: 'Reference: fixed_delay',
    story:
      'Three attempts half a second apart, it says. But the reference’s jitter is on unless switched off, so as coded each wait is anything up to 500 ms: see the band behind each wait. Set jitter to none for what the name promises.',
    seed: 2,
    durationMs: 60_000,
    params: { ...hundredTrials, initialDelayMs: 500, exponentialBase: 1 },
    interventions: [],
    expect: { calls: [100, 100], successRate: [0.55, 0.77], avgAttempts: [1.9, 2.5], avgDelayMs: [220, 380] },
  },
  {
    id: 'exponential',
    title: 'Reference: exponential',
    story:
      'Three attempts; the first wait is at most 100 ms, the second at most 200 ms. As coded it has jitter too, so under the same seed it does exactly the same as the next policy.',
    seed: 2,
    durationMs: 40_000,
    params: { ...hundredTrials, initialDelayMs: 100, exponentialBase: 2 },
    interventions: [],
    expect: { calls: [100, 100], successRate: [0.55, 0.77], avgAttempts: [1.9, 2.5], avgDelayMs: [60, 110] },
  },
  {
    id: 'exponential-jitter',
    title: 'Reference: exponential_jitter',
    story:
      'The policy that asks for jitter by name, and gets what “exponential” already had. Same seed, same calls, same waits, the same fingerprint: a comparison of a policy with itself.',
    seed: 2,
    durationMs: 40_000,
    params: { ...hundredTrials, initialDelayMs: 100, exponentialBase: 2 },
    interventions: [],
    expect: { calls: [100, 100], successRate: [0.55, 0.77], avgAttempts: [1.9, 2.5], avgDelayMs: [60, 110] },
  },
  {
    id: 'aggressive',
    title: 'Reference: aggressive',
    story:
      'Five attempts with waits of at most 50, 75, 113 and 169 ms. The reference prints “highest success but longest delays”. The first is true, the second is not: of the four policies that retry it waits least.',
    seed: 2,
    durationMs: 40_000,
    params: { ...hundredTrials, maxAttempts: 5, initialDelayMs: 50, exponentialBase: 1.5 },
    interventions: [],
    expect: { calls: [100, 100], successRate: [0.74, 0.92], avgAttempts: [2.3, 3.2], avgDelayMs: [50, 84] },
  },
  {
    id: 'herd-without-jitter',
    title: 'Thundering herd after an outage',
    story:
      'At 0 s the server fails for 10 s and 1 000 clients lose it in the same instant. Without jitter they wait equally long, so they come back together again and again; when the server is well at last, the whole herd falls on it within 10 ms, fills its queue, and most are turned away once more.',
    seed: 12,
    durationMs: 40_000,
    params: { ...herd, jitter: 'none' },
    interventions: [],
    expect: { peakPer10Ms: [1_000, 1_000], successRate: [0.5, 0.7], amplification: [7, 10] },
  },
  {
    id: 'herd-with-jitter',
    title: 'The same herd with full jitter',
    story:
      'Same clients, same outage, same seed. Each wait is now drawn from between nothing and the ceiling, so that the herd dissolves into a stream: a few arrivals in every 10 ms, which the server takes as they come.',
    seed: 12,
    durationMs: 40_000,
    params: { ...herd, jitter: 'full' },
    interventions: [],
    expect: { peakPer10Ms: [20, 60], successRate: [0.9, 1], amplification: [5, 9] },
  },
  {
    id: 'retry-storm',
    title: 'Retry storm against a loaded server',
    story:
      'The server works at three quarters of its capacity when it hangs for two seconds. It recovers, the traffic does not: every call comes four times and times out in the queue before it is served, so the server works for nobody. The trigger is gone and the failure stays.',
    seed: 5,
    durationMs: 24_000,
    params: { ...loaded, outageMs: 2_000 },
    interventions: [{ atMs: 4_000, set: { outage: 'hangs' } }],
    expect: { successRate: [0.1, 0.3], amplification: [3, 4], wastedShare: [0.7, 1] },
  },
  {
    id: 'storm-with-budget',
    title: 'A retry budget stops the storm',
    story:
      'The same server, seed and outage, with gRPC’s token bucket: when failures outweigh successes clients stop retrying, most calls of the outage fail once instead of four times, the queue drains, and seconds later nearly every call succeeds at once.',
    seed: 5,
    durationMs: 24_000,
    params: { ...loaded, outageMs: 2_000, retryBudget: 'grpc' },
    interventions: [{ atMs: 4_000, set: { outage: 'hangs' } }],
    expect: {
      successRate: [0.85, 1],
      amplification: [1, 1.1],
      rejectedByBudget: [150, 400],
      budgetLeft: [0.1, 1],
    },
  },
  {
    id: 'three-layers',
    title: 'Three layers that retry',
    story:
      'Three services one behind the other, each making three attempts. The server below them is down, and each call reaches it 3 × 3 × 3 = 27 times. Set “Layers that retry” to 1: the same calls, three attempts each.',
    seed: 4,
    durationMs: 22_000,
    params: threeLayers,
    interventions: [],
    expect: { amplification: [27, 27], attempts: [540, 540], succeeded: [0, 0] },
  },
  {
    id: 'retry-after-ignored',
    title: 'Retry-After ignored',
    story:
      'For two seconds more calls come than the server lets in. It tells the others to come back after 3 s; these clients retry on their own schedule instead, find the door still shut, use up their attempts and fail.',
    seed: 8,
    durationMs: 20_000,
    params: { ...throttledPeak, honoursRetryAfter: false },
    interventions: peak,
    expect: { successRate: [0.75, 0.88], amplification: [1.6, 2], exhausted: [50, 120] },
  },
  {
    id: 'retry-after-obeyed',
    title: 'Retry-After obeyed',
    story:
      'Same peak, same seed. Throttled clients wait as long as they are told, plus a drawn delay of their own that keeps them apart. Nearly all succeed, with far fewer attempts; they only take longer.',
    seed: 8,
    durationMs: 20_000,
    params: { ...throttledPeak, honoursRetryAfter: true },
    interventions: peak,
    expect: { successRate: [0.97, 1], amplification: [1.1, 1.4], exhausted: [0, 10] },
  },
];
