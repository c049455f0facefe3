/** The sentences below the lanes: each at its flag, none over another, the newest first where there is not room for all. */
import type { Violation } from '../picture.ts';

export interface Flag {
  readonly x: number;
  /** Violations at the same place: of the first one the sentence is told. */
  readonly violations: readonly [Violation, ...Violation[]];
}

/** Two violations nearer than this are at the same place. */
const LEAST_APART_PX = 2;

/** In order of time. */
export function flagsOf(
  violations: readonly Violation[],
  xOf: (atMs: number) => number,
  width: number,
): readonly Flag[] {
  const flags: { x: number; violations: [Violation, ...Violation[]] }[] = [];
  for (const violation of violations) {
    const x = xOf(violation.atMs);
    if (x < 0 || x > width) continue;
    const last = flags.at(-1);
    if (last && x - last.x < LEAST_APART_PX) last.violations.push(violation);
    else flags.push({ x, violations: [violation] });
  }
  for (const flag of flags) flag.violations.sort((a, b) => a.invariant.localeCompare(b.invariant));
  return flags;
}

export function flagWords({ violations: [first, ...others] }: Flag): string {
  const ids = new Set([first, ...others].map(({ invariant }) => invariant));
  return `${[...ids].join(', ')}: ${first.words}`;
}

export interface StripLine {
  readonly row: number;
  readonly x: number;
  readonly words: string;
}

export interface Ruler {
  widthOf(words: string): number;
  fit(words: string, width: number): string;
}

type Stretch = readonly [from: number, to: number];

const GAP_PX = 14;
/** How far left of its flag a sentence begins. */
const INDENT_PX = 8;
/** A sentence cut shorter than this tells nothing. */
const LEAST_PX = 90;

/** What is free around `x`; null when nothing is. */
function freeAround(x: number, taken: readonly Stretch[], width: number): Stretch | null {
  if (taken.some(([from, to]) => from - GAP_PX < x && x < to + GAP_PX)) return null;
  const from = Math.max(0, ...taken.filter(([, to]) => to < x).map(([, to]) => to + GAP_PX));
  const to = Math.min(width, ...taken.filter(([left]) => left > x).map(([left]) => left - GAP_PX));
  return [from, to];
}

export function layoutStrip(
  flags: readonly Flag[],
  rows: number,
  width: number,
  ruler: Ruler,
): readonly StripLine[] {
  const taken: Stretch[][] = Array.from({ length: rows }, () => []);
  return flags.toReversed().flatMap((flag) => {
    const words = flagWords(flag);
    const rooms = taken.map((row) => freeAround(flag.x, row, width));
    const roomOf = (room: Stretch | null) => (room ? room[1] - room[0] : 0);
    const fitting = rooms.findIndex((room) => roomOf(room) >= ruler.widthOf(words));
    const row =
      fitting === -1 ? rooms.findIndex((room) => roomOf(room) === Math.max(...rooms.map(roomOf))) : fitting;
    const room = rooms[row];
    if (!room || roomOf(room) < LEAST_PX) return [];
    const shown = ruler.fit(words, roomOf(room));
    const length = ruler.widthOf(shown);
    const x = Math.max(room[0], Math.min(flag.x - INDENT_PX, room[1] - length));
    taken[row]?.push([x, x + length]);
    return [{ row, x, words: shown }];
  });
}
