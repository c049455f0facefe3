/** The bands of states as SVG paths, one per state: of one lane band by band, of several lanes as stacked shares. */
import type { Band } from '../../sim/lanes.ts';

export interface BandField {
  readonly durationMs: number;
  /** In px. */
  readonly width: number;
  readonly height: number;
}

/** State → `d` of its path. */
export type BandPaths = ReadonlyMap<string, string>;

/** However short a state is, it is to be seen. */
const LEAST_WIDTH = 1;
const COLUMN_WIDTH = 4;

function rectangle(left: number, right: number, top: number, bottom: number): string {
  const [x0, x1, y0, y1] = [left, right, top, bottom].map((value) => Number(value.toFixed(2)));
  return `M${x0} ${y0}H${x1}V${y1}H${x0}Z`;
}

export function lanePaths(bands: readonly Band[], { durationMs, width, height }: BandField): BandPaths {
  const paths = new Map<string, string>();
  for (const { state, fromMs, toMs } of bands) {
    const left = (fromMs / durationMs) * width;
    const right = Math.max((toMs / durationMs) * width, left + LEAST_WIDTH);
    paths.set(state, (paths.get(state) ?? '') + rectangle(left, right, 0, height));
  }
  return paths;
}

/** For each of `states` and each column its share of the lanes' time in that column, 0–1. */
export function stateShares(
  lanes: readonly (readonly Band[])[],
  states: readonly string[],
  durationMs: number,
  columns: number,
): readonly Float64Array[] {
  const columnMs = durationMs / columns;
  const shares = states.map(() => new Float64Array(columns));
  const sums = new Float64Array(columns);
  for (const { state, fromMs, toMs } of lanes.flat()) {
    const share = shares[states.indexOf(state)];
    if (!share) continue;
    const last = Math.min(columns - 1, Math.floor(toMs / columnMs));
    for (let column = Math.floor(fromMs / columnMs); column <= last; column += 1) {
      const spentMs = Math.min(toMs, (column + 1) * columnMs) - Math.max(fromMs, column * columnMs);
      share[column] = (share[column] as number) + spentMs;
      sums[column] = (sums[column] as number) + spentMs;
    }
  }
  return shares.map((share) =>
    share.map((spentMs, column) => (spentMs > 0 ? spentMs / (sums[column] as number) : 0)),
  );
}

/** `nowMs` ends the last column; the first of `states` lies at the bottom. */
export function sharePaths(
  lanes: readonly (readonly Band[])[],
  states: readonly string[],
  nowMs: number,
  { durationMs, width, height }: BandField,
): BandPaths {
  const columns = Math.max(1, Math.ceil(width / COLUMN_WIDTH));
  const shares = stateShares(lanes, states, durationMs, columns);
  const end = (nowMs / durationMs) * width;
  const edge = (column: number) => Math.min((column / columns) * width, end);
  const floor = new Float64Array(columns).fill(height);
  const paths = new Map<string, string>();
  states.forEach((state, index) => {
    const share = shares[index] as Float64Array;
    let path = '';
    for (let column = 0; column < columns;) {
      const [from, part, bottom] = [column, share[column] as number, floor[column] as number];
      while (column < columns && share[column] === part && floor[column] === bottom) column += 1;
      if (part > 0) path += rectangle(edge(from), edge(column), bottom - part * height, bottom);
    }
    share.forEach((part, column) => {
      floor[column] = (floor[column] as number) - part * height;
    });
    paths.set(state, path);
  });
  return paths;
}
