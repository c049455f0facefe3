import { expect, it } from 'vitest';
import { createActor } from './actors.ts';
import { createQueueProtocol } from './queueProtocol.ts';
import { usableMs } from './rules.ts';
import type { HeldLease } from './surroundings.ts';
import { createParts } from './testParts.ts';

const KEEP_ALIVE_MS = 700;

function createClient() {
  const parts = createParts();
  const { around, take } = parts;
  const heard = {
    granted: [] as HeldLease[],
    prolongedToMs: NaN,
    failed: 0,
    refused: 0,
    released: 0,
    queued: [] as number[],
  };
  const protocol = createQueueProtocol(
    around,
    {
      client: createActor(around.world.clock, 'c1'),
      onGranted: (lease) => void heard.granted.push(lease),
      onFailed: () => void (heard.failed += 1),
      onQueued: (revision) => void heard.queued.push(revision),
      onProlonged: ({ untilMs }) => void (heard.prolongedToMs = untilMs),
      onRefused: () => void (heard.refused += 1),
      onReleased: () => void (heard.released += 1),
      onUnanswered: () => {},
    },
    () => KEEP_ALIVE_MS,
  );
  /** Asks for an entry, and gets this one. */
  function enter(revision: number, isHead: boolean) {
    protocol.begin();
    const request = take('create').at(-1);
    if (!request) throw new Error('It asked for no entry.');
    protocol.receive({ kind: 'created', nonce: request.nonce, revision, isHead, isForged: false }, 'n1');
    return request;
  }
  return { ...parts, protocol, heard, enter };
}

it('counts a lease from the first sending of a request that another node answers', () => {
  const { protocol, heard, take, runTo, around } = createClient();
  protocol.begin();
  const [first] = take('create');
  const nonce = first?.nonce ?? NaN;
  runTo(100);
  protocol.receive({ kind: 'notLeader', nonce, leader: 'n2' }, 'n1');
  expect(take('create')).toMatchObject([{ to: 'n2', nonce }]);
  runTo(150);
  protocol.receive({ kind: 'created', nonce, revision: 33, isHead: true, isForged: false }, 'n2');
  expect(heard.granted).toMatchObject([{ token: 33, untilMs: usableMs(around.params()) }]);
});

it.each([
  [true, [{ token: 33 }]],
  [false, []],
])('takes a late answer to an earlier attempt of its wish only with a GUID (%s)', (guid, granted) => {
  const { protocol, heard, take, runTo, set, around } = createClient();
  set({ guid });
  protocol.begin();
  const nonce = take('create')[0]?.nonce ?? NaN;
  runTo(800);
  protocol.begin();
  expect(take('create')).toHaveLength(1);
  protocol.receive({ kind: 'created', nonce, revision: 33, isHead: true, isForged: false }, 'n1');
  expect(heard.granted).toMatchObject(granted);
  // Counted from the attempt that was answered.
  for (const { untilMs } of heard.granted) expect(untilMs).toBe(usableMs(around.params()));
});

it('prolongs its lease by a late answer to a sign of life, from when it sent that', () => {
  const { protocol, heard, enter, runTo, take, around } = createClient();
  enter(33, true);
  runTo(KEEP_ALIVE_MS);
  const [{ session, round } = { session: NaN, round: NaN }] = take('keepAlive');
  runTo(KEEP_ALIVE_MS + 1.2 * around.params().answerTimeoutMs);
  protocol.receive({ kind: 'keptAlive', session, round, isAlive: true, isHead: true }, 'n1');
  expect(heard.prolongedToMs).toBe(KEEP_ALIVE_MS + usableMs(around.params()));
});

it('makes no entry when a node that does not lead is asked to delete one', () => {
  const { protocol, enter, take } = createClient();
  enter(33, true);
  protocol.giveBack();
  expect(take('delete')).toMatchObject([{ to: 'n1', revision: 33 }]);
  protocol.receive({ kind: 'notLeader', nonce: -1, leader: 'n2' }, 'n1');
  expect(take('create')).toEqual([]);
});

it('asks the leader that it is told of to delete its entry', () => {
  const { protocol, enter, take } = createClient();
  enter(33, true);
  protocol.giveBack();
  take('delete');
  protocol.receive({ kind: 'notLeader', nonce: -1, leader: 'n2' }, 'n1');
  expect(take('delete')).toMatchObject([{ to: 'n2', revision: 33 }]);
});

it('does not take the late end of a former session for that of its present one', () => {
  const { protocol, heard, enter } = createClient();
  const { session } = enter(33, true);
  const isOver = { kind: 'keptAlive', session, round: -1, isAlive: false, isHead: false } as const;
  protocol.receive(isOver, 'n1');
  expect(heard).toMatchObject({ refused: 1, failed: 1 });
  expect(enter(34, true).session).not.toBe(session);
  protocol.receive(isOver, 'n1');
  expect(heard).toMatchObject({ refused: 1, failed: 1 });
});

it('loses no lock because of a sign of life that it sent before it knew its entry', () => {
  const { protocol, heard, runTo, take } = createClient();
  protocol.begin();
  const nonce = take('create')[0]?.nonce ?? NaN;
  runTo(KEEP_ALIVE_MS);
  const [{ session, round } = { session: NaN, round: NaN }] = take('keepAlive');
  protocol.receive({ kind: 'created', nonce, revision: 33, isHead: true, isForged: false }, 'n1');
  protocol.receive({ kind: 'keptAlive', session, round, isAlive: true, isHead: false }, 'n1');
  expect(heard).toMatchObject({ granted: [{ token: 33 }], refused: 0 });
});

it('loses no lock because of a sign of life that it sent while it stood in the queue', () => {
  const { protocol, heard, enter, runTo, take } = createClient();
  enter(34, false);
  runTo(KEEP_ALIVE_MS);
  const [{ session, round } = { session: NaN, round: NaN }] = take('keepAlive');
  protocol.receive({ kind: 'headed', revision: 34 }, 'n1');
  protocol.receive({ kind: 'keptAlive', session, round, isAlive: true, isHead: false }, 'n1');
  expect(heard).toMatchObject({ granted: [{ token: 34 }], refused: 0 });
});

it('loses its lock when it asks as its holder, and is first no more', () => {
  const { protocol, heard, enter, runTo, take } = createClient();
  enter(33, true);
  runTo(KEEP_ALIVE_MS);
  const [{ session, round } = { session: NaN, round: NaN }] = take('keepAlive');
  protocol.receive({ kind: 'keptAlive', session, round, isAlive: true, isHead: false }, 'n1');
  expect(heard.refused).toBe(1);
});

it('gets no lock by an answer about the entry that it had before', () => {
  const { protocol, heard, enter, runTo, take } = createClient();
  enter(33, true);
  runTo(KEEP_ALIVE_MS);
  const [{ session, round } = { session: NaN, round: NaN }] = take('keepAlive');
  protocol.giveBack();
  protocol.receive({ kind: 'deleted', revision: 33 }, 'n1');
  enter(35, false);
  protocol.receive({ kind: 'keptAlive', session, round, isAlive: true, isHead: true }, 'n1');
  expect(heard).toMatchObject({ granted: [{ token: 33 }], released: 1, queued: [35] });
});

it('knows of an entry until its deletion is answered', () => {
  const { protocol, enter } = createClient();
  enter(33, true);
  protocol.giveBack();
  expect(protocol.knows(33)).toBe(true);
  protocol.receive({ kind: 'deleted', revision: 33 }, 'n1');
  expect(protocol.knows(33)).toBe(false);
});
