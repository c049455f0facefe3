import { expect, it } from 'vitest';
import { createParts } from './testParts.ts';

/** A client begins and ends a section at each of these instants; then this late write of its first one is accepted. */
function writeLate(sections: readonly (readonly [string, number])[]) {
  const { around, runTo, count } = createParts();
  const { checker } = around;
  sections.forEach(([client, fromMs], i) => {
    runTo(fromMs);
    checker.granted(client, 33 + i, fromMs + 100);
    checker.sectionBegun(client);
    checker.ended(client);
  });
  const [client, sectionFromMs] = sections[0] ?? ['c1', 0];
  checker.accepted({ client, token: 33, sectionFromMs });
  return count('staleWrites');
}

it('counts a write as stale once another client has begun its section', () => {
  expect(writeLate([['c1', 100]])).toBe(0);
  expect(
    writeLate([
      ['c1', 100],
      ['c2', 300],
    ]),
  ).toBe(1);
});

it('counts no late write as stale if only its own client has begun another section', () => {
  expect(
    writeLate([
      ['c1', 100],
      ['c1', 300],
    ]),
  ).toBe(0);
});

it('counts it as stale if another client had the lock in between', () => {
  expect(
    writeLate([
      ['c1', 100],
      ['c2', 200],
      ['c1', 300],
    ]),
  ).toBe(1);
});
