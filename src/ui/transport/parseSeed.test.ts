import { describe, expect, it } from 'vitest';
import { parseSeed } from './parseSeed.ts';

describe('a seed', () => {
  it('is a whole number of 32 bits', () => {
    expect(parseSeed(' 7 ')).toEqual({ ok: true, seed: 7 });
    expect(parseSeed('4 294 967 295')).toEqual({ ok: true, seed: 4_294_967_295 });
    for (const text of ['', '-1', '1.5', '4294967296', 'seven']) expect(parseSeed(text).ok).toBe(false);
  });
});
