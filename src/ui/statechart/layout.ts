/** Lays out a machine as a statechart: the same machine always gives the same drawing. Pure; sizes are estimated without a browser. */
import type { AnyStateMachine } from 'xstate';
import { mergeTransitions, statesApart, type Arrow, type ArrowOptions } from './placing/arrows.ts';
import { findCorners, type Corners } from './placing/corners.ts';
import type { Size } from './placing/dagreLevel.ts';
import { drawTransition, type StatechartTransition } from './placing/drawTransition.ts';
import { moveBy, surround, type Box, type Direction, type Point } from './placing/geometry.ts';
import type { LabelOptions } from './placing/label.ts';
import { sourceOf } from './placing/links.ts';
import { placeApart, type Band } from './placing/placeApart.ts';
import { placeLevel } from './placing/placeLevel.ts';
import type { InitialArrow } from './placing/ends.ts';
import { readMachine, type MachineState } from './readMachine.ts';
import { roomOf } from './placing/route.ts';
import { BOLD, textWidth } from './words.ts';

export type { StatechartTransition } from './placing/drawTransition.ts';
export { humanise } from './words.ts';

/** A state and its box; `x` and `y` are the box's centre. */
export interface StatechartState extends MachineState, Box {
  /** The dot's arrow to an initial state. */
  entry?: InitialArrow;
  corners: Corners;
}

export interface StatechartLayout {
  width: number;
  height: number;
  direction: Direction;
  /** Enclosing states come before the states in them. */
  states: readonly StatechartState[];
  transitions: readonly StatechartTransition[];
  /** Frame around the states set apart, or a bar where transitions from any state begin. */
  band?: Band;
}

export const NAME_FONT_SIZE = 15;
const STATE_HEIGHT = 52;
/** Of states that do nothing any more, and of those set apart. */
const QUIET_STATE_HEIGHT = 44;
const STATE_MIN_WIDTH = 120;
const STATE_PADDING = 48;
const MARGIN = 12;
/** From the border of a state to the middle of the reason below it. */
const REASON_BELOW = 14;
const READABLE_SCALE = 0.85;
/** Below this scale nobody reads the words at the arrows, and without them the states can be larger. */
const LEGIBLE_SCALE = 0.64;
const WAYS_TO_DRAW: readonly LabelOptions[] = (['full', 'brief'] as const).flatMap((labels) =>
  (['LR', 'TB'] as const).flatMap((direction) =>
    [22, 18].map((labelColumns) => ({ labels, direction, labelColumns })),
  ),
);

export function layoutStatechart(machine: AnyStateMachine, options: ArrowOptions = {}): StatechartLayout {
  const direction = options.direction ?? 'LR';
  const isWordless = options.labels === 'none';
  const graph = readMachine(machine);
  const apart = statesApart(graph);
  const arrows = mergeTransitions(graph, apart, options);
  const isApart = (arrow: Arrow) =>
    sourceOf(arrow) === '' || apart.has(sourceOf(arrow)) || apart.has(arrow.to);
  const sizes = new Map(graph.states.map((state) => [state.path, sizeOf(state, apart.has(state.path))]));
  const flow = placeLevel({
    states: graph.states.filter(({ path }) => !apart.has(path)),
    arrows: arrows.filter((arrow) => !isApart(arrow)),
    sizes,
    direction,
  });
  const apartSizes = new Map([...sizes].filter(([path]) => apart.has(path)));
  const band = placeApart(apartSizes, arrows.filter(isApart), flow);

  const extent = surround([
    { x: 0, y: 0, width: flow.width, height: flow.height },
    ...[...flow.routes].flatMap(([arrow, route]) => roomOf({ arrow, labelled: true }, route)),
    ...(band === undefined ? [] : [band]),
  ]);
  const arrowEnds = [...flow.routes.values()].flatMap(({ points }) => [
    ...points.slice(0, 1),
    ...points.slice(-1),
  ]);
  const shift = { x: MARGIN + extent.width / 2 - extent.x, y: MARGIN + extent.height / 2 - extent.y };
  return {
    width: Math.ceil(extent.width + 2 * MARGIN),
    height: Math.ceil(extent.height + 2 * MARGIN + (isWordless ? REASON_BELOW : 0)),
    direction,
    states: graph.states.flatMap((state): StatechartState[] => {
      const box = flow.boxes.get(state.path);
      const initial = flow.initials.get(state.path);
      if (box === undefined) return [];
      const entry = initial && { dot: moveBy(initial.dot, shift), tip: moveBy(initial.tip, shift) };
      const corners = findCorners(box, arrowEnds);
      return [{ ...state, ...box, ...moveBy(box, shift), ...(entry && { entry }), corners }];
    }),
    transitions: arrows.flatMap((arrow) => {
      const route = flow.routes.get(arrow);
      if (route === undefined) return [];
      const drawn = drawTransition(arrow, route, shift, direction, isApart(arrow));
      const target = flow.boxes.get(arrow.to);
      return [isWordless && target ? { ...drawn, ...reasonBelow(target, shift) } : drawn];
    }),
    ...(band && { band: { ...band, ...moveBy(band, shift), caption: moveBy(band.caption, shift) } }),
  };
}

/** An arrow without words has no room of its own for the reason of the last transition. */
function reasonBelow(target: Box, shift: Point): Pick<StatechartTransition, 'reasonX' | 'reasonY'> {
  const { x, y } = moveBy(target, shift);
  return { reasonX: x, reasonY: y + target.height / 2 + REASON_BELOW };
}

const WORDLESS_WAYS: readonly LabelOptions[] = [
  { labels: 'none', direction: 'LR' },
  { labels: 'none', direction: 'TB' },
];

/** The first of the ways to draw the machine, the most telling first, that is readable in the given space; else the largest, without words at its arrows where they would be too small. */
export function layoutToFit(
  machine: AnyStateMachine,
  space: Size,
  options: Omit<ArrowOptions, keyof LabelOptions> = {},
): StatechartLayout {
  const scale = ({ width, height }: Size) => Math.min(space.width / width, space.height / height);
  let largest = layoutStatechart(machine, options);
  for (const way of WAYS_TO_DRAW) {
    const layout = layoutStatechart(machine, { ...options, ...way });
    if (scale(layout) >= READABLE_SCALE) return layout;
    if (scale(layout) > scale(largest)) largest = layout;
  }
  if (scale(largest) >= LEGIBLE_SCALE) return largest;
  for (const way of WORDLESS_WAYS) {
    const layout = layoutStatechart(machine, { ...options, ...way });
    if (scale(layout) > scale(largest)) largest = layout;
  }
  return largest;
}

/** Leaves room for the name with its marker, and for a line of live text below. */
function sizeOf({ label, final }: MachineState, apart: boolean): Size {
  const width = Math.max(STATE_MIN_WIDTH, textWidth(label, NAME_FONT_SIZE) * BOLD + STATE_PADDING);
  return { width: Math.ceil(width), height: apart || final ? QUIET_STATE_HEIGHT : STATE_HEIGHT };
}
