import { expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import { params, type LockParams } from './params.ts';
import { createCuts, distanceMs, liarsBorne, quorumOf, usableMs } from './rules.ts';

const under = (set: Partial<LockParams>): LockParams => ({ ...defaultParams(params), ...set });

it.each([
  [4, 1, 3],
  [5, 1, 4],
  [7, 2, 5],
])('a Byzantine quorum of %i nodes bears %i liars with %i grants', (nodes, liars, quorum) => {
  expect(liarsBorne(nodes)).toBe(liars);
  expect(quorumOf(under({ algorithm: 'byzantine', nodes }))).toBe(quorum);
  // Two quorums share an honest node, and the honest ones alone can make one.
  expect(2 * quorum - nodes).toBeGreaterThan(liars);
  expect(quorum).toBeLessThanOrEqual(nodes - liars);
});

it('asks a majority of Redlock and of the replicated log, and one node of the others', () => {
  expect(quorumOf(under({ algorithm: 'redlock', nodes: 5 }))).toBe(3);
  expect(quorumOf(under({ algorithm: 'replicated', nodes: 4 }))).toBe(3);
  expect(quorumOf(under({ algorithm: 'primary' }))).toBe(1);
  expect(quorumOf(under({ algorithm: 'redlock', nodes: 5, quorum: 7 }))).toBe(5);
});

it('lets a client stop as much earlier as the drift allowance says', () => {
  expect(usableMs(under({ ttlMs: 30_000, driftAllowance: 0.01 }))).toBe(29_700);
});

it('cuts single links in their direction, and all links of an actor', () => {
  const isCut = createCuts('n2.c1-n1');
  expect([isCut('c1', 'n1'), isCut('n1', 'c1')]).toEqual([true, false]);
  expect([isCut('n2', 'n3'), isCut('c3', 'n2'), isCut('c1', 'n3')]).toEqual([true, true, false]);
  expect(createCuts('none')('c1', 'n1')).toBe(false);
});

it('puts each of three clients nearest to other nodes of five: two, two and one', () => {
  const set = under({ algorithm: 'redlock', nodes: 5, clients: 3, distanceMs: 10 });
  const nearest = ['n1', 'n2', 'n3', 'n4', 'n5'].map(
    (node) => ['c1', 'c2', 'c3'].toSorted((a, b) => distanceMs(set, a, node) - distanceMs(set, b, node))[0],
  );
  expect(nearest).toEqual(['c1', 'c1', 'c2', 'c2', 'c3']);
  expect(distanceMs(set, 'c1', 'resource')).toBe(0);
});
