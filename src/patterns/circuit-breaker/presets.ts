/** Ready-made scenarios of the circuit breaker, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { BreakerParams } from './model.ts';

export const presets: readonly Preset<BreakerParams>[] = [
  {
    id: 'outage-with-breaker',
    title: 'An outage, with a breaker',
    story:
      'At 10 s the server goes down for 15 s. Five failures in a row open the breaker; from then on calls are rejected at once instead of hitting the dead server, and a probe every 4 s finds out when it is back.',
    seed: 7,
    durationMs: 60_000,
    params: { openDurationMs: 4_000, failureRate: 0.03 },
    interventions: [
      { atMs: 10_000, set: { outage: 'errors' } },
      { atMs: 25_000, set: { outage: 'none' } },
    ],
    expect: {},
  },
];
