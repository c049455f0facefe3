/** Counts how often lines cross, to choose between drawings. */
import type { Point } from './geometry.ts';

/** Crossings between different lines; ends that touch do not count. */
export function countCrossings(lines: readonly (readonly Point[])[]): number {
  const segments = lines.flatMap((points, line) =>
    points.slice(1).map((end, index) => ({ line, start: points[index] ?? end, end })),
  );
  let count = 0;
  for (const [index, a] of segments.entries()) {
    for (const b of segments.slice(index + 1)) {
      if (a.line !== b.line && cross(a.start, a.end, b.start, b.end)) count += 1;
    }
  }
  return count;
}

function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function turn(a: Point, b: Point, c: Point): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
}
