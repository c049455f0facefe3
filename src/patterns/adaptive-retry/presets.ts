/** Ready-made scenarios of adaptive retry, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { AdaptiveParams } from './settings.ts';

/** 70 calls per second on a server that serves 100: fine until every call comes twice. */
const metastable = {
  failureRate: 0,
  callsPerSecond: 70,
  outage: 'holds',
  outageAtMs: 5_000,
  outageMs: 5_000,
  fixedDelayMs: 0,
} as const satisfies Partial<AdaptiveParams>;

export const presets: readonly Preset<AdaptiveParams>[] = [
  {
    id: 'learns-recovery',
    title: 'Learns a 2 s recovery',
    story:
      'Every 10 s the server is gone for 2 s. After the first outage the learner knows how long they take: later ones cost it hardly a retry, for it comes back when the server does. Full jitter hammers each time and gives up too early.',
    seed: 3,
    durationMs: 45_000,
    params: { outage: 'refuses', outageAtMs: 5_000, outageMs: 2_000, outageEveryMs: 10_000, callsPerSecond: 30 },
    interventions: [],
    expect: { adaptiveSuccess: [0.95, 1] },
  },
  {
    id: 'metastable-outage',
    title: 'Survives the metastable outage',
    story:
      'A switch is cut off for 5 s and then delivers all it has kept. Everything in the queue is older than its timeout, so every call is retried, and the retries alone keep the queue long: fixed retries never recover, though nothing is broken any more. The adaptive client stops sending what cannot be answered, and the queue drains.',
    seed: 1,
    durationMs: 45_000,
    params: metastable,
    interventions: [],
    expect: { adaptiveRecovery: [0, 30_000], adaptiveSuccess: [0.6, 1], fixedSuccess: [0, 0.3] },
  },
];
