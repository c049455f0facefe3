import { expect, it } from 'vitest';
import { normalReach } from './normal.ts';

it.each([
  [0.5, 0.6744897501960817],
  [0.85, 1.4395314709384563],
  [0.9, 1.6448536269514715],
  [0.95, 1.9599639845400536],
  [0.99, 2.5758293035489],
  [0.999, 3.2905267314919255],
])('a share of %d of the normal distribution lies within %d deviations', (confidence, reach) => {
  expect(normalReach(confidence)).toBeCloseTo(reach, 12);
});

it('no deviation holds nothing', () => {
  expect(normalReach(0)).toBe(0);
});

it.each([1, 1.5, -0.1, NaN])('a confidence of %d is refused', (confidence) => {
  expect(() => normalReach(confidence)).toThrow(RangeError);
});
