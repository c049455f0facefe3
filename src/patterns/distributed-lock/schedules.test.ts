import { describe, expect, it } from 'vitest';
import { runWhole } from '../wholeRun.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params, type LockParams } from './params.ts';
import { SCHEDULES, type Schedule } from './schedules.ts';

const lock = { params, metrics, create: createModel };

type Id = keyof typeof SCHEDULES;

/** Figures of the schedule under a change of its settings, and with other changes on its timeline. */
function play(id: Id, cure: Partial<LockParams> = {}, extra: Schedule['interventions'] = []) {
  const { durationMs, params: set, interventions }: Schedule = SCHEDULES[id];
  const timeline = [...interventions, ...extra].toSorted((a, b) => a.atMs - b.atMs);
  return runWhole(lock, { ...set, ...cure }, { durationMs, interventions: timeline });
}

const UNFENCED = { fencing: 'off' } as const;
const ORDER = { fencing: 'order' } as const;
const REGISTERED = { fencing: 'registered' } as const;

const cases: readonly (readonly [string, Id, Partial<LockParams>, Record<string, number>])[] = [
  [
    'both writes are accepted without a fence',
    'L1',
    {},
    { acceptedWrites: 2, rejectedWrites: 0, i1Violations: 1, i4Violations: 0 },
  ],
  [
    'a fence rejects the older token',
    'L1',
    ORDER,
    { acceptedWrites: 1, rejectedWrites: 1, i1Violations: 0, i2Violations: 0 },
  ],
  [
    'registration rejects it as well',
    'L1',
    REGISTERED,
    { acceptedWrites: 1, rejectedWrites: 1, staleWrites: 0 },
  ],
  [
    'a fence keeps the order and not the exclusion',
    'L2',
    {},
    { acceptedWrites: 2, rejectedWrites: 0, i1Violations: 1, i2Violations: 0, staleWrites: 1 },
  ],
  [
    'registration keeps the exclusion too',
    'L2',
    REGISTERED,
    { acceptedWrites: 1, rejectedWrites: 1, i1Violations: 0, staleWrites: 0 },
  ],
  ['a blind delete makes two hold', 'L3', {}, { i6Violations: 1, i4Violations: 1, acquisitions: 3 }],
  [
    'compare and delete prevents that',
    'L3',
    { compareAndDelete: true },
    { i6Violations: 0, i4Violations: 0, acquisitions: 2 },
  ],
  [
    'a failover before replication makes two hold',
    'L4',
    {},
    { acquisitions: 2, i4Violations: 1, i3Violations: 1 },
  ],
  [
    'replication in time prevents that',
    'L4',
    { replicationDelayMs: 0 },
    { acquisitions: 2, i4Violations: 0, i3Violations: 0 },
  ],
  ['a clock jump of one node makes two hold', 'L5', {}, { acquisitions: 2, i4Violations: 1 }],
  ['a steady clock does not jump', 'L5', { leaseClock: 'monotonic' }, { acquisitions: 2, i4Violations: 0 }],
  ['a node that forgot makes two hold', 'L6', {}, { acquisitions: 2, i4Violations: 1 }],
  ['a delayed restart prevents that', 'L6', { delayedRestart: true }, { acquisitions: 1, i4Violations: 0 }],
  ['so does a node that remembers', 'L6', { nodeMemory: 'all' }, { acquisitions: 2, i4Violations: 0 }],
  ['a pause before the check is noticed', 'L7a', {}, { attemptsFailed: 1, acquisitions: 1, zombieMs: 0 }],
  [
    'without the check a dead lease counts',
    'L7a',
    { elapsedCheck: false, selfExpiry: false },
    { attemptsFailed: 0, acquisitions: 1, i5Violations: 1 },
  ],
  [
    'a pause after the check is not noticed',
    'L7b',
    {},
    { acquisitions: 2, i4Violations: 0, i1Violations: 1, i5Violations: 1 },
  ],
  ['a split vote without chance never ends', 'L8', {}, { acquisitions: 0, i7Violations: 1 }],
  [
    'chance resolves it',
    'L8',
    { retryJitterMs: 300 },
    { acquisitions: 3, i7Violations: 0, safetyViolations: 0 },
  ],
  ['one liar of five makes two hold', 'L9', {}, { acquisitions: 2, i4Violations: 1 }],
  ['a quorum of four does not let it', 'L9', { quorum: 4 }, { acquisitions: 0, i4Violations: 0 }],
  [
    'nor does a Byzantine quorum of three of four',
    'L9',
    { algorithm: 'byzantine', nodes: 4, n5Lies: 'none', n4Lies: 'grantsAll', cut: 'c1-n3.c2-n1' },
    { acquisitions: 2, i4Violations: 0 },
  ],
  [
    'a client cut off from the service writes on',
    'L10',
    {},
    { acceptedWrites: 6, rejectedWrites: 0, i1Violations: 3 },
  ],
  [
    'a fence rejects it once the next holder has written',
    'L10',
    ORDER,
    { rejectedWrites: 1, i2Violations: 0 },
  ],
  [
    'a client that watches its clock stops by itself',
    'L10',
    { selfExpiry: true },
    { i1Violations: 0, i5Violations: 0, safetyViolations: 0 },
  ],
  ['an entry that nobody knows of blocks the queue', 'L11', {}, { acquisitions: 0, i8Violations: 1 }],
  ['a GUID finds it again', 'L11', { guid: true }, { acquisitions: 3, i8Violations: 0, safetyViolations: 0 }],
  [
    'a counter that begins anew locks out the valid holder',
    'L12',
    {},
    { acceptedWrites: 1, rejectedWrites: 1, i3Violations: 1 },
  ],
  [
    'a persistent counter does not',
    'L12',
    { nodeMemory: 'counter' },
    { acceptedWrites: 2, rejectedWrites: 0, i3Violations: 0 },
  ],
  [
    'a resource that forgets too accepts the stale write',
    'L12b',
    {},
    { acceptedWrites: 4, rejectedWrites: 0, staleWrites: 1, i1Violations: 1 },
  ],
  [
    'a client that remembers a lock acts on a dead lease',
    'memory',
    {},
    { acceptedWrites: 2, i1Violations: 1 },
  ],
  ['unless it looks at its clock', 'memory', { selfExpiry: true }, { acceptedWrites: 1, i1Violations: 0 }],
  ['or its token is fenced off', 'memory', ORDER, { acceptedWrites: 1, rejectedWrites: 1 }],
];

describe.each(cases)('%s', (_, id, cure, figures) => {
  it(`in ${id} with ${JSON.stringify(cure)}`, () => {
    expect(play(id, cure).summary).toMatchObject(figures);
  });
});

it('a delayed restart that is timed by a clock that jumps does not help', () => {
  const jump = [{ atMs: 700, set: { n3ClockOffsetMs: 11_000 } }];
  const { summary } = play('L6', { delayedRestart: true }, jump);
  expect(summary).toMatchObject({ acquisitions: 2, i4Violations: 1 });
  const steady = play('L6', { delayedRestart: true, leaseClock: 'monotonic' }, jump).summary;
  expect(steady).toMatchObject({ acquisitions: 1, i4Violations: 0 });
});

it('turns every lamp red in one schedule or another, and none on an all-clear day', () => {
  const redIn = (lamps: ReturnType<typeof play>['view']['lamps']) =>
    lamps.filter(({ violations }) => violations > 0).map(({ invariant }) => invariant);
  const red = new Set((Object.keys(SCHEDULES) as Id[]).flatMap((id) => redIn(play(id).view.lamps)));
  expect([...red].toSorted()).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8']);
  expect(redIn(runWhole(lock, {}, { durationMs: 60_000 }).view.lamps)).toEqual([]);
});

it('tells the first violation with its instant, its actors and a sentence', () => {
  const { lamps, violations } = play('L1', UNFENCED).view;
  const lamp = lamps.find(({ invariant }) => invariant === 'I1');
  expect(lamp).toMatchObject({ violations: 1, firstViolation: { actors: ['c1', 'c2'], invariant: 'I1' } });
  expect(lamp?.firstViolation?.atMs).toBeCloseTo(15_020);
  expect(violations.map(({ invariant }) => invariant)).toEqual(['I5', 'I1', 'I2']);
});

it('shows no token of a Redlock, which has none', () => {
  const { view } = play('L5');
  expect(view.leases.map(({ token }) => token)).toEqual(view.leases.map(() => null));
  expect(view.messages.filter(({ words }) => words.includes('#'))).toEqual([]);
  expect(view.messages.filter(({ words }) => words === 'granted').length).toBeGreaterThan(5);
});

/** Links between two groups, both ways. */
const between = (some: readonly string[], others: readonly string[]) =>
  some.flatMap((one) => others.flatMap((other) => [`${one}-${other}`, `${other}-${one}`])).join('.');

describe('a leader that is cut off from the other nodes, but not from clients', () => {
  const isolated = between(['n1'], ['n2', 'n3', 'n4', 'n5']);
  function playCut(electionMs: number) {
    const acquired: (readonly [number, number])[] = [];
    const { summary } = runWhole(
      lock,
      {
        algorithm: 'replicated',
        workload: 'script',
        clients: 3,
        electionMs,
        sectionMs: 500,
        c1FromMs: 200,
        c2FromMs: 4_000,
        c3FromMs: 9_000,
      },
      {
        durationMs: 14_000,
        interventions: [
          { atMs: 100, set: { cut: isolated } },
          { atMs: 6_000, set: { cut: 'none' } },
          { atMs: 7_000, set: { cut: between(['n2'], ['n1', 'n3', 'n4', 'n5']) } },
        ],
        onStart: ({ trace }) => {
          trace.subscribe(({ type, subject, atMs }) => {
            if (type === 'lock.acquired') acquired.push([subject + 1, atMs]);
          });
        },
      },
    );
    return { acquired, summary };
  }

  it('commits nothing until another one is elected, and then follows', () => {
    const { acquired, summary } = playCut(1_500);
    expect(acquired.map(([client]) => client)).toEqual([1, 2, 3]);
    expect(acquired[0]?.[1]).toBeGreaterThan(1_600);
    expect(summary).toMatchObject({ i3Violations: 0, i4Violations: 0, i8Violations: 0 });
  });

  it('lets everybody wait while nobody is elected', () => {
    const { acquired, summary } = playCut(30_000);
    expect(acquired[0]?.[1]).toBeGreaterThan(6_000);
    expect(summary).toMatchObject({ i3Violations: 0, i4Violations: 0, i8Violations: 0 });
  });
});
