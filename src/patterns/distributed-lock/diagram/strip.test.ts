import { describe, expect, it } from 'vitest';
import type { Violation } from '../picture.ts';
import { flagsOf, flagWords, layoutStrip } from './strip.ts';

const violation = (atMs: number, invariant: string, words = 'two holders wrote'): Violation => ({
  atMs,
  invariant,
  words,
  actors: ['c1'],
});
const flags = (violations: readonly Violation[]) => flagsOf(violations, (atMs) => atMs, 600);
/** Ten px a letter. */
const ruler = {
  widthOf: (words: string) => words.length * 10,
  fit: (words: string, width: number) => words.slice(0, Math.floor(width / 10)),
};

describe('flagsOf', () => {
  it('puts violations of one instant at one flag, with the sentence of the first invariant', () => {
    const [flag, ...others] = flags([
      violation(100, 'I2'),
      violation(100, 'I1', 'both wrote'),
      violation(100, 'I2'),
    ]);
    expect(others).toEqual([]);
    expect(flag && flagWords(flag)).toBe('I1, I2: both wrote');
  });

  it('has none outside the window', () => {
    expect(flags([violation(-5, 'I1'), violation(700, 'I1')])).toEqual([]);
  });
});

describe('layoutStrip', () => {
  it('begins at its flag, or as far left as it must to be whole', () => {
    expect(layoutStrip(flags([violation(100, 'I1')]), 1, 600, ruler)).toMatchObject([{ row: 0, x: 92 }]);
    expect(layoutStrip(flags([violation(590, 'I1')]), 1, 600, ruler)).toMatchObject([
      { row: 0, x: 390, words: 'I1: two holders wrote' },
    ]);
  });

  it('takes another row rather than cut a sentence', () => {
    const lines = layoutStrip(flags([violation(120, 'I5'), violation(200, 'I1')]), 2, 600, ruler);
    expect(lines.map(({ row, words }) => [row, words])).toEqual([
      [0, 'I1: two holders wrote'],
      [1, 'I5: two holders wrote'],
    ]);
  });

  it('cuts the older one where there is one row only, and leaves out what would say nothing', () => {
    const lines = layoutStrip(
      flags([violation(150, 'I5'), violation(370, 'I4'), violation(380, 'I1')]),
      1,
      600,
      ruler,
    );
    expect(lines.map(({ words }) => words)).toEqual(['I1: two holders wrote', 'I5: two holders wrote']);
    for (const [index, { x, words }] of lines.entries())
      for (const other of lines.slice(index + 1))
        expect(x >= other.x + other.words.length * 10 || other.x >= x + words.length * 10).toBe(true);
  });
});
