/** Attaches the ends of arrows, and the dots of initial states, to the borders of the states of one level. */
import { moveBy, type Box, type Direction, type Point } from './geometry.ts';
import type { Arrow } from './arrows.ts';
import type { Link } from './links.ts';
import { spreadPorts, type Port } from './ports.ts';
import type { Route } from './route.ts';

/** The arrow from a dot to an initial state. */
export interface InitialArrow {
  dot: Point;
  tip: Point;
}

const INITIAL_REACH = 24;
/** Points of an arrow between neighbours: its ends and both sides of its label. */
const SHORT_ROUTE = 4;

/** Changes the routes' ends; answers the arrows of the initial states. */
export function attachEnds(
  routes: ReadonlyMap<Link, Route>,
  initialPaths: readonly string[],
  boxes: ReadonlyMap<string, Box>,
  inner: ReadonlyMap<string, { stubs: ReadonlyMap<Arrow, Route> }>,
  direction: Direction,
): Map<string, InitialArrow> {
  const initials = new Map<string, InitialArrow>();
  const ports: Port[] = [];
  const upstream = direction === 'LR' ? { x: -INITIAL_REACH, y: 0 } : { x: 0, y: -INITIAL_REACH };
  for (const path of initialPaths) {
    const box = boxes.get(path);
    if (box === undefined) continue;
    const far = direction === 'LR' ? box.width : box.height;
    ports.push({
      box,
      neighbour: direction === 'LR' ? { x: box.x - far, y: box.y } : { x: box.x, y: box.y - far },
      long: false,
      place: (tip) => initials.set(path, { dot: moveBy(tip, upstream), tip }),
    });
  }
  for (const [link, route] of routes) {
    if (route.shape === 'loop') continue;
    const { points, across } = route;
    const long = points.length > SHORT_ROUTE;
    for (const end of ['from', 'to'] as const) {
      const path = link[end] ?? '';
      const box = boxes.get(path);
      const index = end === 'from' ? 0 : points.length - 1;
      const neighbour = points[end === 'from' ? 1 : points.length - 2];
      if (box === undefined || neighbour === undefined) continue;
      const gate = inner
        .get(path)
        ?.stubs.get(link.arrow)
        ?.points.at(end === 'from' ? -1 : 0);
      if (gate !== undefined) {
        points[index] = moveBy(gate, box);
        continue;
      }
      ports.push({
        box,
        neighbour,
        long,
        place(point, isAcross) {
          points[index] = point;
          across[end === 'from' ? 'start' : 'end'] = isAcross;
        },
      });
    }
  }
  spreadPorts(ports, direction);
  return initials;
}
