import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { layoutCells, type Block } from './cells.ts';

const corners = ({ cells, edge }: Block) =>
  cells.map(({ x, y }) => ({ x, y, right: x + edge, bottom: y + edge }));

it('every slot and every place has a cell of its own inside the picture, the queue before the slots', () => {
  const size = fc.record({
    slots: fc.integer({ min: 1, max: 300 }),
    places: fc.nat(600),
    width: fc.integer({ min: 220, max: 1_200 }),
    height: fc.integer({ min: 60, max: 200 }),
  });
  fc.assert(
    fc.property(size, ({ slots, places, width, height }) => {
      const layout = layoutCells(slots, places, width, height);
      expect([layout.slots.cells.length, layout.queue.cells.length]).toEqual([slots, places]);
      const all = [...corners(layout.queue), ...corners(layout.slots)];
      expect(Math.min(...all.map(({ x }) => x))).toBeGreaterThan(layout.doorX);
      expect(Math.min(...all.map(({ y }) => y))).toBeGreaterThanOrEqual(-0.001);
      expect(Math.max(...all.map(({ right }) => right))).toBeLessThan(width);
      expect(Math.max(...all.map(({ bottom }) => bottom))).toBeLessThanOrEqual(height + 0.001);
      const seen = new Set(all.map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`));
      expect(seen.size).toBe(slots + places);
      const lastOfQueue = Math.max(0, ...corners(layout.queue).map(({ right }) => right));
      expect(lastOfQueue).toBeLessThan(Math.min(...layout.slots.cells.map(({ x }) => x)));
    }),
    { numRuns: 100 },
  );
});

it('the head of the queue stands next to the slots, and few cells are large ones', () => {
  const { queue, slots } = layoutCells(5, 5, 340, 110);
  const [head, ...others] = queue.cells.map(({ x }) => x);
  expect(others.every((x) => x <= (head ?? NaN))).toBe(true);
  expect(slots.edge).toBeGreaterThan(30);
  expect(slots.edge).toBeGreaterThan(queue.edge);
});

it('the exercise’s fifty slots and hundred places stay cells that can be told apart', () => {
  const { queue, slots } = layoutCells(50, 100, 290, 85);
  expect(slots.edge).toBeGreaterThan(8);
  expect(queue.edge).toBeGreaterThan(6);
});
