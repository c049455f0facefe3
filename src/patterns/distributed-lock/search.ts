/** What a search for a bad schedule does to a lock: mostly what stops actors and messages for longer than a lease lasts. */
import type { SearchedFault, SearchHints } from '../search.ts';
import { CLIENTS, NODES } from './actors.ts';
import type { LockParams } from './params.ts';

type Faults = { readonly [Id in keyof LockParams]?: SearchedFault };

const STOPS_MS = [2_000, 30_000] as const;

const each = (ids: readonly string[], suffix: string, fault: SearchedFault) =>
  Object.fromEntries(ids.map((id) => [`${id}${suffix}`, fault]));

const faults: Faults = {
  ...each(CLIENTS, 'State', { weight: 4, values: ['paused', 'paused', 'crashed'], lastsMs: STOPS_MS }),
  ...each(NODES, 'State', { weight: 2, lastsMs: [500, 20_000] }),
  cut: { weight: 4, lastsMs: STOPS_MS },
  loss: { values: [0.5, 0.2, 0.8] },
  duplication: { values: [0.5] },
  latencyMs: { values: [1_000, 2_000, 5_000] },
  latencyJitterMs: { values: [1_000, 2_000, 5_000] },
  ...each(CLIENTS, 'ClockRate', { weight: 0.5, values: [0.5, 0.9, 1.1, 2] }),
  ...each(NODES, 'ClockRate', { weight: 0.5, values: [2, 1.1, 0.9, 0.5] }),
  ...each(CLIENTS, 'ClockOffsetMs', { weight: 0.5, values: [-10_000, 10_000] }),
  ...each(NODES, 'ClockOffsetMs', { weight: 0.5, values: [10_000, -10_000, 30_000] }),
};

export const searchHints: SearchHints = { faults };
