import type { Preset } from '../pattern.ts';
import { asWritten, referenceChaos } from './asWritten.ts';
import type { ClientParams } from './model.ts';
export const presets: readonly Preset<ClientParams>[] = [
  {
    id: 'reference',
    title: 'ref',
    story: 'Story.',
    seed: 1,
    durationMs: 25_000,
    params: { ...asWritten, ...referenceChaos, arrivals: 'sequential', serviceMs: 0, maxPages: 10 },
    interventions: [],
    expect: { pages: [10, 10] },
  },
];
