/** Lays out a machine as a statechart: the same machine always gives the same drawing. Pure; sizes are estimated without a browser. */
import type { AnyStateMachine } from 'xstate';
import { mergeTransitions, statesApart, type Arrow, type ArrowOptions, type LabelLine } from './arrows.ts';
import {
  arrowHead,
  corneredPath,
  flowPath,
  surround,
  towards,
  type Box,
  type Direction,
  type Point,
} from './geometry.ts';
import { placeApart } from './placeApart.ts';
import { placeFlow, type Size } from './placeFlow.ts';
import { REASON_HEIGHT, type Route } from './routeFlow.ts';
import { readMachine, type MachineState, type MachineTransition } from './readMachine.ts';
import { textWidth } from './words.ts';

export { humanise } from './words.ts';

/** A state and its box; `x` and `y` are the box's centre. */
export interface StatechartState extends MachineState, Box {}

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
  guard?: string;
  causes: readonly MachineTransition[];
  /** The label's words in one string. */
  label: string;
  lines: readonly LabelLine[];
  /** From the border of the source to the border of the target. */
  points: readonly Point[];
  /** SVG path of the line, which stops inside the head, and of the head. */
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

export interface StatechartLayout {
  width: number;
  height: number;
  direction: Direction;
  states: readonly StatechartState[];
  transitions: readonly StatechartTransition[];
  /** Frame around the states set apart, or a bar where transitions from any state begin. */
  band?: Box;
}

export const NAME_FONT_SIZE = 15;
/** How much wider words are in bold. */
export const BOLD = 1.1;
const STATE_HEIGHT = 52;
const STATE_APART_HEIGHT = 44;
const STATE_MIN_WIDTH = 120;
const STATE_PADDING = 48;
const MARGIN = 12;
/** Countdown ring and initial arrow reach this far out of a state's box. */
const RING_REACH = 8;
const INITIAL_REACH = 24;
const LINE_STOPS_SHORT_BY = 6;

export function layoutStatechart(machine: AnyStateMachine, options: ArrowOptions = {}): StatechartLayout {
  const direction = options.direction ?? 'LR';
  const graph = readMachine(machine);
  const apart = statesApart(graph);
  const arrows = mergeTransitions(graph, apart, options);
  const isApart = ({ sources: [from = ''], to }: Arrow) => from === '' || apart.has(from) || apart.has(to);
  const sizes = new Map(
    graph.states.map((state): [string, Size] => [state.path, sizeOf(state, apart.has(state.path))]),
  );

  const flowStates = graph.states.filter(({ path }) => !apart.has(path));
  const flowArrows = arrows.filter((arrow) => !isApart(arrow));
  const placement = placeFlow(flowStates, sizes, flowArrows, direction);
  const labels = flowArrows.flatMap((arrow) => labelBoxes(arrow, placement.routes.get(arrow.id)));
  const band = placeApart(
    new Map([...sizes].filter(([path]) => apart.has(path))),
    arrows.filter(isApart),
    placement,
    labels,
  );

  const states = graph.states.flatMap((state) => {
    const box = placement.boxes.get(state.path);
    return box === undefined ? [] : [{ ...state, ...box }];
  });
  const routes = [...placement.routes.values()];
  const extent = surround([
    ...states.flatMap((state) => reachOf(state, direction)),
    ...arrows.flatMap((arrow) => labelBoxes(arrow, placement.routes.get(arrow.id))),
    ...routes.flatMap(({ points }) => points.map((point) => ({ ...point, width: 0, height: 0 }))),
    ...(band === undefined ? [] : [band]),
  ]);
  const shift = { x: MARGIN + extent.width / 2 - extent.x, y: MARGIN + extent.height / 2 - extent.y };
  return {
    width: Math.ceil(extent.width + 2 * MARGIN),
    height: Math.ceil(extent.height + 2 * MARGIN),
    direction,
    states: states.map((state) => ({ ...state, ...moved(state, shift) })),
    transitions: arrows.flatMap((arrow) => {
      const route = placement.routes.get(arrow.id);
      return route === undefined ? [] : [drawArrow(arrow, route, shift, direction, isApart(arrow))];
    }),
    ...(band === undefined ? {} : { band: { ...band, ...moved(band, shift) } }),
  };
}

/** The direction whose drawing comes out larger in the given space. */
export function layoutToFit(
  machine: AnyStateMachine,
  space: Size,
  options: Omit<ArrowOptions, 'direction'> = {},
): StatechartLayout {
  const [wide, tall] = (['LR', 'TB'] as const).map((direction) =>
    layoutStatechart(machine, { ...options, direction }),
  );
  const scale = ({ width, height }: Size) => Math.min(space.width / width, space.height / height);
  return scale(wide!) >= scale(tall!) ? wide! : tall!;
}

function sizeOf({ label }: MachineState, apart: boolean): Size {
  const width = Math.max(STATE_MIN_WIDTH, textWidth(label, NAME_FONT_SIZE) * BOLD + STATE_PADDING);
  return { width: Math.ceil(width), height: apart ? STATE_APART_HEIGHT : STATE_HEIGHT };
}

function reachOf(state: StatechartState, direction: Direction): Box[] {
  const ring = { ...state, width: state.width + 2 * RING_REACH, height: state.height + 2 * RING_REACH };
  if (!state.initial) return [ring];
  const { x, y } = initialDot(state, direction);
  return [ring, { x, y, width: 12, height: 12 }];
}

/** The dot that starts the arrow to an initial state, upstream of the state. */
export function initialDot({ x, y, width, height }: Box, direction: Direction): Point {
  return direction === 'LR'
    ? { x: x - width / 2 - INITIAL_REACH, y }
    : { x, y: y - height / 2 - INITIAL_REACH };
}

function labelBoxes({ labelWidth, labelHeight }: Arrow, route: Route | undefined): Box[] {
  if (route === undefined) return [];
  const reason = { x: route.reasonX, y: route.reasonY, width: 20, height: REASON_HEIGHT };
  return [{ x: route.labelX, y: route.labelY, width: labelWidth, height: labelHeight }, reason];
}

function moved({ x, y }: Point, shift: Point): Point {
  return { x: x + shift.x, y: y + shift.y };
}

function drawArrow(
  arrow: Arrow,
  route: Route,
  shift: Point,
  direction: Direction,
  apart: boolean,
): StatechartTransition {
  const { id, sources, to, causes, lines, labelWidth, labelHeight } = arrow;
  const points = route.points.map((point) => moved(point, shift));
  const label = moved({ x: route.labelX, y: route.labelY }, shift);
  const reason = moved({ x: route.reasonX, y: route.reasonY }, shift);
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
    points,
    ...drawLine(points, route, direction),
    labelX: label.x,
    labelY: label.y,
    labelWidth,
    labelHeight,
    reasonX: reason.x,
    reasonY: reason.y,
    apart,
  };
}

function drawLine(
  points: readonly Point[],
  { shape, across }: Route,
  direction: Direction,
): { line: string; head: string } {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.at(-2) ?? tip;
  const arrivesHorizontally = (direction === 'LR') !== across.end;
  const arrivesFrom = arrivesHorizontally ? { x: before.x, y: tip.y } : { x: tip.x, y: before.y };
  const from = shape === 'flow' ? arrivesFrom : before;
  const shortened = [...points.slice(0, -1), towards(tip, from, LINE_STOPS_SHORT_BY)];
  const line = shape === 'flow' ? flowPath(shortened, direction, across) : corneredPath(shortened);
  return { line, head: arrowHead(tip, from) };
}
