import { expect, it } from 'vitest';
import { createBrush } from './brush.ts';
import type { Surface } from './surface.ts';

/** Every letter is ten px wide. */
const context = { measureText: (words: string) => ({ width: words.length * 10 }) };
const brush = createBrush({ context } as unknown as Surface);

it('leaves words as they are where there is room', () => {
  expect(brush.fit('acquire', 70)).toBe('acquire');
});

it('cuts words to their room, and has none where there is none', () => {
  expect(brush.fit('refused: held by c1', 100)).toBe('refused:…');
  expect(brush.fit('refused', 5)).toBe('');
  expect(brush.fit('refused', -5)).toBe('');
});

it('breaks words into lines that fit, and never inside a word', () => {
  expect(brush.wrap('two holders wrote at once', 120)).toEqual(['two holders', 'wrote at', 'once']);
  expect(brush.wrap('extraordinarily long', 50)).toEqual(['extraordinarily', 'long']);
});
