/** Leads one arrow along the points dagre found, and fixes where its label and reason stand. */
import {
  LINE_GAP,
  LOOP_REACH,
  REASON_HEIGHT,
  sizeOfLabel,
  type DagreLevel,
  type DagreLine,
} from './dagreLevel.ts';
import { moveBy, type Across, type Box, type Direction, type Point } from './geometry.ts';
import type { Link } from './links.ts';

export interface Route {
  points: Point[];
  shape: 'flow' | 'corners' | 'loop';
  across: Across;
  labelX: number;
  labelY: number;
  reasonX: number;
  reasonY: number;
}

/** A stretch along the flow where states or labels stand. */
export interface Column {
  at: number;
  reach: number;
}

export function readColumns({ boxes, lines }: DagreLevel, direction: Direction): Column[] {
  const along = direction === 'LR' ? 'x' : 'y';
  const columns: Column[] = [];
  const labels = [...lines].map(([link, { label }]) => ({ ...label, ...sizeOfLabel(link, direction) }));
  for (const box of [...boxes.values(), ...labels]) {
    const reach = (direction === 'LR' ? box.width : box.height) / 2;
    const column = columns.find(({ at }) => Math.abs(at - box[along]) < 1);
    if (column === undefined) columns.push({ at: box[along], reach });
    else column.reach = Math.max(column.reach, reach);
  }
  return columns;
}

/**
 * Left to right, the line runs along the words, on the side its states are on; top to bottom, straight through them.
 * It passes the columns of other states and labels straight, and bends only where nothing stands.
 */
export function readRoute(
  link: Link,
  line: DagreLine,
  columns: readonly Column[],
  direction: Direction,
): Route {
  const { arrow, labelled } = link;
  const { points, label } = line;
  const { labelWidth, labelHeight } = arrow;
  const along = direction === 'LR' ? 'x' : 'y';
  const [start, end] = [points[0] ?? label, points.at(-1) ?? label];
  const order = start[along] < end[along] ? [-1, 1] : [1, -1];
  const room = sizeOfLabel(link, direction).height / 2;
  const hangs = direction === 'LR' && label.y > (start.y + end.y) / 2;
  const lineY = hangs ? label.y - room : label.y + room - REASON_HEIGHT;
  const labelY =
    direction === 'TB'
      ? label.y - room + labelHeight / 2
      : lineY + (hangs ? 1 : -1) * (LINE_GAP + labelHeight / 2);

  const passLabel = (side: number, index: number): Point => {
    if (direction === 'TB') return { x: label.x, y: labelY + (side * labelHeight) / 2 };
    const state = index === 0 ? start : end;
    const bendsAway = hangs ? state.y < lineY : state.y > lineY;
    return { x: label.x + ((side * labelWidth) / 2) * (bendsAway ? 0.7 : 1), y: lineY };
  };
  return {
    points: points.flatMap((point, index) => {
      if (index === 0 || index === points.length - 1) return [point];
      if (labelled && point.x === label.x && point.y === label.y) return order.map(passLabel);
      const reach = columns.find(({ at }) => Math.abs(at - point[along]) < 1)?.reach ?? 0;
      const inLine = labelled && direction === 'LR' && point.y === label.y ? { ...point, y: lineY } : point;
      return order.map((side) => ({ ...inLine, [along]: point[along] + side * reach }));
    }),
    shape: 'flow',
    across: { start: false, end: false },
    labelX: label.x,
    labelY,
    reasonX: label.x,
    reasonY:
      direction === 'TB' ? labelY + labelHeight / 2 + REASON_HEIGHT / 2 : label.y + room - REASON_HEIGHT / 2,
  };
}

/** A bow from a state to itself, on the side where dagre kept room: below the state left to right, beside it top to bottom. */
export function loopRoute(
  { arrow: { labelWidth, labelHeight } }: Link,
  box: Box,
  direction: Direction,
): Route {
  const { x, y, width, height } = box;
  const bow = (share: number, reach: number): Point =>
    direction === 'LR'
      ? { x: x + share, y: y + height / 2 + reach }
      : { x: x + width / 2 + reach, y: y + share };
  const label =
    direction === 'LR'
      ? { x, y: y + height / 2 + LOOP_REACH + labelHeight / 2 }
      : { x: x + width / 2 + LOOP_REACH + labelWidth / 2, y };
  return {
    points: [bow(14, 0), bow(22, LOOP_REACH * 1.2), bow(-22, LOOP_REACH * 1.2), bow(-14, 0)],
    shape: 'loop',
    across: { start: false, end: false },
    labelX: label.x,
    labelY: label.y,
    reasonX: label.x,
    reasonY: label.y + labelHeight / 2 + REASON_HEIGHT / 2,
  };
}

export function moveRoute(route: Route, shift: Point): Route {
  const label = moveBy({ x: route.labelX, y: route.labelY }, shift);
  const reason = moveBy({ x: route.reasonX, y: route.reasonY }, shift);
  return {
    ...route,
    points: route.points.map((point) => moveBy(point, shift)),
    across: { ...route.across },
    labelX: label.x,
    labelY: label.y,
    reasonX: reason.x,
    reasonY: reason.y,
  };
}

/** All the room an arrow takes: its points, and its words and reason where it carries them. */
export function roomOf({ arrow, labelled }: Pick<Link, 'arrow' | 'labelled'>, route: Route): Box[] {
  const points = route.points.map((point) => ({ ...point, width: 0, height: 0 }));
  if (!labelled) return points;
  return [
    ...points,
    { x: route.labelX, y: route.labelY, width: arrow.labelWidth, height: arrow.labelHeight },
    { x: route.reasonX, y: route.reasonY, width: 0, height: REASON_HEIGHT },
  ];
}
