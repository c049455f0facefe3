/** Leads the arrows that start at the band back into the flow: straight up where nothing is in the way, else around the left. */
import type { Arrow } from './arrows.ts';
import { boxesOverlap, type Box, type Point } from './geometry.ts';
import { sourceOf } from './links.ts';
import type { Level } from './placeLevel.ts';
import { roomOf } from './route.ts';

const CHANNEL = 22;
const CLEARANCE = 8;
const SIDE_STEP = 12;
/** Keeps the reason on the band's border clear of the words above. */
const REASON_BELOW = 5;

/** Height an arrow's words take between the flow and the band. */
export function returnHeight({ labelHeight }: Arrow): number {
  return labelHeight + CLEARANCE;
}

/** Adds the routes to the flow, whose `obstacles` were placed before; answers how far left and right they start on the band. */
export function routeReturns(
  returns: readonly Arrow[],
  apart: readonly string[],
  obstacles: ReadonlyMap<string, Box>,
  flow: Level,
  bandTop: number,
): { left: number; right: number } {
  const bottom = flow.height / 2;
  const labels = [...flow.routes].flatMap(([arrow, route]) =>
    apart.includes(arrow.to) ? [] : roomOf({ arrow, labelled: true }, { ...route, points: [] }),
  );
  const taken: number[] = [];
  let channels = 0;
  let y = bandTop;
  for (const arrow of returns) {
    const target = obstacles.get(arrow.to);
    if (target === undefined) continue;
    const labelY = y - CLEARANCE / 2 - arrow.labelHeight / 2;
    y -= returnHeight(arrow);
    const column = { x: target.x, y: (target.y + bottom) / 2, width: CHANNEL, height: bottom - target.y };
    const others = [...obstacles].filter(([path]) => path !== arrow.to && !arrow.to.startsWith(`${path}.`));
    const isFree = [...labels, ...others.map(([, box]) => box)].every((box) => !boxesOverlap(box, column));
    let x = isFree ? target.x : -flow.width / 2 - CHANNEL * ++channels;
    while (taken.includes(x)) x += CHANNEL;
    taken.push(x);
    const labelX = x + 10 + arrow.labelWidth / 2;
    flow.routes.set(arrow, {
      points: [...startOf(arrow, apart, flow, { x, y: bandTop }, y), ...endsAt(target, x, isFree)],
      shape: 'corners',
      across: { start: false, end: false },
      labelX,
      labelY,
      reasonX: labelX,
      reasonY: bandTop + REASON_BELOW,
    });
  }
  return { left: Math.min(...taken), right: Math.max(...taken) };
}

function endsAt({ x: centre, y, width, height }: Box, x: number, fromBelow: boolean): Point[] {
  if (fromBelow) return [{ x, y: y + height / 2 }];
  return [
    { x, y: y - height / 4 },
    { x: centre - width / 2, y: y - height / 4 },
  ];
}

/** An arrow shared by all states set apart starts at the band, any other at the side of its own state. */
function startOf(arrow: Arrow, apart: readonly string[], flow: Level, onBand: Point, y: number): Point[] {
  const own = flow.boxes.get(sourceOf(arrow));
  if (own === undefined || arrow.sources.length === apart.length) return [onBand];
  const side = own.x - own.width / 2;
  return [
    { x: side, y: own.y + own.height / 4 },
    { x: side - SIDE_STEP, y: own.y + own.height / 4 },
    { x: side - SIDE_STEP, y },
    { x: onBand.x, y },
  ];
}
