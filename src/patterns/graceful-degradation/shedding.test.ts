import { expect, it } from 'vitest';
import { FEATURES } from './features.ts';
import { isShed, sheddingThreshold } from './shedding.ts';

it.each([
  [0.35, 95.7],
  [0.8, 48.8],
  [0.95, 14.3],
])('at an overload of %f drops what is less critical than %f', (overload, threshold) => {
  expect(sheddingThreshold(overload)).toBeCloseTo(threshold, 1);
});

it('sheds nothing without overload', () => {
  expect(FEATURES.filter(({ criticality }) => isShed(criticality, 0))).toEqual([]);
});

it('sheds optional features before core ones, and browsing before checkouts', () => {
  const firstShedAt = ({ criticality }: (typeof FEATURES)[number]) =>
    Array.from({ length: 1_001 }, (_, step) => step / 1_000).find((overload) =>
      isShed(criticality, overload),
    );
  const order = FEATURES.toSorted((a, b) => Number(firstShedAt(a)) - Number(firstShedAt(b)));
  expect(order.map(({ id }) => id)).toEqual([
    'ads',
    'recommendations',
    'reviews',
    'personalPrices',
    'liveStock',
    'browse',
    'checkout',
  ]);
});
