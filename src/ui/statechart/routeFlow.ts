/** Leads the arrows of the flow along the points dagre found, and fixes where their labels and reasons stand. */
import type { EdgeLabel, Graph, GraphLabel, NodeLabel } from '@dagrejs/dagre';
import type { Arrow } from './arrows.ts';
import { leaveBox, type Across, type Box, type Direction, type Point } from './geometry.ts';
import { spreadPorts, type Port } from './ports.ts';

export interface Route {
  points: Point[];
  shape: 'flow' | 'corners' | 'loop';
  across: Across;
  labelX: number;
  labelY: number;
  reasonX: number;
  reasonY: number;
}

export type FlowGraph = Graph<GraphLabel, NodeLabel, EdgeLabel>;

/** An arrow with the simple states dagre joins for it; an arrow to or from an enclosing state is cut at that state's border. */
export interface Edge {
  arrow: Arrow;
  from: string;
  to: string;
}

/** A stretch along the flow where states or labels stand. */
interface Column {
  at: number;
  reach: number;
}

/** Room kept at every label for the reason of the last transition. */
export const REASON_HEIGHT = 22;
/** Room inside an enclosing state between its border and a label there. */
export const INWARD_GAP = 10;
/** Between words and the line along them. */
const LINE_GAP = 3;
/** Points of an arrow between neighbours: its ends and both sides of its label. */
const SHORT_ROUTE = 4;

export function routeFlow(
  graph: FlowGraph,
  edges: readonly Edge[],
  boxes: ReadonlyMap<string, Box>,
  direction: Direction,
): Map<string, Route> {
  const columns = readColumns(graph, edges, boxes, direction);
  const routes = new Map(
    edges.map((edge) => [edge.arrow.id, readRoute(graph, boxes, columns, edge, direction)]),
  );
  attachToBorders(edges, routes, boxes, direction);
  return routes;
}

/** Left to right, the line runs along the words, on the side its states are on; top to bottom, straight through them. */
function readRoute(
  graph: FlowGraph,
  boxes: ReadonlyMap<string, Box>,
  columns: readonly Column[],
  edge: Edge,
  direction: Direction,
): Route {
  const { arrow, from, to } = edge;
  const { points = [], x = 0, y = 0 } = graph.edge(from, to, arrow.id);
  const { labelWidth, labelHeight } = arrow;
  const top = y - sizeOfLabel(arrow).height / 2;
  const bottom = y + sizeOfLabel(arrow).height / 2;
  const route: Route = {
    points,
    shape: from === to ? 'loop' : 'flow',
    across: { start: false, end: false },
    labelX: x,
    labelY: top + labelHeight / 2,
    reasonX: x,
    reasonY: direction === 'LR' ? bottom - REASON_HEIGHT / 2 : top + labelHeight + REASON_HEIGHT / 2,
  };
  if (from === to) return route;
  const along = direction === 'LR' ? 'x' : 'y';
  const order = (points[0]?.[along] ?? 0) < (points.at(-1)?.[along] ?? 0) ? [-1, 1] : [1, -1];
  const ends = [boxes.get(from)?.y ?? y, boxes.get(to)?.y ?? y] as const;
  const hangs = direction === 'LR' && y > (ends[0] + ends[1]) / 2;
  const lineY = hangs ? top : bottom - REASON_HEIGHT;
  if (direction === 'LR') {
    route.labelY = hangs ? top + LINE_GAP + labelHeight / 2 : lineY - LINE_GAP - labelHeight / 2;
  }
  const passLabel = (side: number, index: number): Point => {
    if (direction === 'TB') return { x, y: route.labelY + (side * labelHeight) / 2 };
    const end = ends[index] ?? y;
    const bendsAway = hangs ? end < lineY : end > lineY;
    return { x: x + ((side * labelWidth) / 2) * (bendsAway ? 0.5 : 1), y: lineY };
  };
  route.points = points.flatMap((point, index) => {
    if (index === 0 || index === points.length - 1) return [point];
    if (point.x === x && point.y === y) return order.map(passLabel);
    const column = columns.find(({ at }) => Math.abs(at - point[along]) < 1);
    const inLine = direction === 'LR' && point.y === y ? { ...point, y: lineY } : point;
    return order.map((side) => ({ ...inLine, [along]: point[along] + side * (column?.reach ?? 0) }));
  });
  return route;
}

/** Where states and labels stand along the flow. Long arrows pass there straight, and bend only where nothing stands. */
function readColumns(
  graph: FlowGraph,
  edges: readonly Edge[],
  boxes: ReadonlyMap<string, Box>,
  direction: Direction,
): Column[] {
  const along = direction === 'LR' ? 'x' : 'y';
  const columns: Column[] = [];
  const labels = edges.map(({ arrow, from, to }) => {
    const { x = 0, y = 0 } = graph.edge(from, to, arrow.id);
    return { x, y, ...sizeOfLabel(arrow) };
  });
  const states = graph.nodes().filter((path) => graph.children(path).length === 0);
  for (const box of [...states.flatMap((path) => boxes.get(path) ?? []), ...labels]) {
    const reach = (direction === 'LR' ? box.width : box.height) / 2;
    const column = columns.find(({ at }) => Math.abs(at - box[along]) < 1);
    if (column === undefined) columns.push({ at: box[along], reach });
    else column.reach = Math.max(column.reach, reach);
  }
  return columns;
}

/** What dagre keeps free for an arrow's words and reason. */
export function sizeOfLabel({ labelWidth, labelHeight }: Arrow): { width: number; height: number } {
  return { width: labelWidth + 8, height: labelHeight + LINE_GAP + REASON_HEIGHT };
}

function attachToBorders(
  edges: readonly Edge[],
  routes: ReadonlyMap<string, Route>,
  boxes: ReadonlyMap<string, Box>,
  direction: Direction,
): void {
  const ports: Port[] = [];
  for (const { arrow, from, to } of edges) {
    const route = routes.get(arrow.id);
    const [source, target] = [boxes.get(from), boxes.get(to)];
    const [second, beforeLast] = [route?.points[1], route?.points.at(-2)];
    if (!route || !source || !target || !second || !beforeLast || route.shape === 'loop') continue;
    const long = route.points.length > SHORT_ROUTE;
    const { across } = route;
    ports.push(
      {
        box: source,
        neighbour: second,
        long,
        place(point, isAcross) {
          route.points[0] = point;
          across.start = isAcross;
        },
      },
      {
        box: target,
        neighbour: beforeLast,
        long,
        place(point, isAcross) {
          route.points[route.points.length - 1] = point;
          across.end = isAcross;
        },
      },
    );
  }
  spreadPorts(ports, direction);
  for (const { arrow, from, to } of edges) {
    const route = routes.get(arrow.id);
    const [source, target] = [boxes.get(arrow.sources[0] ?? ''), boxes.get(arrow.to)];
    if (route && source && from !== (arrow.sources[0] ?? '')) route.points = leaveBox(route.points, source);
    if (route && target && to !== arrow.to)
      route.points = leaveBox(route.points.toReversed(), target).toReversed();
  }
}

/** From the border of a state up to one of the states inside it. */
export function inwardRoute({ labelHeight }: Arrow, outer: Box, inner: Box): Route {
  const bottom = outer.y + outer.height / 2;
  const labelY = bottom - INWARD_GAP - REASON_HEIGHT - labelHeight / 2;
  return {
    points: [
      { x: inner.x, y: bottom },
      { x: inner.x, y: inner.y + inner.height / 2 },
    ],
    shape: 'corners',
    across: { start: false, end: false },
    labelX: inner.x,
    labelY,
    reasonX: inner.x,
    reasonY: labelY + labelHeight / 2 + REASON_HEIGHT / 2,
  };
}
