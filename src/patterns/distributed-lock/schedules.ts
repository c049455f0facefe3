/** The schedules of faults that break locks, as exact timelines; each with what would have helped. */
import type { LockParams } from './params.ts';

export interface Schedule {
  readonly durationMs: number;
  readonly params: Partial<LockParams>;
  readonly interventions: readonly { readonly atMs: number; readonly set: Partial<LockParams> }[];
}

/** Each client once, at a given time, without renewal; nothing is left to chance. */
const SCRIPT = {
  workload: 'script',
  clients: 2,
  renewEveryMs: Infinity,
  latencyJitterMs: 0,
  sectionMs: 1_000,
  writes: 1,
} as const satisfies Partial<LockParams>;

const pauseOfFirst = (fromMs: number, untilMs: number) =>
  [
    { atMs: fromMs, set: { c1State: 'paused' } },
    { atMs: untilMs, set: { c1State: 'running' } },
  ] as const;

/** Client 1 reaches nodes 1 to 3 only, client 2 nodes 3 to 5: node 3 decides. */
const HALVES = {
  ...SCRIPT,
  algorithm: 'redlock',
  cut: 'c1-n4.c1-n5.c2-n1.c2-n2',
  sectionMs: 3_000,
  c2FromMs: 1_000,
} as const satisfies Partial<LockParams>;

export const SCHEDULES = {
  L1: {
    durationMs: 20_000,
    params: { ...SCRIPT, c2FromMs: 11_000 },
    interventions: pauseOfFirst(1_000, 15_000),
  },
  L2: {
    durationMs: 20_000,
    params: { ...SCRIPT, fencing: 'order', sectionMs: 2_000, c2FromMs: 11_000 },
    interventions: pauseOfFirst(1_000, 12_000),
  },
  L3: {
    durationMs: 20_000,
    params: {
      ...SCRIPT,
      clients: 3,
      sectionMs: 12_000,
      selfExpiry: false,
      compareAndDelete: false,
      c2FromMs: 10_500,
      c3FromMs: 12_100,
    },
    interventions: [],
  },
  L4: {
    durationMs: 10_000,
    params: {
      ...SCRIPT,
      algorithm: 'primary',
      replicationDelayMs: 2_000,
      failoverMs: 300,
      sectionMs: 3_000,
      c2FromMs: 1_000,
    },
    interventions: [{ atMs: 500, set: { n1State: 'crashed' } }],
  },
  L5: {
    durationMs: 10_000,
    params: HALVES,
    interventions: [{ atMs: 500, set: { n3ClockOffsetMs: 11_000 } }],
  },
  L6: {
    durationMs: 10_000,
    params: { ...HALVES, nodeMemory: 'none' },
    interventions: [
      { atMs: 300, set: { n3State: 'crashed' } },
      { atMs: 600, set: { n3State: 'up' } },
    ],
  },
  L7a: {
    durationMs: 24_000,
    params: { ...SCRIPT, algorithm: 'redlock', c2FromMs: Infinity },
    interventions: pauseOfFirst(10, 20_000),
  },
  L7b: {
    durationMs: 20_000,
    params: { ...SCRIPT, algorithm: 'redlock', c2FromMs: 12_000 },
    interventions: pauseOfFirst(50, 15_000),
  },
  L8: {
    durationMs: 20_000,
    params: {
      ...SCRIPT,
      algorithm: 'redlock',
      clients: 3,
      ttlMs: 2_000,
      distanceMs: 10,
      retryJitterMs: 0,
      c2FromMs: 0,
      c3FromMs: 0,
    },
    interventions: [],
  },
  L9: {
    durationMs: 10_000,
    params: {
      ...SCRIPT,
      algorithm: 'redlock',
      n5Lies: 'grantsAll',
      cut: 'c1-n3.c1-n4.c2-n1.c2-n2',
      sectionMs: 3_000,
      c2FromMs: 1_000,
    },
    interventions: [],
  },
  L10: {
    durationMs: 20_000,
    params: {
      ...SCRIPT,
      renewEveryMs: 3_000,
      sectionMs: 16_000,
      writes: 4,
      selfExpiry: false,
      c2FromMs: 11_000,
    },
    interventions: [{ atMs: 1_000, set: { cut: 'c1-n1.n1-c1' } }],
  },
  L11: {
    durationMs: 15_000,
    params: {
      ...SCRIPT,
      algorithm: 'replicated',
      clients: 3,
      guid: false,
      ttlMs: 2_000,
      patienceMs: 3_000,
      c2FromMs: 2_500,
      c3FromMs: 6_000,
    },
    interventions: [
      { atMs: 50, set: { cut: 'n1-c1' } },
      { atMs: 300, set: { cut: 'none' } },
    ],
  },
  L12: {
    durationMs: 10_000,
    params: { ...SCRIPT, fencing: 'order', nodeMemory: 'none', c2FromMs: 5_000 },
    interventions: [
      { atMs: 3_000, set: { n1State: 'crashed' } },
      { atMs: 3_500, set: { n1State: 'up' } },
    ],
  },
  /** As L12, but the resource forgets too, and client 1 is paused meanwhile. */
  L12b: {
    durationMs: 12_000,
    params: {
      ...SCRIPT,
      fencing: 'order',
      nodeMemory: 'none',
      resourceMemory: false,
      writes: 2,
      c2FromMs: 5_000,
    },
    interventions: [
      { atMs: 1_000, set: { c1State: 'paused' } },
      { atMs: 3_000, set: { n1State: 'crashed', resourceState: 'crashed' } },
      { atMs: 3_500, set: { n1State: 'up', resourceState: 'up' } },
      { atMs: 8_000, set: { c1State: 'running' } },
    ],
  },
  /** As L1, but a client that crashed takes up the lock that it remembers. */
  memory: {
    durationMs: 20_000,
    params: { ...SCRIPT, clientMemory: true, selfExpiry: false, c2FromMs: 11_000 },
    interventions: [
      { atMs: 1_000, set: { c1State: 'crashed' } },
      { atMs: 12_000, set: { c1State: 'running' } },
    ],
  },
} as const satisfies Record<string, Schedule>;
