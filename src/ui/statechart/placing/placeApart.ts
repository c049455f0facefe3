/** Places what can happen in any state: a band below the flow that holds the states set apart. */
import type { Arrow } from './arrows.ts';
import type { Size } from './dagreLevel.ts';
import type { Box, Point } from './geometry.ts';
import type { Level } from './placeLevel.ts';
import { returnHeight, routeReturns } from './returns.ts';
import type { Route } from './route.ts';
import { textWidth } from '../words.ts';

export interface Band extends Box {
  /** Centre of the words that say what the band is, and their width. */
  caption: Point;
  captionWidth: number;
}

export const BAND_CAPTION = 'from any state';
export const BAND_FONT_SIZE = 12;
const PADDING = 16;
const GAP = 24;
const STUB_LENGTH = 22;
const SIDE_STUB_LENGTH = 34;
/** Height of a band that only starts arrows and holds no state. */
const BAR_HEIGHT = 24;
const CLEARANCE = 8;

interface Cell {
  path: string;
  size: Size;
  entry: Arrow | undefined;
  width: number;
}

/** Adds boxes and routes to the flow; answers the band, or undefined when nothing happens in any state. */
export function placeApart(
  apart: ReadonlyMap<string, Size>,
  arrows: readonly Arrow[],
  flow: Level,
): Band | undefined {
  const returns = arrows.filter(({ to }) => !apart.has(to));
  if (apart.size === 0 && returns.length === 0) return undefined;
  const top = flow.height / 2 + CLEARANCE + returns.reduce((sum, arrow) => sum + returnHeight(arrow), 0);
  const obstacles = new Map(flow.boxes);
  const cells = placeCells(apart, arrows, top, flow);
  const starts = routeReturns(returns, [...apart.keys()], obstacles, flow, top);
  const captionWidth = textWidth(BAND_CAPTION, BAND_FONT_SIZE) + 12;

  const left = Math.min(cells.left, starts.left - PADDING);
  if (apart.size > 0) {
    const right = Math.max(cells.right, starts.right + PADDING);
    const caption = { x: right - PADDING - captionWidth / 2, y: top };
    return { ...between(left, right, top, cells.bottom), caption, captionWidth };
  }
  const right = Math.max(starts.right, starts.left + captionWidth) + PADDING;
  const bar = between(starts.left - PADDING, right, top, top + BAR_HEIGHT);
  return { ...bar, caption: { x: bar.x, y: bar.y }, captionWidth };
}

function between(left: number, right: number, top: number, bottom: number): Box {
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/** Each state after the words that lead to it, in one row; where that is too wide, below the words, in as many rows as it takes. */
function placeCells(apart: ReadonlyMap<string, Size>, arrows: readonly Arrow[], top: number, flow: Level) {
  const room = flow.width - 2 * PADDING;
  const entryOf = (path: string) => arrows.find(({ to }) => to === path);
  const cellsOf = (beside: boolean) =>
    [...apart].map(([path, size]): Cell => {
      const entry = entryOf(path);
      const label = entry?.labelWidth ?? 0;
      const lead = entry === undefined ? 0 : label + SIDE_STUB_LENGTH;
      return { path, size, entry, width: beside ? lead + size.width : Math.max(label, size.width) };
    });
  const beside = widthOf(cellsOf(true)) <= room;
  const rows: Cell[][] = [];
  for (const cell of cellsOf(beside)) {
    const row = rows.at(-1);
    if (row === undefined || widthOf([...row, cell]) > room) rows.push([cell]);
    else row.push(cell);
  }
  let y = top + PADDING;
  for (const row of rows) {
    const words = Math.max(...row.map(({ entry }) => entry?.labelHeight ?? 0));
    const above = beside || words === 0 ? 0 : words + STUB_LENGTH;
    let x = -widthOf(row) / 2;
    for (const { path, size, entry, width } of row) {
      const centre = beside ? x + width - size.width / 2 : x + width / 2;
      const box = { x: centre, y: y + above + size.height / 2, ...size };
      flow.boxes.set(path, box);
      if (entry !== undefined) flow.routes.set(entry, entryRoute(entry, box, beside));
      x += width + GAP;
    }
    y += above + Math.max(...row.map(({ size }) => size.height)) + PADDING;
  }
  const half = Math.max(flow.width, ...rows.map((row) => widthOf(row) + 2 * PADDING)) / 2;
  return { left: -half, right: half, bottom: y };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width + GAP, -GAP);
}

function entryRoute({ labelWidth, labelHeight }: Arrow, box: Box, beside: boolean): Route {
  const { x, y, width, height } = box;
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
