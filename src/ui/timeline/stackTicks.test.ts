import { describe, expect, it } from 'vitest';
import { stackTicks } from './stackTicks.ts';

describe('ticks', () => {
  it('stand on the lowest level while they are apart, and know the room to the next', () => {
    expect(stackTicks([0, 30, 100], 20, 3)).toEqual([
      { members: [0], x: 0, level: 0, room: 30 },
      { members: [1], x: 30, level: 0, room: 70 },
      { members: [2], x: 100, level: 0, room: Infinity },
    ]);
  });
  it('rise where they are close', () => {
    expect(stackTicks([10, 15, 18, 40], 20, 3).map(({ level }) => level)).toEqual([0, 1, 2, 0]);
  });
  it('leave room for the lines of the ticks above', () => {
    expect(stackTicks([10, 20, 100], 20, 3).map(({ room }) => room)).toEqual([10, Infinity, Infinity]);
  });
  it('share the top level when every level is taken', () => {
    const stacks = stackTicks([10, 10, 10, 11, 12], 20, 3);
    expect(stacks.map(({ members }) => members)).toEqual([[0], [1], [2, 3, 4]]);
  });
  it('hold each intervention exactly once, whatever the order', () => {
    const xs = Array.from({ length: 200 }, (_, index) => (index * 7_919) % 997);
    const members = stackTicks(xs, 24, 3).flatMap((stack) => stack.members);
    expect(members.toSorted((a, b) => a - b)).toEqual(xs.map((_, index) => index));
  });
});
