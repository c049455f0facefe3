/** Finds corners of a state where no arrow arrives, for the pills that sit on its border. */
import type { Box, Point } from './geometry.ts';

export interface Corners {
  /** Centres, from the state's centre, of the countdown's pill and of the badge that counts machines. */
  time: Point;
  badge: Point;
}

const TIME_WIDTH = 60;
const BADGE_WIDTH = 36;
const HEIGHT = 36;
const ABOVE_BORDER = 5;

/** Prefers the countdown at the upper right and the badge at the upper left; never gives both the same corner. */
export function findCorners(state: Box, arrowEnds: readonly Point[]): Corners {
  const corner = (right: number, lower: number, width: number): Point => ({
    x: right * (state.width / 2 - width / 2 - 2),
    y: lower * (state.height / 2 + ABOVE_BORDER),
  });
  const isFree = (at: Point, width: number) =>
    !arrowEnds.some(
      (end) =>
        Math.abs(end.x - state.x - at.x) < width / 2 + 2 && Math.abs(end.y - state.y - at.y) < HEIGHT / 2,
    );
  const badges = [corner(-1, -1, BADGE_WIDTH), corner(1, -1, BADGE_WIDTH), corner(-1, 1, BADGE_WIDTH)];
  const badge = badges.find((at) => isFree(at, BADGE_WIDTH)) ?? corner(-1, -1, BADGE_WIDTH);
  const times = [
    corner(1, -1, TIME_WIDTH),
    corner(-1, -1, TIME_WIDTH),
    corner(1, 1, TIME_WIDTH),
    corner(-1, 1, TIME_WIDTH),
  ].filter((at) => Math.sign(at.x) !== Math.sign(badge.x) || Math.sign(at.y) !== Math.sign(badge.y));
  return { badge, time: times.find((at) => isFree(at, TIME_WIDTH)) ?? times[0] ?? badge };
}
