import { expect, it } from 'vitest';
import { createLogNode } from './logNode.ts';
import { nodeMachine } from './nodeMachine.ts';
import { createParts, REPLICATED } from './testParts.ts';

const { ttlMs: TTL_MS } = REPLICATED;

/** Leads two others, which store what it sends when the test says so. */
function createLeader() {
  const parts = createParts();
  const { around, take } = parts;
  const machine = around.world.machines.start(nodeMachine, {
    id: 'n1',
    input: undefined,
    onEmitted: () => {},
    onState: () => {},
  });
  const node = createLogNode(around, 'n1', machine, () => {});
  node.lead(1);
  function store(): void {
    node.receive({ kind: 'appended', term: 1, isStored: true, upTo: node.last.length }, 'n2');
  }
  let nonces = 100;
  function create(client: string, session: number, guid: number): void {
    nonces += 1;
    node.receive({ kind: 'create', nonce: nonces, session, guid }, client);
  }
  function keepAlive(client: string, session: number): void {
    node.receive({ kind: 'keepAlive', session, round: 1, revision: -1 }, client);
  }
  /** The commands that it has sent to the node that stores them, since the last look. */
  const proposed = () =>
    take('append').flatMap(({ to, entries }) =>
      to === 'n2' ? entries.map(({ command }) => command.type) : [],
    );
  store();
  take('append');
  return { ...parts, node, store, create, keepAlive, proposed };
}

it('ends no session while a request of it is on its way into the log', () => {
  const { create, store, runTo, proposed } = createLeader();
  create('c1', 5, 7);
  store();
  runTo(0.75 * TTL_MS);
  create('c1', 5, 7);
  runTo(1.5 * TTL_MS);
  expect(proposed()).not.toContain('expire');
  runTo(2 * TTL_MS);
  expect(proposed()).toContain('expire');
});

it('makes no entry for a session whose end is on its way into the log', () => {
  const { create, store, runTo, take, proposed } = createLeader();
  create('c1', 5, 7);
  store();
  runTo(1.1 * TTL_MS);
  expect(proposed()).toContain('expire');
  create('c1', 5, 8);
  expect(take('keptAlive')).toEqual([
    { kind: 'keptAlive', to: 'c1', session: 5, round: -1, isAlive: false, isHead: false },
  ]);
  runTo(1.4 * TTL_MS);
  expect(proposed()).not.toContain('create');
});

it('ends no session because a late request came for an entry that was deleted', () => {
  const { node, create, store, take } = createLeader();
  create('c1', 5, 7);
  store();
  const [entry] = take('created');
  node.receive({ kind: 'delete', session: 5, revision: entry?.revision ?? NaN }, 'c1');
  store();
  expect(take('deleted')).toMatchObject([{ to: 'c1', revision: 33 }]);
  create('c1', 5, 7);
  store();
  expect(take('keptAlive')).toEqual([]);
});

it.each([
  ['nobody ever knows of', [false, false, false], 1],
  ['its client knows of for a while', [false, true, false], 0],
] as const)('counts a first entry that %s for so many orphans', (_, knowledge, orphans) => {
  const { mind, create, keepAlive, store, runTo, count } = createLeader();
  create('c1', 5, 7);
  create('c2', 6, 8);
  store();
  for (let step = 0; step < 5; step += 1) {
    mind.knows = knowledge[Math.floor((step * knowledge.length) / 5)] ?? false;
    runTo((step + 0.99) * 0.5 * TTL_MS);
    keepAlive('c1', 5);
    keepAlive('c2', 6);
  }
  expect(count('i8Violations')).toBe(orphans);
});

it('counts no orphan while the end of its session waits for a majority', () => {
  const { create, keepAlive, store, runTo, count } = createLeader();
  create('c1', 5, 7);
  create('c2', 6, 8);
  store();
  for (let atMs = 0; atMs < 4 * TTL_MS; atMs += 0.5 * TTL_MS) {
    runTo(atMs);
    keepAlive('c2', 6);
  }
  expect(count('i8Violations')).toBe(0);
});
