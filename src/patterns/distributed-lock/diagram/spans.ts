/** What lasts: leases as bars, pauses and crashes as gaps, cut links as bands, and the times with two believed holders. */
import type { Lease, Partition, Trouble, Violation } from '../picture.ts';
import { laneTop, lineOf, reachOf, xOf, type Scale } from './scale.ts';

export interface Bar {
  readonly lease: Lease;
  readonly left: number;
  /** End of what has passed. */
  readonly right: number;
  /** End of what is still planned; `right` when there is nothing. */
  readonly plannedRight: number;
  readonly top: number;
  readonly height: number;
  /** Longer and shorter. */
  readonly labels: readonly [string, string];
  /** Whether its true beginning is in sight. */
  readonly startsHere: boolean;
}

/** The invariant that no client takes itself for the holder when its lease is over. */
const BELIEF = 'I5';

/** A node's bar is lower than that of a holder. */
const NODE_SHARE = 0.8;

function labelsOf({ side, holder, token }: Lease): Bar['labels'] {
  const what = side === 'holder' ? 'holds' : holder;
  return token === null ? [what, what] : [`${what} #${token}`, `#${token}`];
}

/** One that is still in force reaches at least to now: who is paused, or has a slow clock, does not notice that it is over. */
const endOf = ({ isOpen, untilMs }: Lease, nowMs: number) => (isOpen ? Math.max(untilMs, nowMs) : untilMs);

export function barOf(lease: Lease, nowMs: number, scale: Scale): Bar | null {
  const { actor, fromMs, isOpen, side } = lease;
  const y = lineOf(actor, scale);
  const reach = reachOf(fromMs, endOf(lease, nowMs), scale);
  if (y === null || !reach || fromMs > nowMs) return null;
  const height = scale.barHeight * (side === 'node' ? NODE_SHARE : 1);
  const [left, plannedRight] = reach;
  const right = isOpen ? Math.min(plannedRight, Math.max(left, xOf(nowMs, scale))) : plannedRight;
  return {
    lease,
    left,
    right,
    plannedRight,
    top: y - height / 2,
    height,
    labels: labelsOf(lease),
    startsHere: xOf(fromMs, scale) >= 0,
  };
}

/** What is left of a bar from the moment on at which its holder's belief was found to be wrong; null when it was not. */
export function zombieOf(
  { lease, left, right }: Bar,
  violations: readonly Violation[],
  nowMs: number,
  scale: Scale,
): readonly [left: number, right: number] | null {
  if (lease.side !== 'holder') return null;
  const { actor, fromMs } = lease;
  const begin = violations.find(
    ({ invariant, actors, atMs }) =>
      invariant === BELIEF && actors.includes(actor) && atMs >= fromMs && atMs <= endOf(lease, nowMs),
  );
  const beginX = begin ? Math.max(left, xOf(begin.atMs, scale)) : Infinity;
  return beginX < right ? [beginX, right] : null;
}

export interface Gap {
  readonly trouble: Trouble;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
}

export function gapOf(trouble: Trouble, nowMs: number, scale: Scale): Gap | null {
  const top = laneTop(trouble.actor, scale);
  const reach = reachOf(trouble.fromMs, Math.min(nowMs, trouble.untilMs ?? nowMs), scale);
  if (top === null || !reach) return null;
  return { trouble, left: reach[0], right: reach[1], top, height: scale.laneHeight };
}

export interface CutBand {
  readonly partition: Partition;
  readonly left: number;
  readonly right: number;
  /** Upper edges of the lanes that have lost a link. */
  readonly laneTops: readonly number[];
}

export function cutBandOf(partition: Partition, nowMs: number, scale: Scale): CutBand | null {
  const { links, fromMs, untilMs } = partition;
  const reach = reachOf(fromMs, Math.min(nowMs, untilMs ?? nowMs), scale);
  if (!reach) return null;
  const actors = new Set(links.flatMap(({ from, to }) => [from, to]));
  const laneTops = [...actors]
    .map((actor) => laneTop(actor, scale))
    .filter((top) => top !== null)
    .toSorted((a, b) => a - b);
  return { partition, left: reach[0], right: reach[1], laneTops };
}

/** A time during which two clients take themselves for the holder. */
export interface DoubleBelief {
  readonly holders: readonly [string, string];
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Of those beliefs that reach into the window; `leases` may have any order. */
export function doubleBeliefs(
  leases: readonly Lease[],
  nowMs: number,
  { fromMs, spanMs }: Pick<Scale, 'fromMs' | 'spanMs'>,
): readonly DoubleBelief[] {
  const beliefs = leases.filter(
    (lease) => lease.side === 'holder' && endOf(lease, nowMs) > fromMs && lease.fromMs < fromMs + spanMs,
  );
  return beliefs.flatMap((one, index) =>
    beliefs.slice(index + 1).flatMap((other) => {
      if (one.holder === other.holder) return [];
      const from = Math.max(one.fromMs, other.fromMs);
      const until = Math.min(endOf(one, nowMs), endOf(other, nowMs), nowMs);
      return until > from
        ? [{ holders: [one.holder, other.holder] as const, fromMs: from, untilMs: until }]
        : [];
    }),
  );
}
