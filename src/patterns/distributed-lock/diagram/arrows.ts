/** Messages as slanted arrows: which are in the window, and where each begins and ends at this instant. */
import type { Message } from '../picture.ts';
import { lineOf, xOf, type Scale } from './scale.ts';
import type { TimeWindow } from './window.ts';

export type ArrowEnd = 'head' | 'cross' | 'ring' | 'dot';

/** Filled anew for every message, because there may be many in every frame. */
export interface Arrow {
  fromX: number;
  fromY: number;
  toX: number;
  toY: number;
  /** `head`: delivered, `cross`: lost, `ring`: ignored, `dot`: still on its way. */
  end: ArrowEnd;
}

export const emptyArrow = (): Arrow => ({ fromX: 0, fromY: 0, toX: 0, toY: 0, end: 'head' });

/** How far towards the receiver a lost message is drawn. */
const LOST_SHARE = 0.55;
const ENDS = { delivered: 'head', lost: 'cross', ignored: 'ring' } as const;

/** Index of the first message that was sent at or after this instant. */
function firstSentFrom(messages: readonly Message[], atMs: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle] as Message).sentMs < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function messagesWithin(messages: readonly Message[], { fromMs, spanMs }: TimeWindow): number {
  return firstSentFrom(messages, fromMs + spanMs) - firstSentFrom(messages, fromMs);
}

/**
 * Tells from which index to which (exclusive) messages may be in sight. It remembers the longest flight it has met, so
 * that every message is looked at once and not in every frame.
 */
export function createMessageFinder() {
  let longestMs = 0;
  let newest: Message | undefined;
  return (messages: readonly Message[], { fromMs, spanMs }: Scale): readonly [number, number] => {
    for (let index = messages.length - 1; index >= 0; index -= 1) {
      const message = messages[index] as Message;
      if (message === newest) break;
      longestMs = Math.max(longestMs, message.endsMs - message.sentMs);
    }
    newest = messages.at(-1);
    const end = firstSentFrom(messages, fromMs + spanMs);
    return [Math.min(firstSentFrom(messages, fromMs - longestMs), end), end];
  };
}

/** False when it is not to be seen: outside the window, not yet sent, or without a lane. */
export function shapeArrow(message: Message, nowMs: number, scale: Scale, arrow: Arrow): boolean {
  const { sentMs, endsMs, fate } = message;
  if (sentMs > nowMs) return false;
  const fromX = xOf(sentMs, scale);
  const endX = xOf(endsMs, scale);
  if (endX < 0 || fromX > scale.width) return false;
  const fromY = lineOf(message.from, scale);
  const lineY = lineOf(message.to, scale);
  if (fromY === null || lineY === null) return false;
  const endY = fate === 'lost' ? fromY + LOST_SHARE * (lineY - fromY) : lineY;
  const isUnderWay = endsMs > nowMs;
  const share = isUnderWay ? (nowMs - sentMs) / (endsMs - sentMs) : 1;
  arrow.fromX = fromX;
  arrow.fromY = fromY;
  arrow.toX = fromX + share * (endX - fromX);
  arrow.toY = fromY + share * (endY - fromY);
  arrow.end = isUnderWay ? 'dot' : ENDS[fate];
  return true;
}

/** Whether the arrow goes through the middle line of a box. */
export function crosses(
  { fromX, fromY, toX, toY }: Arrow,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): boolean {
  const y = box.y + box.height / 2;
  if (y < Math.min(fromY, toY) || y > Math.max(fromY, toY)) return false;
  const x = toY === fromY ? fromX : fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX);
  return x > box.x - 2 && x < box.x + box.width + 2;
}

/** How far a point is from the arrow, in px. */
export function distanceTo({ fromX, fromY, toX, toY }: Arrow, x: number, y: number): number {
  const width = toX - fromX;
  const height = toY - fromY;
  const length = width * width + height * height;
  const along = length === 0 ? 0 : ((x - fromX) * width + (y - fromY) * height) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - fromX - share * width, y - fromY - share * height);
}
