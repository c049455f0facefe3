/** Places the main states and the arrows between them with dagre, as one compound graph for nested and parallel states. */
import { Graph, layout as runDagre } from '@dagrejs/dagre';
import type { Arrow } from './arrows.ts';
import type { Box, Direction } from './geometry.ts';
import type { MachineState } from './readMachine.ts';
import {
  INWARD_GAP,
  inwardRoute,
  REASON_HEIGHT,
  routeFlow,
  sizeOfLabel,
  type Edge,
  type FlowGraph,
  type Route,
} from './routeFlow.ts';

export interface Placement {
  boxes: Map<string, Box>;
  routes: Map<string, Route>;
}

export interface Size {
  width: number;
  height: number;
}

/** Room above the children of a state for its own name. */
export const HEADER_HEIGHT = 30;
const ALMOST_IN_LINE = 8;

export function placeFlow(
  states: readonly MachineState[],
  sizes: ReadonlyMap<string, Size>,
  arrows: readonly Arrow[],
  direction: Direction,
): Placement {
  const inward = arrows.filter(isInward);
  const edges: Edge[] = arrows
    .filter((arrow) => !isInward(arrow))
    .map((arrow) => ({ arrow, from: leafOf(sourceOf(arrow), states), to: leafOf(arrow.to, states) }));
  const graph = runLayout(states, sizes, edges, direction);
  const boxes = readBoxes(states, graph, inward);
  if (states.every(({ parent }) => parent === null)) align(boxes.values(), direction);
  const routes = routeFlow(graph, edges, boxes, direction);
  for (const arrow of inward) {
    const [outer, inner] = [boxes.get(sourceOf(arrow)), boxes.get(arrow.to)];
    if (outer !== undefined && inner !== undefined) routes.set(arrow.id, inwardRoute(arrow, outer, inner));
  }
  return { boxes, routes };
}

function runLayout(
  states: readonly MachineState[],
  sizes: ReadonlyMap<string, Size>,
  edges: readonly Edge[],
  direction: Direction,
): FlowGraph {
  const nested = states.some(({ parent }) => parent !== null);
  const graph: FlowGraph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({
    rankdir: direction,
    ranksep: direction === 'LR' ? 52 : 30,
    nodesep: nested ? HEADER_HEIGHT + 24 : 22,
    edgesep: 16,
  });
  for (const { path } of states) graph.setNode(path, { ...(sizes.get(path) ?? { width: 0, height: 0 }) });
  for (const { path, parent } of states) if (parent !== null) graph.setParent(path, parent);
  for (const { arrow, from, to } of edges) {
    graph.setEdge(from, to, { ...sizeOfLabel(arrow), labelpos: 'c' }, arrow.id);
  }
  runDagre(graph);
  return graph;
}

/** An enclosing state grows upwards for its name, and downwards for arrows from its own border to a state inside. */
function readBoxes(
  states: readonly MachineState[],
  graph: FlowGraph,
  inward: readonly Arrow[],
): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const { path } of states.toReversed()) {
    const { x = 0, y = 0, width, height } = graph.node(path);
    const children = states.filter(({ parent }) => parent === path).map((child) => boxes.get(child.path));
    if (children.length === 0) {
      boxes.set(path, { x, y, width, height });
      continue;
    }
    const tops = children.map((child) => (child === undefined ? y : child.y - child.height / 2));
    const labels = inward.filter((arrow) => sourceOf(arrow) === path).map(({ labelHeight }) => labelHeight);
    const top = Math.min(y - height / 2, ...tops) - HEADER_HEIGHT;
    const bottom =
      y + height / 2 + (labels.length === 0 ? 0 : Math.max(...labels) + REASON_HEIGHT + 2 * INWARD_GAP);
    boxes.set(path, { x, y: (top + bottom) / 2, width, height: bottom - top });
  }
  return boxes;
}

/** States that are almost in line are brought in line. */
function align(boxes: Iterable<Box>, direction: Direction): void {
  const across = direction === 'LR' ? 'y' : 'x';
  const sorted = [...boxes].toSorted((a, b) => a[across] - b[across]);
  sorted.forEach((box, index) => {
    const previous = sorted[index - 1];
    if (previous !== undefined && box[across] - previous[across] < ALMOST_IN_LINE)
      box[across] = previous[across];
  });
}

function sourceOf(arrow: Arrow): string {
  return arrow.sources[0] ?? '';
}

/** Declared on a state for whichever of its own states is active. */
function isInward(arrow: Arrow): boolean {
  return arrow.to.startsWith(`${sourceOf(arrow)}.`);
}

function leafOf(path: string, states: readonly MachineState[]): string {
  const children = states.filter(({ parent }) => parent === path);
  const first = children.find(({ initial }) => initial) ?? children[0];
  return first === undefined ? path : leafOf(first.path, states);
}
