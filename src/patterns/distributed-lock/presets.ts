/** Ready-made scenarios of the distributed lock, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { LockParams } from './params.ts';

/** No renewal, no chance: the schedules are exact. */
const SCRIPT = {
  workload: 'script',
  clients: 2,
  renewEveryMs: Infinity,
  latencyJitterMs: 0,
  sectionMs: 1_000,
  writes: 1,
} as const satisfies Partial<LockParams>;

export const presets: readonly Preset<LockParams>[] = [
  {
    id: 'all-clear',
    title: 'An all-clear day',
    story:
      'Three clients take turns at one lock. Messages take their time, but nothing breaks: one holder at a time, and every invariant holds. Break something.',
    seed: 1,
    durationMs: 60_000,
    params: {},
    interventions: [],
    expect: {
      safetyViolations: [0, 0],
      zombieMs: [0, 0],
      staleWrites: [0, 0],
      i7Violations: [0, 0],
      acquisitions: [10, 40],
    },
  },
  {
    id: 'pause',
    title: 'L1: a pause, and two writers',
    story:
      'Client 1 gets #33 and is paused at 1 s, by garbage collection for example. Its lease ends at 10 s; client 2 gets #34 at 11 s and writes at 12 s. At 15 s client 1 goes on where it was and writes: accepted, for nobody looks at tokens.',
    seed: 1,
    durationMs: 20_000,
    params: { ...SCRIPT, c2FromMs: 11_000 },
    interventions: [
      { atMs: 1_000, set: { c1State: 'paused' } },
      { atMs: 15_000, set: { c1State: 'running' } },
    ],
    expect: {
      acceptedWrites: [2, 2],
      rejectedWrites: [0, 0],
      i1Violations: [1, 1],
      staleWrites: [1, 1],
      zombieMs: [4_900, 5_400],
    },
  },
];
