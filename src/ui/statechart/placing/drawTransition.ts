/** Turns a routed arrow into the facts and SVG paths the drawing needs. */
import type { Arrow } from './arrows.ts';
import {
  arrowHead,
  corneredPath,
  flowPath,
  loopPath,
  towards,
  type Direction,
  type Point,
} from './geometry.ts';
import type { MachineTransition } from '../readMachine.ts';
import type { Label } from './label.ts';
import { moveRoute, type Route } from './route.ts';

/** One arrow; it may stand for several transitions of the machine. */
export interface StatechartTransition {
  id: string;
  /** Path of the source; '' when it may be any state. */
  from: string;
  /** All states this arrow leaves from: more than one when several states set apart share it. */
  sources: readonly string[];
  to: string;
  /** First transition's event in the machine's words, e.g. "call.failed" or "after openDuration". */
  event: string;
  /** First transition's guard, by name. */
  guard?: string;
  causes: readonly MachineTransition[];
  /** The label's words in one string. */
  label: string;
  lines: Label['lines'];
  /** From the border of the source to the border of the target. */
  points: readonly Point[];
  /** SVG paths of the line, which stops inside the head, and of the head. */
  line: string;
  head: string;
  labelX: number;
  labelY: number;
  labelWidth: number;
  labelHeight: number;
  /** Where the reason of the last transition has room. */
  reasonX: number;
  reasonY: number;
  /** Belongs to what can happen in any state, and is drawn thin. */
  apart: boolean;
}

const LINE_STOPS_SHORT_BY = 6;

export function drawTransition(
  arrow: Arrow,
  route: Route,
  shift: Point,
  direction: Direction,
  apart: boolean,
): StatechartTransition {
  const { id, sources, to, causes, lines, labelWidth, labelHeight } = arrow;
  const { labelX, labelY, reasonX, reasonY, ...placed } = moveRoute(route, shift);
  const guard = causes[0]?.guard;
  return {
    id,
    from: sources[0] ?? '',
    sources,
    to,
    event: causes[0]?.event ?? '',
    ...(guard === undefined ? {} : { guard }),
    causes,
    label: lines.map(({ text }) => text).join(' '),
    lines,
    points: placed.points,
    ...drawLine(placed, direction),
    labelX,
    labelY,
    labelWidth,
    labelHeight,
    reasonX,
    reasonY,
    apart,
  };
}

function drawLine(
  { points, shape, across }: Pick<Route, 'points' | 'shape' | 'across'>,
  direction: Direction,
): { line: string; head: string } {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.at(-2) ?? tip;
  const from = shape === 'flow' ? flowsFrom(tip, before, (direction === 'LR') !== across.end) : before;
  const shortened = [...points.slice(0, -1), towards(tip, from, LINE_STOPS_SHORT_BY)];
  const line = { flow: flowPath, corners: corneredPath, loop: loopPath }[shape](shortened, direction, across);
  return { line, head: arrowHead(tip, from) };
}

/** A point on the straight end of a curve. */
function flowsFrom(tip: Point, before: Point, horizontally: boolean): Point {
  return horizontally ? { x: before.x, y: tip.y } : { x: tip.x, y: before.y };
}
