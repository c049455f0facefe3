/** Shapes of arrows: curves, rounded corners, arrowheads and where a line meets a box. Boxes are given by their centre. */

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

export type Direction = 'LR' | 'TB';

/** Which ends of an arrow meet their state across the flow. */
export interface Across {
  start: boolean;
  end: boolean;
}

/** Makes a quarter turn look like a quarter of an ellipse. */
const TURN_REACH = 0.6;
const HEAD_LENGTH = 9;
const HEAD_HALF_WIDTH = 5;
const CORNER_RADIUS = 14;

/** A smooth line through all points that runs along the direction of flow at each, except at ends that meet a border across the flow. */
export function flowPath(points: readonly Point[], direction: Direction, across: Across): string {
  return points
    .map((point, index) => {
      const previous = points[index - 1];
      if (previous === undefined) return `M${at(point)}`;
      const turnsAtStart = index === 1 && across.start;
      const turnsAtEnd = index === points.length - 1 && across.end;
      const reach = turnsAtStart || turnsAtEnd ? TURN_REACH : 0.5;
      const leave = partWay(previous, point, reach, (direction === 'LR') !== turnsAtStart);
      const arrive = partWay(point, previous, reach, (direction === 'LR') !== turnsAtEnd);
      return `C${at(leave)} ${at(arrive)} ${at(point)}`;
    })
    .join('');
}

function partWay(from: Point, to: Point, share: number, horizontally: boolean): Point {
  return horizontally
    ? { x: from.x + (to.x - from.x) * share, y: from.y }
    : { x: from.x, y: from.y + (to.y - from.y) * share };
}

/** Straight lines through all points with rounded corners. */
export function corneredPath(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const previous = points[index - 1];
      const next = points[index + 1];
      if (previous === undefined) return `M${at(point)}`;
      if (next === undefined) return `L${at(point)}`;
      const radius = Math.min(CORNER_RADIUS, distance(previous, point) / 2, distance(point, next) / 2);
      return `L${at(towards(point, previous, radius))}Q${at(point)} ${at(towards(point, next, radius))}`;
    })
    .join('');
}

/** A bow given by its ends and the two points that pull it out. */
export function loopPath([start, pull, pullBack, end]: readonly Point[]): string {
  return start && pull && pullBack && end ? `M${at(start)}C${at(pull)} ${at(pullBack)} ${at(end)}` : '';
}

/** The triangle whose tip is the last point and which points away from `from`. */
export function arrowHead(tip: Point, from: Point): string {
  const base = towards(tip, from, HEAD_LENGTH);
  const across = towards({ x: 0, y: 0 }, { x: base.y - tip.y, y: tip.x - base.x }, HEAD_HALF_WIDTH);
  const left = { x: base.x + across.x, y: base.y + across.y };
  const right = { x: base.x - across.x, y: base.y - across.y };
  return `M${at(tip)}L${at(left)}L${at(right)}Z`;
}

/** The point `length` away from `origin` in the direction of `goal`; `origin` itself when they coincide. */
export function towards(origin: Point, goal: Point, length: number): Point {
  const whole = distance(origin, goal);
  if (whole === 0) return origin;
  return {
    x: origin.x + ((goal.x - origin.x) * length) / whole,
    y: origin.y + ((goal.y - origin.y) * length) / whole,
  };
}

export function moveBy(point: Point, shift: Point): Point {
  return { x: point.x + shift.x, y: point.y + shift.y };
}

export function boxesOverlap(a: Box, b: Box, gap = 0): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 + gap &&
    Math.abs(a.y - b.y) < (a.height + b.height) / 2 + gap
  );
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}

/** The smallest box around all boxes; points are boxes without size. */
export function surround(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(({ x, width }) => x - width / 2));
  const right = Math.max(...boxes.map(({ x, width }) => x + width / 2));
  const top = Math.min(...boxes.map(({ y, height }) => y - height / 2));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height / 2));
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}
