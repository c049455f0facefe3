import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLabeler, type Box } from './labels.ts';

const box = (x: number, y = 0): Box => ({ x, y, width: 50, height: 12 });

it('never writes two labels over each other', () => {
  const boxes = fc.record({
    x: fc.nat(300),
    y: fc.nat(60),
    width: fc.integer({ min: 1, max: 80 }),
    height: fc.integer({ min: 1, max: 15 }),
  });
  fc.assert(
    fc.property(fc.array(fc.array(boxes, { maxLength: 4 }), { maxLength: 25 }), (labels) => {
      const labeler = createLabeler();
      for (let frame = 0; frame < 2; frame += 1) {
        labeler.begin();
        const placed = labels
          .map((candidates, index) => labeler.place(index, candidates))
          .filter((place) => place !== null);
        for (const [index, one] of placed.entries())
          for (const other of placed.slice(index + 1))
            expect(
              one.x >= other.x + other.width ||
                other.x >= one.x + one.width ||
                one.y >= other.y + other.height ||
                other.y >= one.y + one.height,
            ).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

it('takes the first free place', () => {
  const labeler = createLabeler();
  labeler.begin();
  labeler.block(box(0));
  expect(labeler.place('a', [box(10), box(100), box(200)])).toEqual(box(100));
  expect(labeler.place('b', [box(90)])).toBeNull();
});

it('keeps its place while that is free, so that words do not jump', () => {
  const labeler = createLabeler();
  labeler.begin();
  labeler.block(box(0));
  labeler.place('a', [box(10), box(100)]);
  labeler.begin();
  expect(labeler.place('a', [box(9), box(99)])).toEqual(box(99));
});

it('prefers a good place to a kept one, and takes a bad one rather than none', () => {
  const labeler = createLabeler();
  labeler.begin();
  expect(labeler.place('a', [box(0), box(100)])).toEqual(box(0));
  labeler.begin();
  expect(labeler.place('a', [box(0), box(100)], ({ x }) => x > 50)).toEqual(box(100));
  expect(labeler.place('b', [box(200)], () => false)).toEqual(box(200));
});
