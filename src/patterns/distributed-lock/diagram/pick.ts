/** What lies under a click, and which message comes before or after another one. */
import type { Lease, LockView, Message, Partition, Trouble, Violation, Write } from '../picture.ts';
import { distanceTo, emptyArrow, shapeArrow } from './arrows.ts';
import { lineOf, xOf, type Scale } from './scale.ts';
import { barOf, gapOf } from './spans.ts';

export type Thing =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'write'; readonly write: Write }
  | { readonly kind: 'violation'; readonly violation: Violation }
  | { readonly kind: 'lease'; readonly lease: Lease }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'partition'; readonly partition: Partition };

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Picking {
  readonly view: LockView;
  readonly scale: Scale;
  /** Of `view.messages`: from, and to (exclusive). */
  readonly range: readonly [number, number];
  /** How far off a click may be, in px. */
  readonly slack: number;
}

function nearest<T>(
  items: readonly T[],
  from: number,
  to: number,
  slack: number,
  distance: (item: T) => number,
): T | null {
  let best: T | null = null;
  let least = slack;
  for (let index = from; index < to; index += 1) {
    const item = items[index] as T;
    const away = distance(item);
    if (away > least) continue;
    least = away;
    best = item;
  }
  return best;
}

function messageAt({ x, y }: Point, { view, scale, range, slack }: Picking): Message | null {
  const arrow = emptyArrow();
  return nearest(view.messages, ...range, slack, (message) =>
    shapeArrow(message, view.nowMs, scale, arrow) ? distanceTo(arrow, x, y) : Infinity,
  );
}

/** Small things first: a mark, an arrow, a bar, and only then what fills a lane. */
export function thingAt(point: Point, picking: Picking): Thing | null {
  const { view, scale, slack } = picking;
  const { x, y } = point;
  const bottom = scale.top + scale.laneOf.size * scale.laneHeight;
  const write = nearest(view.writes, 0, view.writes.length, slack + 4, ({ atMs }) =>
    Math.hypot(x - xOf(atMs, scale), y - (lineOf('resource', scale) ?? Infinity)),
  );
  if (write) return { kind: 'write', write };
  const violation = nearest(view.violations, 0, view.violations.length, slack, ({ atMs }) =>
    y >= bottom ? Math.abs(x - xOf(atMs, scale)) : Infinity,
  );
  if (violation) return { kind: 'violation', violation };
  const message = messageAt(point, picking);
  if (message) return { kind: 'message', message };

  const lease = view.leases.findLast((each) => {
    const bar = barOf(each, view.nowMs, scale);
    return bar && x >= bar.left && x <= bar.plannedRight && y >= bar.top && y <= bar.top + bar.height;
  });
  if (lease) return { kind: 'lease', lease };
  const trouble = view.troubles.findLast((each) => {
    const gap = gapOf(each, view.nowMs, scale);
    return gap && x >= gap.left - 2 && x <= gap.right + 2 && y >= gap.top && y <= gap.top + gap.height;
  });
  if (trouble) return { kind: 'trouble', trouble };
  const partition = view.partitions.findLast(
    ({ fromMs, untilMs }) => x >= xOf(fromMs, scale) && x <= xOf(untilMs ?? view.nowMs, scale),
  );
  return partition && y < scale.top ? { kind: 'partition', partition } : null;
}

/** The message before or after the present one; the first or last of the window when there is none yet. */
export function neighbour(
  messages: readonly Message[],
  present: Message | null,
  by: 1 | -1,
  [from, to]: readonly [number, number],
): Message | null {
  const index = present ? messages.findIndex(({ id }) => id === present.id) : -1;
  if (index === -1) return messages[by === 1 ? from : to - 1] ?? null;
  return messages[index + by] ?? null;
}

/** When it happens or begins. */
export function instantOf(thing: Thing): number {
  switch (thing.kind) {
    case 'message':
      return thing.message.sentMs;
    case 'write':
      return thing.write.atMs;
    case 'violation':
      return thing.violation.atMs;
    case 'lease':
      return thing.lease.fromMs;
    case 'trouble':
      return thing.trouble.fromMs;
    case 'partition':
      return thing.partition.fromMs;
  }
}
