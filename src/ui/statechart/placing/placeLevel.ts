/** Places the states inside one state, or the outermost ones, with everything nested in them. The centre of a level is its origin. */
import type { Arrow } from './arrows.ts';
import { ranksOf, runDagre, type Size } from './dagreLevel.ts';
import { attachEnds, type InitialArrow } from './ends.ts';
import { moveBy, surround, type Box, type Direction } from './geometry.ts';
import { childrenOf, linksOf, type GateSides, type Link } from './links.ts';
import type { MachineState } from '../readMachine.ts';
import { loopRoute, moveRoute, readColumns, readRoute, roomOf, type Route } from './route.ts';

export interface Level extends Size {
  boxes: Map<string, Box>;
  initials: Map<string, InitialArrow>;
  routes: Map<Arrow, Route>;
  /** Stretches that end or begin at this level's border; the level around it continues them. */
  stubs: Map<Arrow, Route>;
}

export interface Plan {
  states: readonly MachineState[];
  arrows: readonly Arrow[];
  /** What each state needs for its own words; a state that encloses others grows around them. */
  sizes: ReadonlyMap<string, Size>;
  direction: Direction;
}

/** Room above the children of a state for its own name. */
export const HEADER_HEIGHT = 30;
/** Countdown ring and highlight reach this far out of a state's box. */
const RING_REACH = 8;
const DOT_SIZE = 12;
const PADDING = 10;
const ALMOST_IN_LINE = 8;

export function placeLevel(plan: Plan, level: string | null = null, sides: GateSides = new Map()): Level {
  const { direction } = plan;
  const children = childrenOf(level, plan.states);
  const links = linksOf(level, plan.arrows, sides);
  const fromInitial = children.toSorted((a, b) => Number(b.initial) - Number(a.initial));
  const ranks = ranksOf(
    fromInitial.map(({ path }) => path),
    links,
  );
  chooseGates(links, ranks, sides);
  const inner = new Map<string, Level>();
  const sizes = new Map<string, Size>();
  for (const { path } of children) {
    if (childrenOf(path, plan.states).length > 0) inner.set(path, placeLevel(plan, path, sides));
    const { width, height } = inner.get(path) ?? plan.sizes.get(path) ?? { width: 0, height: 0 };
    sizes.set(path, { width, height });
  }

  const dagre = runDagre(sizes, links, ranks, direction);
  align(dagre.boxes.values(), direction);
  const columns = readColumns(dagre, direction);
  const routes = new Map<Link, Route>();
  for (const [link, line] of dagre.lines) {
    const own = link.from === link.to ? dagre.boxes.get(link.from ?? '') : undefined;
    routes.set(link, own ? loopRoute(link, own, direction) : readRoute(link, line, columns, direction));
  }
  const entries = children.filter(({ initial }) => initial).map(({ path }) => path);
  const initials = attachEnds(routes, entries, dagre.boxes, inner, direction);

  const frame = frameAround(
    [
      ...[...dagre.boxes.values()].map((box) => grown(box, RING_REACH)),
      ...[...initials.values()].map(({ dot }) => ({ ...dot, width: DOT_SIZE, height: DOT_SIZE })),
      ...[...routes].flatMap(([link, route]) => roomOf(link, route)),
    ],
    plan.sizes.get(level ?? ''),
  );
  return assemble(dagre.boxes, inner, initials, routes, frame, direction);
}

/** Where an arrow joins two children, their order decides through which side it leaves the one and enters the other. */
function chooseGates(links: readonly Link[], ranks: ReadonlyMap<string, number>, sides: GateSides): void {
  for (const { arrow, from, to } of links) {
    if (from === null || to === null) continue;
    const isForward = (ranks.get(from) ?? 0) <= (ranks.get(to) ?? 0);
    sides.set(
      arrow,
      isForward ? { source: 'after', target: 'before' } : { source: 'before', target: 'after' },
    );
  }
}

/** States that are almost in line are brought in line. */
function align(boxes: Iterable<Box>, direction: Direction): void {
  const across = direction === 'LR' ? 'y' : 'x';
  const sorted = [...boxes].toSorted((a, b) => a[across] - b[across]);
  for (const [index, box] of sorted.entries()) {
    const previous = sorted[index - 1];
    if (previous !== undefined && box[across] - previous[across] < ALMOST_IN_LINE)
      box[across] = previous[across];
  }
}

function grown(box: Box, reach: number): Box {
  return { ...box, width: box.width + 2 * reach, height: box.height + 2 * reach };
}

/** Without words of its own to make room for, the frame is the content's. */
function frameAround(content: readonly Box[], words: Size | undefined): Box {
  const box = surround(content);
  if (words === undefined) return box;
  return {
    x: box.x,
    y: box.y - HEADER_HEIGHT / 2,
    width: Math.max(box.width + 2 * PADDING, words.width),
    height: box.height + 2 * PADDING + HEADER_HEIGHT,
  };
}

/** Moves the frame's centre to the origin, puts nested levels into their boxes and joins arrows with their stretches in there. */
function assemble(
  boxes: ReadonlyMap<string, Box>,
  inner: ReadonlyMap<string, Level>,
  initials: ReadonlyMap<string, InitialArrow>,
  routes: ReadonlyMap<Link, Route>,
  frame: Box,
  direction: Direction,
): Level {
  const { width, height } = frame;
  const result: Level = {
    width,
    height,
    boxes: new Map(),
    initials: new Map(),
    routes: new Map(),
    stubs: new Map(),
  };
  const toOrigin = { x: -frame.x, y: -frame.y };
  for (const [path, { dot, tip }] of initials) {
    result.initials.set(path, { dot: moveBy(dot, toOrigin), tip: moveBy(tip, toOrigin) });
  }
  for (const [path, box] of boxes) {
    const centre = moveBy(box, toOrigin);
    result.boxes.set(path, { ...box, ...centre });
    const nested = inner.get(path);
    if (nested === undefined) continue;
    for (const [each, nestedBox] of nested.boxes)
      result.boxes.set(each, { ...nestedBox, ...moveBy(nestedBox, centre) });
    for (const [arrow, route] of nested.routes) result.routes.set(arrow, moveRoute(route, centre));
    for (const [each, { dot, tip }] of nested.initials) {
      result.initials.set(each, { dot: moveBy(dot, centre), tip: moveBy(tip, centre) });
    }
  }
  for (const [link, route] of routes) {
    const moved = moveRoute(route, toOrigin);
    if (link.gate !== null) meetBorder(moved, link, frame, direction);
    for (const end of ['from', 'to'] as const) {
      const path = link[end] ?? '';
      const stub = inner.get(path)?.stubs.get(link.arrow);
      const centre = result.boxes.get(path);
      if (stub !== undefined && centre !== undefined) join(moved, moveRoute(stub, centre), end);
    }
    (link.gate === null || link.labelled ? result.routes : result.stubs).set(link.arrow, moved);
  }
  return result;
}

function meetBorder({ points }: Route, { from, gate }: Link, frame: Box, direction: Direction): void {
  const index = from === null ? 0 : points.length - 1;
  const point = points[index];
  if (point === undefined) return;
  const sign = gate === 'before' ? -1 : 1;
  points[index] =
    direction === 'LR'
      ? { x: (sign * frame.width) / 2, y: point.y }
      : { x: point.x, y: (sign * frame.height) / 2 };
}

function join(route: Route, stub: Route, end: 'from' | 'to'): void {
  if (end === 'from') {
    route.points = [...stub.points.slice(0, -1), ...route.points];
    route.across.start = stub.across.start;
  } else {
    route.points = [...route.points, ...stub.points.slice(1)];
    route.across.end = stub.across.end;
  }
}
