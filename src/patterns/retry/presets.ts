/** Ready-made scenarios of retries, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { RetryParams } from './model.ts';

export const presets: readonly Preset<RetryParams>[] = [
  {
    id: 'rescue-and-storm',
    title: 'Rescue, then storm',
    story: 'Story.',
    seed: 7,
    durationMs: 20_000,
    params: {},
    interventions: [{ atMs: 5_000, set: { outage: 'errors', outageMs: 3_000 } }],
    expect: {},
  },
];
