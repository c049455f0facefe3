/** Ready-made scenarios of the bulkheads, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { BulkheadParams } from './kinds.ts';

export const presets: readonly Preset<BulkheadParams>[] = [
  {
    id: 'flood-the-database',
    title: 'Flood the database',
    story: 'x.',
    seed: 7,
    durationMs: 30_000,
    params: {},
    interventions: [{ atMs: 2_000, set: { databaseFloods: 1 } }],
    expect: {},
  },
];
