/** Keeps what the space–time diagram draws. A batch of runs keeps nothing: nobody looks. */
import type { Clock } from '../../sim/clock.ts';
import type { Fate, Transit } from '../../sim/network.ts';
import { fieldsOf, lookOf, type Content } from './messages.ts';
import type { Lease, LockView, Message, Partition, Trouble, Violation, Write } from './picture.ts';

const MOST_MESSAGES = 3_000;
const MOST_BARS = 1_000;

type Open<T> = { -readonly [Key in keyof T]: T[Key] };

type Kept = Pick<LockView, 'messages' | 'leases' | 'troubles' | 'partitions' | 'writes' | 'violations'>;

export interface Chronicle extends Kept {
  sent(transit: Transit<Content>): void;
  ended(transit: Transit<Content>, fate: Fate): void;
  /** Begins or prolongs the bar of this actor on this side. */
  lease(actor: string, side: Lease['side'], lease: Pick<Lease, 'holder' | 'token' | 'untilMs'>): void;
  endLease(actor: string, side: Lease['side']): void;
  /** The kinds of trouble of one actor do not overlap themselves: a new one ends the one before; no words, no trouble. */
  trouble(actor: string, kind: Trouble['kind'], words: string | null): void;
  partition(links: Partition['links'], words: string): void;
  write(write: Omit<Write, 'atMs'>): void;
  violation(violation: Violation): void;
}

export function createChronicle(clock: Clock): Chronicle {
  const messages: Open<Message>[] = [];
  const leases: Open<Lease>[] = [];
  const troubles: Open<Trouble>[] = [];
  const partitions: Open<Partition>[] = [];
  const writes: Write[] = [];
  const violations: Violation[] = [];
  const byTransit = new Map<Transit<Content>, Open<Message>>();
  const openLeases = new Map<string, Open<Lease>>();
  const openTroubles = new Map<string, Open<Trouble>>();

  /** Drops a quarter at once, so that dropping is rare. */
  function keep(list: unknown[], most: number): void {
    if (list.length > most) list.splice(0, most / 4);
  }
  function endLease(actor: string, side: Lease['side']): void {
    const open = openLeases.get(side + actor);
    if (!open) return;
    open.untilMs = clock.nowMs;
    open.isOpen = false;
    openLeases.delete(side + actor);
  }

  return {
    messages,
    leases,
    troubles,
    partitions,
    writes,
    violations,
    sent(transit) {
      const { id, from, to, content, sentMs, endsMs, isLost } = transit;
      const message: Open<Message> = {
        id,
        from,
        to,
        sentMs,
        endsMs,
        fate: isLost ? 'lost' : 'delivered',
        ...lookOf(content),
        content: fieldsOf(content),
      };
      messages.push(message);
      byTransit.set(transit, message);
      keep(messages, MOST_MESSAGES);
    },
    ended(transit, fate) {
      const message = byTransit.get(transit);
      if (message) message.fate = fate;
      byTransit.delete(transit);
    },
    lease(actor, side, { holder, token, untilMs }) {
      const open = openLeases.get(side + actor);
      if (open?.holder === holder && open.token === token) {
        open.untilMs = untilMs;
        return;
      }
      endLease(actor, side);
      const begun = { actor, holder, token, fromMs: clock.nowMs, untilMs, isOpen: true, side };
      openLeases.set(side + actor, begun);
      leases.push(begun);
      keep(leases, MOST_BARS);
    },
    endLease,
    trouble(actor, kind, words) {
      const key = kind + actor;
      const open = openTroubles.get(key);
      if (open?.words === words) return;
      if (open) open.untilMs = clock.nowMs;
      openTroubles.delete(key);
      if (words === null) return;
      const begun = { actor, kind, fromMs: clock.nowMs, untilMs: null, words };
      openTroubles.set(key, begun);
      troubles.push(begun);
      keep(troubles, MOST_BARS);
    },
    partition(links, words) {
      const open = partitions.at(-1);
      if (open?.untilMs === null) open.untilMs = clock.nowMs;
      if (links.length > 0) partitions.push({ links, fromMs: clock.nowMs, untilMs: null, words });
      keep(partitions, MOST_BARS);
    },
    write(write) {
      writes.push({ atMs: clock.nowMs, ...write });
      keep(writes, MOST_BARS);
    },
    violation(violation) {
      violations.push(violation);
      keep(violations, MOST_BARS);
    },
  };
}

const nothing = () => {};

/** For batches. */
export const blindChronicle: Chronicle = {
  messages: [],
  leases: [],
  troubles: [],
  partitions: [],
  writes: [],
  violations: [],
  sent: nothing,
  ended: nothing,
  lease: nothing,
  endLease: nothing,
  trouble: nothing,
  partition: nothing,
  write: nothing,
  violation: nothing,
};
