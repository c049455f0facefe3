/** Places what can happen in any state: a band below the flow with the states set apart, and thin arrows from the band back into the flow. */
import type { Arrow } from './arrows.ts';
import { boxesOverlap, surround, type Box } from './geometry.ts';
import type { Placement, Size } from './placeFlow.ts';
import type { Route } from './routeFlow.ts';

const PADDING = 16;
const STUB_LENGTH = 22;
const SIDE_STUB_LENGTH = 34;
const GAP = 24;
const CHANNEL = 24;
const CLEARANCE = 8;
/** Height of a band that only starts arrows and holds no state. */
const BAR_HEIGHT = 28;

interface Cell {
  path: string;
  size: Size;
  entry: Arrow | undefined;
}

/** Adds boxes and routes to the flow; answers the band's box, or undefined when nothing happens in any state. */
export function placeApart(
  apart: ReadonlyMap<string, Size>,
  arrows: readonly Arrow[],
  flow: Placement,
  labels: readonly Box[],
): Box | undefined {
  const returns = arrows.filter(({ to }) => !apart.has(to));
  if (apart.size === 0 && returns.length === 0) return undefined;
  const obstacles = [...flow.boxes.values(), ...labels];
  const points = [...flow.routes.values()].flatMap((route) => route.points);
  const ground = surround([...obstacles, ...points.map((point) => ({ ...point, width: 0, height: 0 }))]);
  const groundBottom = ground.y + ground.height / 2;
  const top =
    groundBottom + CLEARANCE + returns.reduce((sum, { labelHeight }) => sum + labelHeight + CLEARANCE, 0);

  const cells = [...apart].map(([path, size]): Cell => {
    return { path, size, entry: arrows.find(({ to }) => to === path) };
  });
  const band = placeCells(cells, ground, top, flow);

  let bottomOfLabel = top;
  let channels = 0;
  for (const arrow of returns) {
    const target = flow.boxes.get(arrow.to);
    if (target === undefined) continue;
    const labelY = bottomOfLabel - CLEARANCE - arrow.labelHeight / 2;
    bottomOfLabel -= arrow.labelHeight + CLEARANCE;
    const column = {
      x: target.x,
      y: (target.y + groundBottom) / 2,
      width: 16,
      height: groundBottom - target.y,
    };
    const isFree = obstacles.every((box) => box === target || !boxesOverlap(box, column));
    const x = isFree ? target.x : ground.x - ground.width / 2 - CHANNEL * ++channels;
    const ends = isFree
      ? [{ x, y: target.y + target.height / 2 }]
      : [
          { x, y: target.y - target.height / 4 },
          { x: target.x - target.width / 2, y: target.y - target.height / 4 },
        ];
    const labelX = x + 10 + arrow.labelWidth / 2;
    flow.routes.set(arrow.id, {
      points: [...startOf(arrow, apart, flow, x, bottomOfLabel, top), ...ends],
      shape: 'corners',
      across: { start: false, end: false },
      labelX,
      labelY,
      reasonX: labelX,
      reasonY: top,
    });
  }
  const left = Math.min(
    band.x - band.width / 2,
    channels === 0 ? Infinity : ground.x - ground.width / 2 - CHANNEL * channels - PADDING,
  );
  const right = band.x + band.width / 2;
  return { ...band, x: (left + right) / 2, width: right - left };
}

/** Each state after the words that lead to it, in one row; where that is too wide, below the words, in as many rows as it takes. */
function placeCells(cells: readonly Cell[], ground: Box, top: number, flow: Placement): Box {
  if (cells.length === 0)
    return { x: ground.x, y: top + BAR_HEIGHT / 2, width: ground.width, height: BAR_HEIGHT };
  const room = ground.width - 2 * PADDING;
  const beside =
    widthOf(cells.map(({ size, entry }) => size.width + SIDE_STUB_LENGTH + (entry?.labelWidth ?? 0))) <= room;
  const widthOfCell = ({ size, entry }: Cell) =>
    beside
      ? size.width + SIDE_STUB_LENGTH + (entry?.labelWidth ?? 0)
      : Math.max(size.width, entry?.labelWidth ?? 0);
  const rows: Cell[][] = [];
  for (const cell of cells) {
    const row = rows.at(-1);
    if (row === undefined || widthOf([...row, cell].map(widthOfCell)) > room) rows.push([cell]);
    else row.push(cell);
  }
  let y = top + PADDING;
  for (const row of rows) {
    const above = beside ? 0 : Math.max(...row.map(({ entry }) => entry?.labelHeight ?? 0)) + STUB_LENGTH;
    let x = ground.x - widthOf(row.map(widthOfCell)) / 2;
    for (const cell of row) {
      const { path, size, entry } = cell;
      const width = widthOfCell(cell);
      const centre = beside ? x + width - size.width / 2 : x + width / 2;
      const box = { x: centre, y: y + above + size.height / 2, ...size };
      flow.boxes.set(path, box);
      if (entry !== undefined) flow.routes.set(entry.id, entryRoute(entry, box, beside));
      x += width + GAP;
    }
    y += above + Math.max(...row.map(({ size }) => size.height)) + PADDING;
  }
  const width = Math.max(ground.width, ...rows.map((row) => widthOf(row.map(widthOfCell)) + 2 * PADDING));
  return { x: ground.x, y: (top + y) / 2, width, height: y - top };
}

function widthOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP, -GAP);
}

function entryRoute(
  { labelWidth, labelHeight }: Arrow,
  { x, y, width, height }: Box,
  beside: boolean,
): Route {
  const tip = beside ? { x: x - width / 2, y } : { x, y: y - height / 2 };
  const start = beside ? { x: tip.x - SIDE_STUB_LENGTH + 6, y } : { x, y: tip.y - STUB_LENGTH + 3 };
  return {
    points: [start, tip],
    shape: 'corners',
    across: { start: false, end: false },
    labelX: beside ? tip.x - SIDE_STUB_LENGTH - labelWidth / 2 : x,
    labelY: beside ? y : tip.y - STUB_LENGTH - labelHeight / 2,
    reasonX: x,
    reasonY: y + height / 2 + PADDING,
  };
}

/** An arrow shared by all states set apart starts at the band, any other at the side of its own state. */
function startOf(
  { sources }: Arrow,
  apart: ReadonlyMap<string, Size>,
  flow: Placement,
  x: number,
  y: number,
  top: number,
): Route['points'] {
  const own = flow.boxes.get(sources[0] ?? '');
  if (own === undefined || sources.length === apart.size) return [{ x, y: top }];
  const side = own.x - own.width / 2;
  return [
    { x: side, y: own.y },
    { x: side - GAP / 2, y: own.y },
    { x: side - GAP / 2, y },
    { x, y },
  ];
}
