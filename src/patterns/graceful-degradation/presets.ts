/** Ready-made scenarios of graceful degradation, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { ShopParams } from './sickness.ts';

export const presets: readonly Preset<ShopParams>[] = [
  {
    id: 'one-sick-dependency',
    title: 'One sick dependency',
    story:
      'After three seconds the recommender hangs. Pages wait for it, and each keeps a shared worker meanwhile. The feature becomes suspect, is disabled, and the core goes on; without degradation the workers run out.',
    seed: 4,
    durationMs: 40_000,
    params: {},
    interventions: [
      { atMs: 3_000, set: { outage: 'hangs' } },
      { atMs: 16_000, set: { outage: 'none' } },
    ],
    expect: {},
  },
];
