import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fadeFactor } from './fade.ts';

it('halves with each half-life', () => {
  expect([0, 1, 2, 10].map((lives) => fadeFactor(lives * 300, 300))).toEqual([1, 0.5, 0.25, 0.5 ** 10]);
  expect(fadeFactor(Infinity, 300)).toBeLessThan(1e-200);
});

it('is the power of two between them', () => {
  const time = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(time, fc.double({ min: 1e4, max: 1e6, noNaN: true }), (passedMs, halfLifeMs) => {
      const power = 2 ** (-passedMs / halfLifeMs);
      expect(Math.abs(fadeFactor(passedMs, halfLifeMs) / power - 1)).toBeLessThan(1e-8);
    }),
  );
});
