import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { truncate, type TruncationDraws } from './truncate.ts';

const drawing = (count: number, ...picks: readonly number[]): TruncationDraws => ({
  count: () => count,
  pick: (index) => picks[index] ?? NaN,
});
const NEVER: TruncationDraws = {
  count: () => {
    throw new Error('A draw was used for nothing.');
  },
  pick: () => NaN,
};

describe('a partial response', () => {
  it('takes up to half of the keys from an object, each picked from those that are left', () => {
    const user = { id: 3, name: 'User 3', balance: 1_000, since: 2024 };
    expect(truncate(user, 'copy', drawing(0.99, 0.3, 0.34))).toEqual({
      value: { id: 3, since: 2024 },
      lost: 'name, balance',
    });
    expect(truncate(user, 'copy', drawing(0, 0.99))).toEqual({
      value: { id: 3, name: 'User 3', balance: 1_000 },
      lost: 'since',
    });
  });

  it('takes the only key of an object', () => {
    expect(truncate({ status: 'success' }, 'copy', drawing(0.5, 0.5))).toEqual({ value: {}, lost: 'status' });
  });

  it('cuts lists and texts to at most half, but leaves one element', () => {
    expect(truncate([1, 2, 3, 4, 5], 'copy', drawing(0.99))).toEqual({
      value: [1, 2],
      lost: 'all after 2 of 5',
    });
    expect(truncate([1, 2, 3, 4, 5], 'copy', drawing(0))).toEqual({ value: [1], lost: 'all after 1 of 5' });
    expect(truncate('abcdef', 'copy', drawing(0.5)).value).toBe('ab...');
    expect(truncate([7], 'copy', drawing(0.99)).value).toEqual([7]);
  });

  it.each([{}, [], '', 5, null, undefined])('has nothing to take from %j', (value) => {
    expect(truncate(value, 'original', NEVER)).toEqual({ value, lost: null });
  });

  it('never changes what a copy was made of', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, noNullPrototype: true }),
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 12, maxLength: 12 }),
        (record, [count = 0, ...picks]) => {
          const before = structuredClone(record);
          const { value } = truncate(record, 'copy', drawing(count, ...picks, ...picks, ...picks));
          expect(record).toEqual(before);
          expect(Object.keys(value as object).length).toBeLessThan(Object.keys(record).length);
        },
      ),
    );
  });

  it('damages the original itself when it is told to', () => {
    const stored: Record<string, unknown> = { id: 1, name: 'User 1', balance: 1_000 };
    expect(truncate(stored, 'original', drawing(0, 0.4)).value).toBe(stored);
    expect(stored).toEqual({ id: 1, balance: 1_000 });
  });
});
