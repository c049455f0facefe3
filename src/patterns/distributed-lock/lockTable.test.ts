import { expect, it } from 'vitest';
import { createLockTable } from './lockTable.ts';
import type { Command } from './messages.ts';

const create = (client: string, session: number, guid: number | null): Command => ({
  type: 'create',
  client,
  session,
  guid,
  nonce: 0,
});

it('gives the lock to the first entry, with its place in the log as the token', () => {
  const table = createLockTable();
  table.apply({ type: 'begin' }, 1);
  table.apply(create('c1', 1, null), 2);
  table.apply(create('c2', 2, null), 3);
  expect(table.head).toMatchObject({ client: 'c1', revision: 33 });
  table.apply({ type: 'delete', client: 'c1', session: 1, revision: 33 }, 4);
  expect(table.head).toMatchObject({ client: 'c2', revision: 34 });
});

it('finds an entry again by its GUID, and makes another one without', () => {
  const table = createLockTable();
  const first = table.apply(create('c1', 1, 7), 2);
  expect(table.apply(create('c1', 1, 7), 3)).toBe(first);
  table.apply(create('c1', 1, null), 4);
  expect(table.entries.map(({ revision }) => revision)).toEqual([33, 35]);
});

it('does not make a deleted entry again when its request comes once more', () => {
  const table = createLockTable();
  table.apply(create('c1', 1, 7), 2);
  table.apply({ type: 'delete', client: 'c1', session: 1, revision: 33 }, 3);
  expect(table.apply(create('c1', 1, 7), 4)).toBeNull();
  expect(table.head).toBeNull();
});

it('forgets all entries of a session that is over, and takes no others of it', () => {
  const table = createLockTable();
  table.apply(create('c1', 1, null), 2);
  table.apply(create('c2', 2, null), 3);
  table.apply({ type: 'expire', session: 1 }, 4);
  expect(table.entries.map(({ client }) => client)).toEqual(['c2']);
  expect(table.apply(create('c1', 1, null), 5)).toBeNull();
  expect([table.isOver(1), table.isOver(2)]).toEqual([true, false]);
});
