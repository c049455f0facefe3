/** Ready-made scenarios of adaptive retry, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { AdaptiveParams } from './settings.ts';

/** 35 calls per second on a server that serves 50: fine until every call comes twice. */
const metastable = {
  failureRate: 0,
  callsPerSecond: 35,
  serverConcurrency: 5,
  outage: 'holds',
  outageAtMs: 5_000,
  outageMs: 5_000,
  fixedDelayMs: 0,
} as const satisfies Partial<AdaptiveParams>;

const thousandClients = {
  clients: 1_000,
  callsPerSecond: 200,
  arrivals: 'fixed',
  failureRate: 0,
  serverConcurrency: 60,
  attemptTimeoutMs: 5_000,
  outage: 'resets',
  outageAtMs: 4_000,
  outageMs: 2_000,
} as const satisfies Partial<AdaptiveParams>;

const flips = Array.from({ length: 9 }, (_, flip) => ({
  atMs: 3_000 * (flip + 1),
  set: { healsAfterMs: flip % 2 === 0 ? 50 : Infinity },
}));

export const presets: readonly Preset<AdaptiveParams>[] = [
  {
    id: 'learns-recovery',
    title: 'Learns a 2 s recovery',
    story:
      'Every 10 s the server is gone for 2 s. The learner sees how long it takes to come back, holds its retries for that long, and lets new calls find out: nearly every call is answered, with hardly a wasted attempt. Full jitter hammers at each outage and gives up too early.',
    seed: 3,
    durationMs: 40_000,
    params: {
      outage: 'refuses',
      outageAtMs: 5_000,
      outageMs: 2_000,
      outageEveryMs: 10_000,
      callsPerSecond: 30,
    },
    interventions: [],
    expect: { adaptiveSuccess: [0.97, 1], expoSuccess: [0.75, 0.9], adaptiveWasted: [0, 60] },
  },
  {
    id: 'permanent-errors',
    title: 'Stops hammering permanent errors',
    story:
      'Two of five calls get an internal error on every attempt. The client cannot know that: it tries each delay a few times, sees that none helps, and gives up on this kind of failure, while blips are still retried. As evidence fades it asks again now and then, which is the price of noticing a change.',
    seed: 5,
    durationMs: 30_000,
    params: { permanentShare: 0.4, callsPerSecond: 30 },
    interventions: [],
    expect: { adaptiveWasted: [0, 200], expoWasted: [700, 1_300] },
  },
  {
    id: 'metastable-outage',
    title: 'Survives the metastable outage',
    story:
      'A switch is cut off for 5 s and then delivers all it has kept. Everything in the queue is older than its timeout, so every call is retried, and the retries alone keep the queue long: fixed retries never recover, though nothing is broken any more. The adaptive client stops sending what cannot be answered, and the queue drains.',
    seed: 1,
    durationMs: 40_000,
    params: metastable,
    interventions: [],
    expect: { adaptiveRecovery: [0, 12_000], adaptiveSuccess: [0.8, 1], fixedSuccess: [0, 0.3] },
  },
  {
    id: 'obeys-retry-after',
    title: 'Obeys Retry-After',
    story:
      'From 5 s to 12 s twice as many calls come as the rate limit lets in; the others are told to come back in 3 s. The adaptive client does, a little later and not together, so that its retries find room when the peak is over. Full jitter comes back at once, three times, to be refused three times.',
    seed: 4,
    durationMs: 30_000,
    params: {
      throttling: true,
      throttlePerSecond: 30,
      throttleBurst: 10,
      retryAfterMs: 3_000,
      callsPerSecond: 15,
      failureRate: 0,
    },
    interventions: [
      { atMs: 5_000, set: { callsPerSecond: 60 } },
      { atMs: 12_000, set: { callsPerSecond: 15 } },
    ],
    expect: { adaptiveSuccess: [0.8, 1] },
  },
  {
    id: 'regime-change',
    title: 'Forgets in time',
    story:
      'Until 15 s a third of calls get an internal error for good, and the learner gives up on them. Then the errors begin to heal within 300 ms. Old evidence fades, a try succeeds, more follow, and it retries again: at first longer after the failure than it must, for that is where the first try succeeded.',
    seed: 2,
    durationMs: 40_000,
    params: { permanentShare: 0.33, callsPerSecond: 30, halfLifeMs: 8_000 },
    interventions: [{ atMs: 15_000, set: { healsAfterMs: 300 } }],
    expect: { adaptiveSuccess: [0.7, 1] },
  },
  {
    id: 'thousand-clients',
    title: '1 000 clients without a peak',
    story:
      'A server hangs for 2 s and is restarted: 400 calls in flight fail in the same instant. With a fixed delay all of them come back together, with full jitter within a tenth of a second. The adaptive client gives each a place in line, so that what arrives never exceeds the calls by much, and all are served.',
    seed: 6,
    durationMs: 15_000,
    params: thousandClients,
    interventions: [],
    expect: { adaptivePeak: [1, 1.5], fixedPeak: [8, 40], adaptiveSuccess: [0.98, 1] },
  },
  {
    id: 'hedges-latency',
    title: 'Hedges against latency, not against load',
    story:
      'Users wait 1 s, and one attempt in 25 takes 3 s for no reason of load. Whoever waits for its timeout is too late; the adaptive client makes a second attempt beside one that is slower than usual. From 16 s on the calls are more than the server can bear: now answers are slow because of load and hedges would add to it, so they soon end, and fewer calls are sent at all.',
    seed: 9,
    durationMs: 30_000,
    params: {
      callsPerSecond: 30,
      failureRate: 0,
      slowShare: 0.04,
      slowMs: 3_000,
      callDeadlineMs: 1_000,
    },
    interventions: [{ atMs: 16_000, set: { callsPerSecond: 70 } }],
    expect: { adaptiveSuccess: [0.42, 0.6], noneSuccess: [0.3, 0.42], adaptiveWasted: [10, 60] },
  },
  {
    id: 'all-weathers',
    title: 'All weathers in one run',
    story:
      'Blips until 10 s, then an outage of 2 s, a rate limit from 20 s, permanent errors from 30 s, a switch that holds everything for 3 s at 40 s, and slow attempts from 50 s. Each asks for another answer, and no fixed rule has them all; see the strategies change below.',
    seed: 8,
    durationMs: 60_000,
    params: { callsPerSecond: 30, failureRate: 0.1, serverConcurrency: 5, halfLifeMs: 10_000 },
    interventions: [
      { atMs: 10_000, set: { failureRate: 0.02, outage: 'refuses', outageMs: 2_000 } },
      { atMs: 19_000, set: { outage: 'none' } },
      { atMs: 20_000, set: { throttling: true, throttlePerSecond: 22, retryAfterMs: 2_000 } },
      { atMs: 30_000, set: { throttling: false, permanentShare: 0.3 } },
      { atMs: 40_000, set: { permanentShare: 0, outageMs: 3_000, outage: 'holds' } },
      { atMs: 50_000, set: { slowShare: 0.04 } },
    ],
    expect: { adaptiveSuccess: [0.8, 1], adaptiveWasted: [0, 400] },
  },
  {
    id: 'learning-loses',
    title: 'Where learning loses to full jitter',
    story:
      'Every 3 s internal errors turn from permanent into ones that heal within 50 ms, and back, and users wait only 1 s. By the time the learner has understood, it is wrong: it has given up where a retry would help. Full jitter, which never thinks, answers more calls, at the price of its wasted attempts. Evidence helps only while the world holds still for longer than it takes to gather.',
    seed: 1,
    durationMs: 30_000,
    params: { permanentShare: 0.5, callsPerSecond: 15, callDeadlineMs: 1_000, failureRate: 0 },
    interventions: flips,
    expect: {
      expoSuccess: [0.7, 0.8],
      adaptiveSuccess: [0.45, 0.65],
      expoWasted: [300, 500],
      adaptiveWasted: [0, 120],
    },
  },
];
