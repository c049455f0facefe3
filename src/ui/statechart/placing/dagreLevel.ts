/** Runs dagre on the children of one level: which come first along the flow, and where all stand. */
import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';
import type { Arrow } from './arrows.ts';
import { countCrossings } from './crossings.ts';
import type { Box, Direction, Point } from './geometry.ts';
import type { Link } from './links.ts';

export interface Size {
  width: number;
  height: number;
}

/** A link as dagre led it, from its source to its target, with the centre of its label. */
export interface DagreLine {
  points: Point[];
  label: Point;
}

export interface DagreLevel {
  boxes: Map<string, Box>;
  lines: Map<Link, DagreLine>;
}

/** Room kept at every label for the reason of the last transition. */
export const REASON_HEIGHT = 22;
/** Between words and the line along them. */
export const LINE_GAP = 5;
/** How far a transition from a state to itself reaches out. */
export const LOOP_REACH = 26;

/** Room between two columns, and between two rows. */
const SEPARATION: Readonly<Record<Direction, number>> = { LR: 52, TB: 30 };
/** The same where no arrow carries words. */
const WORDLESS_SEPARATION = 24;

/** Travel across the flow between two columns that needs extra room, and the most that is given. */
const FAR = 80;
const MAX_EXTRA = 40;
const MAX_WORDLESS_EXTRA = 12;

type LevelGraph = Graph<GraphLabel, NodeLabel, EdgeLabel>;

/** Position of each child in the order of flow, which begins at the first child; sizes play no part in it. */
export function ranksOf(children: readonly string[], links: readonly Link[]): Map<string, number> {
  const graph = emptyGraph('LR', 1);
  for (const path of children) graph.setNode(path, { width: 0, height: 0 });
  for (const { arrow, from, to } of links)
    if (from !== null && to !== null) graph.setEdge(from, to, {}, arrow.id);
  layout(graph);
  return new Map(children.map((path) => [path, (graph.node(path).rank ?? 0) / 2]));
}

/**
 * Dagre's result depends on the order in which it is told the links: the first drawing without crossings is taken, else
 * the one with the fewest. Lines that travel far across the flow get more room to do so, in a second run.
 */
export function runDagre(
  sizes: ReadonlyMap<string, Size>,
  links: readonly Link[],
  ranks: ReadonlyMap<string, number>,
  direction: Direction,
): DagreLevel {
  const isWordless = links.every(({ arrow }) => arrow.labelHeight === 0);
  const separation = isWordless ? WORDLESS_SEPARATION : SEPARATION[direction];
  const forwardFirst = links.toSorted((a, b) => Number(runsBack(a, ranks)) - Number(runsBack(b, ranks)));
  let best = { order: links, level: place(sizes, links, ranks, direction, separation) };
  for (const order of [links.toReversed(), forwardFirst, forwardFirst.toReversed()]) {
    if (crossingsOf(best.level) === 0) break;
    const level = place(sizes, order, ranks, direction, separation);
    if (crossingsOf(level) < crossingsOf(best.level)) best = { order, level };
  }
  const farthest = Math.max(0, ...travelsOf(best.level, direction));
  const extra = Math.min(isWordless ? MAX_WORDLESS_EXTRA : MAX_EXTRA, Math.round((farthest - FAR) / 3));
  return extra <= 0 ? best.level : place(sizes, best.order, ranks, direction, separation + extra);
}

function crossingsOf({ lines }: DagreLevel): number {
  return countCrossings([...lines.values()].map(({ points }) => points));
}

/** How far each stretch of each line moves across the flow. */
function travelsOf(level: DagreLevel, direction: Direction): number[] {
  const across = direction === 'LR' ? 'y' : 'x';
  return [...level.lines.values()].flatMap(({ points }) =>
    points.map((point, index) => Math.abs(point[across] - (points[index - 1] ?? point)[across])),
  );
}

function place(
  sizes: ReadonlyMap<string, Size>,
  links: readonly Link[],
  ranks: ReadonlyMap<string, number>,
  direction: Direction,
  separation: number,
): DagreLevel {
  const graph = emptyGraph(direction, separation);
  for (const [path, size] of sizes) graph.setNode(path, { ...size });
  const last = Math.max(...ranks.values());
  const edges = links.map((link) => {
    const gate = `gate ${link.arrow.id}`;
    if (link.gate !== null) graph.setNode(gate, { width: 0, height: 0 });
    const ends = [link.from ?? gate, link.to ?? gate] as const;
    const back = runsBack(link, ranks);
    const [tail, head] = back ? [ends[1], ends[0]] : ends;
    const rank = ranks.get(link.from ?? link.to ?? '') ?? 0;
    const minlen = link.gate === null ? 1 : link.gate === 'before' ? rank + 1 : last - rank + 1;
    graph.setEdge(tail, head, { ...sizeOfLabel(link, direction), labelpos: 'c', minlen }, link.arrow.id);
    return { link, tail, head, back };
  });
  layout(graph);
  return {
    boxes: new Map([...sizes].map(([path, size]) => [path, { ...centreOf(graph.node(path)), ...size }])),
    lines: new Map(
      edges.map(({ link, tail, head, back }) => {
        const edge = graph.edge(tail, head, link.arrow.id);
        const points = edge.points ?? [];
        return [link, { points: back ? points.toReversed() : points, label: centreOf(edge) }];
      }),
    ),
  };
}

/** Dagre gets every line in the order of flow, so that gates do not change which lines it takes to run back. */
function runsBack({ from, to, gate }: Link, ranks: ReadonlyMap<string, number>): boolean {
  if (from === null) return gate === 'after';
  if (to === null) return gate === 'before';
  return (ranks.get(from) ?? 0) > (ranks.get(to) ?? 0);
}

function emptyGraph(direction: Direction, separation: number): LevelGraph {
  const graph: LevelGraph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction, ranksep: separation, nodesep: 24, edgesep: 16 });
  return graph;
}

function centreOf({ x = 0, y = 0 }: { x?: number; y?: number }): Point {
  return { x, y };
}

/** What is kept free for an arrow's words and reason, and for its bend when it returns to its own state. */
export function sizeOfLabel({ arrow, from, to, labelled }: Link, direction: Direction): Size {
  if (!labelled) return { width: 0, height: 0 };
  const size = labelRoom(arrow);
  if (from !== to) return size;
  return direction === 'LR'
    ? { ...size, height: size.height + LOOP_REACH }
    : { ...size, width: size.width + LOOP_REACH };
}

function labelRoom({ labelWidth, labelHeight }: Arrow): Size {
  if (labelHeight === 0) return { width: 0, height: 0 };
  return { width: labelWidth + 8, height: labelHeight + LINE_GAP + REASON_HEIGHT };
}
