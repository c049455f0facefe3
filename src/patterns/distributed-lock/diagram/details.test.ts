import { expect, it } from 'vitest';
import type { Message, Violation } from '../picture.ts';
import { viewAt } from '../testStory.ts';
import { detailOf, linksWords } from './details.ts';

const messageOf = (id: number) => viewAt(20_000).messages.find((each) => each.id === id) as Message;

it('tells a message with its way, its times and its content', () => {
  expect(detailOf({ kind: 'message', message: messageOf(2) }, 20_000)).toEqual({
    title: 'granted #33',
    isAlarming: false,
    rows: [
      ['way', 'n1 → c1'],
      ['sent', '0.200 s'],
      ['delivered', '0.400 s, after 200 ms'],
      ['key', 'printer'],
    ],
  });
});

it('does not foretell what becomes of a message', () => {
  const message = messageOf(5);
  expect(detailOf({ kind: 'message', message }, 7_100).rows).toContainEqual(['on its way', '…']);
  expect(detailOf({ kind: 'message', message }, 8_000).rows).toContainEqual([
    'lost',
    '7.200 s, after 200 ms',
  ]);
});

it('tells a violation by its sentence', () => {
  const [violation] = viewAt(16_000).violations as [Violation];
  expect(detailOf({ kind: 'violation', violation }, 16_000)).toMatchObject({
    title: 'c1 wrote with #33 while c2 held the lock with #34: two holders wrote.',
    isAlarming: true,
  });
});

it('names a link that is cut both ways once', () => {
  const links = [
    { from: 'c1', to: 'n1' },
    { from: 'n1', to: 'c1' },
    { from: 'c1', to: 'n2' },
  ];
  expect(linksWords({ links, fromMs: 0, untilMs: null, words: '' })).toBe('c1 ↔ n1, c1 → n2');
});
