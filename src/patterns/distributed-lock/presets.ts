/** Ready-made scenarios of the distributed lock, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { LockParams } from './params.ts';
import { SCHEDULES, type Schedule } from './schedules.ts';

type Story = Pick<Preset<LockParams>, 'id' | 'title' | 'story' | 'expect'>;

const preset = (schedule: Schedule, story: Story): Preset<LockParams> => ({ seed: 1, ...schedule, ...story });

export const presets: readonly Preset<LockParams>[] = [
  {
    id: 'all-clear',
    title: 'An all-clear day',
    story:
      'Three clients take turns at one lock. Messages take their time, but nothing breaks: one holder at a time, and every invariant holds. Pause a client in the middle of its work, and see whether that lasts.',
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
  preset(SCHEDULES.L1, {
    id: 'pause',
    title: 'L1: a pause, and two writers',
    story:
      'Client 1 gets #33 and is paused at 1 s, by garbage collection say. Its lease ends at 10 s; client 2 gets #34 and writes at 12 s. At 15 s client 1 goes on: its write is out before it looks at its clock, and is accepted. Switch fencing on, and it is rejected.',
    expect: {
      acceptedWrites: [2, 2],
      rejectedWrites: [0, 0],
      i1Violations: [1, 1],
      i4Violations: [0, 0],
      staleWrites: [1, 1],
      zombieMs: [4_900, 5_200],
    },
  }),
  preset(SCHEDULES.L2, {
    id: 'order-not-exclusion',
    title: 'L2: fencing gives order, not exclusion',
    story:
      'The same pause with a fence, but client 1 wakes at 12 s, before the first write of client 2. The fence has not seen #34 yet and accepts #33, then #34: the order is kept, and yet one wrote who no longer held the lock. Let holders register their token when they get it, and the late write is rejected.',
    expect: {
      acceptedWrites: [2, 2],
      rejectedWrites: [0, 0],
      i2Violations: [0, 0],
      i1Violations: [1, 1],
      staleWrites: [1, 1],
    },
  }),
  preset(SCHEDULES.L3, {
    id: 'blind-delete',
    title: 'L3: a blind delete',
    story:
      'No fault at all, only an operation of 12 s under a lease of 10 s. Client 1 deletes the lock when it is done, without looking whose it is by then: that of client 2. Client 3 gets it at once, and two hold it. Compare and delete prevents that.',
    expect: { i6Violations: [1, 1], i4Violations: [1, 1], acquisitions: [3, 3] },
  }),
  preset(SCHEDULES.L4, {
    id: 'failover',
    title: 'L4: failover before replication',
    story:
      'The primary grants the lock to client 1 and crashes before it has told its replica. The replica takes its place, knows of nothing, and grants the lock to client 2, with the same token. Both hold it.',
    expect: { acquisitions: [2, 2], i4Violations: [1, 1], i3Violations: [1, 1] },
  }),
  preset(SCHEDULES.L5, {
    id: 'clock-jump',
    title: 'L5: Redlock and a clock that jumps',
    story:
      'Client 1 has nodes 1, 2 and 3 of five. The wall clock of node 3 jumps ahead by 11 s: for it the lease is over. Client 2 gets nodes 3, 4 and 5, and both have a majority. A steady clock would not have jumped.',
    expect: { acquisitions: [2, 2], i4Violations: [1, 1] },
  }),
  preset(SCHEDULES.L6, {
    id: 'amnesia',
    title: 'L6: Redlock and a node that forgets',
    story:
      'Client 1 has nodes 1, 2 and 3 of five. Node 3 crashes and comes back with nothing in memory. Client 2 gets nodes 3, 4 and 5, and both have a majority. A delayed restart helps: node 3 then stays silent until every lease that it may have forgotten is over.',
    expect: { acquisitions: [2, 2], i4Violations: [1, 1] },
  }),
  preset(
    { ...SCHEDULES.L6, params: { ...SCHEDULES.L6.params, delayedRestart: true } },
    {
      id: 'delayed-restart',
      title: 'L6 with a delayed restart',
      story:
        'As before, but node 3 stays silent for a whole time to live after its restart. Client 2 gets nodes 4 and 5 only, too few until node 3 answers again at 10.6 s, and by then the lease of client 1 is over. Safety has cost waiting: client 1 was done at 3 s.',
      expect: { acquisitions: [1, 1], i4Violations: [0, 0] },
    },
  ),
  preset(SCHEDULES.L7a, {
    id: 'pause-before-check',
    title: 'L7a: a pause before the check',
    story:
      'Client 1 asks all five nodes, and is paused at 10 ms, before it can read the answers. At 20 s it reads them. Redlock then looks at how long that took: longer than the lease lasts, so it has no lock and tries again.',
    expect: { attemptsFailed: [1, 1], acquisitions: [1, 1], zombieMs: [0, 0], safetyViolations: [0, 0] },
  }),
  preset(SCHEDULES.L7b, {
    id: 'pause-after-check',
    title: 'L7b: a pause after the check',
    story:
      'The same pause a moment later: client 1 has looked at the clock, has the lock, and is paused from 50 ms to 15 s. Client 2 gets all five nodes at 12 s. Both take themselves for the holder, and Redlock has no token that a fence could look at.',
    expect: { acquisitions: [2, 2], i1Violations: [1, 1], i4Violations: [0, 0], zombieMs: [4_900, 5_200] },
  }),
  preset(SCHEDULES.L8, {
    id: 'split-vote',
    title: 'L8: a split vote that never ends',
    story:
      'Three clients ask at once, each nearest to other nodes: two, two and one of five. Nobody has a majority, all give back what they have and try again after the same delay, for ever. A delay with chance in it resolves that at once.',
    expect: { acquisitions: [0, 0], i7Violations: [1, 1], safetyViolations: [0, 0] },
  }),
  preset(SCHEDULES.L9, {
    id: 'one-liar',
    title: 'L9: one liar of five',
    story:
      'Node 5 grants the lock to everybody. Client 1 has nodes 1, 2 and 5, client 2 has nodes 3, 4 and 5: two majorities that share nobody but the liar. A quorum of four, or three of four nodes, shares an honest one.',
    expect: { acquisitions: [2, 2], i4Violations: [1, 1] },
  }),
  preset(SCHEDULES.L10, {
    id: 'cut-from-service',
    title: 'L10: cut off from the lock, not from the data',
    story:
      'Client 1 loses its link to the lock service at 1 s but still reaches the resource, and does not look at its clock. Its lease ends, client 2 gets the lock, and both write in turn. A fence rejects client 1 once client 2 has written; a client that watches its clock stops by itself.',
    expect: { acceptedWrites: [6, 6], rejectedWrites: [0, 0], i1Violations: [3, 3] },
  }),
  preset(SCHEDULES.L11, {
    id: 'lost-reply',
    title: 'L11: a lost answer, and an orphan',
    story:
      'The entry of client 1 is made, but the answer is lost. It makes another one, stands behind its own first entry without knowing, gives up and deletes the second. The first stays, its session is alive, and nobody ever gets the lock. An entry with a GUID would have been found again.',
    expect: { acquisitions: [0, 0], i8Violations: [1, 5], safetyViolations: [0, 0] },
  }),
  preset(SCHEDULES.L12, {
    id: 'counter-restart',
    title: 'L12: a token counter that begins anew',
    story:
      'The node counts its tokens in memory. After a crash it begins at #1, and the resource, which has seen #33, rejects the valid holder. A counter that survives the crash goes on at #34.',
    expect: { acceptedWrites: [1, 1], rejectedWrites: [1, 1], i3Violations: [1, 1] },
  }),
  preset(SCHEDULES.L12b, {
    id: 'fence-forgets',
    title: 'L12: the fence forgets as well',
    story:
      'Node and resource both crash and forget, while client 1 with #33 is paused. Client 2 gets #1 and writes; then client 1 wakes, and its stale #33 looks newer than anything the resource has seen.',
    expect: { acceptedWrites: [4, 4], rejectedWrites: [0, 0], staleWrites: [1, 1], i1Violations: [1, 1] },
  }),
  preset(SCHEDULES.memory, {
    id: 'remembered-lock',
    title: 'A lock remembered too long',
    story:
      'Client 1 writes down that it holds the lock, crashes at 1 s, and comes back at 12 s. It remembers the lock and goes on, although client 2 has it by then. What is remembered must be checked: against the clock, or at the fence.',
    expect: { acceptedWrites: [2, 2], i1Violations: [1, 1] },
  }),
  {
    id: 'partition-heals',
    title: 'A leader is cut off, and comes back',
    story:
      'Five nodes keep a replicated log. At 10 s the leader is cut off from everybody: it can commit nothing, and the others elect another one. When the partition heals the old leader follows, its log is repaired, and nothing was granted twice.',
    seed: 3,
    durationMs: 60_000,
    params: { algorithm: 'replicated', fencing: 'registered' },
    interventions: [
      { atMs: 10_000, set: { cut: 'n1' } },
      { atMs: 30_000, set: { cut: 'none' } },
    ],
    expect: {
      safetyViolations: [0, 0],
      staleWrites: [0, 0],
      i7Violations: [0, 0],
      i8Violations: [0, 0],
      acquisitions: [10, 40],
    },
  },
  {
    id: 'majority-crashes',
    title: 'A majority crashes, and liveness returns',
    story:
      'Redlock loses three of its five nodes at 10 s. Client 2, which holds the lock, works to its end; after that nobody can get it. When the nodes are back at 30 s, with what they knew, somebody has it within a moment.',
    seed: 2,
    durationMs: 60_000,
    params: { algorithm: 'redlock' },
    interventions: [
      { atMs: 10_000, set: { n1State: 'crashed', n2State: 'crashed', n3State: 'crashed' } },
      { atMs: 30_000, set: { n1State: 'up', n2State: 'up', n3State: 'up' } },
    ],
    expect: {
      safetyViolations: [0, 0],
      i7Violations: [0, 0],
      longestStallMs: [8_000, 21_000],
      acquisitions: [8, 30],
    },
  },
];
