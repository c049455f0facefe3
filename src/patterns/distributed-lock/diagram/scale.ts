/** Where actors and instants lie in the diagram: one lane per actor from top to bottom, time to the right. */
import type { TimeWindow } from './window.ts';

export interface Scale extends TimeWindow {
  /** In px. */
  readonly width: number;
  readonly pxPerMs: number;
  /** Upper edge of the first lane. */
  readonly top: number;
  readonly laneHeight: number;
  /** Height of a lease's bar. */
  readonly barHeight: number;
  /** Actor → its lane, counted from 0 at the top. */
  readonly laneOf: ReadonlyMap<string, number>;
}

export interface Place {
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  /** Of the text, in px. */
  readonly textSize: number;
}

/** Space above and below a bar in a low lane. */
const LEAST_GAP = 2;

export function scaleOf(
  laneOf: ReadonlyMap<string, number>,
  { fromMs, spanMs }: TimeWindow,
  { width, top, bottom, textSize }: Place,
): Scale {
  const laneHeight = (bottom - top) / Math.max(1, laneOf.size);
  const wanted = Math.max(laneHeight * 0.42, textSize * 1.35);
  const barHeight = Math.max(4, Math.min(wanted, laneHeight - 2 * LEAST_GAP, textSize * 1.8));
  return { fromMs, spanMs, width, pxPerMs: width / spanMs, top, laneHeight, barHeight, laneOf };
}

export function xOf(atMs: number, { fromMs, pxPerMs }: Scale): number {
  return (atMs - fromMs) * pxPerMs;
}

/** Upper edge of an actor's lane; null for one that has none. */
export function laneTop(actor: string, { laneOf, top, laneHeight }: Scale): number | null {
  const lane = laneOf.get(actor);
  return lane === undefined ? null : top + lane * laneHeight;
}

/** The line in the middle of an actor's lane, on which it acts. */
export function lineOf(actor: string, scale: Scale): number | null {
  const edge = laneTop(actor, scale);
  return edge === null ? null : edge + scale.laneHeight / 2;
}

/** Both ends of a stretch of time, cut to what is shown; null when nothing of it is. */
export function reachOf(fromMs: number, toMs: number, scale: Scale): readonly [number, number] | null {
  const left = xOf(fromMs, scale);
  const right = xOf(toMs, scale);
  if (right < 0 || left > scale.width || right < left) return null;
  return [Math.max(0, left), Math.min(scale.width, right)];
}
