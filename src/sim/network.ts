/**
 * Messages between named actors on the world's clock: each takes its time, may be lost, come twice or overtake others,
 * and does not pass a link that is cut. What befalls a message is drawn by its number, whatever else is sent.
 */
import type { World } from './world.ts';

export interface NetworkConditions {
  /** Least time on the way in ms. */
  readonly latencyMs: number;
  /** Up to this many ms more, drawn for each message: later ones overtake earlier ones. */
  readonly latencyJitterMs: number;
  /** Chance in 0…1 that a message is lost. */
  readonly loss: number;
  /** Chance in 0…1 that a message arrives a second time. */
  readonly duplication: number;
}

export type Fate = 'delivered' | 'lost' | 'ignored';

/** What happens to a message and its copy, told to whoever keeps the books. */
export interface Transit<Content> {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly content: Content;
  readonly sentMs: number;
  readonly endsMs: number;
  readonly isLost: boolean;
}

export interface NetworkOptions<Content> {
  readonly conditions: () => NetworkConditions;
  /** Time on top of the latency that this link takes in ms. */
  readonly distanceMs: (from: string, to: string) => number;
  /** Whether messages pass from one actor to another now. */
  readonly isCut: (from: string, to: string) => boolean;
  /** Hands the message over; `ignored` when there is nobody to take it. */
  readonly deliver: (to: string, content: Content, from: string) => Exclude<Fate, 'lost'>;
  readonly onSent?: (transit: Transit<Content>) => void;
  readonly onEnded?: (transit: Transit<Content>, fate: Fate) => void;
}

export interface Network<Content> {
  send(from: string, to: string, content: Content): void;
  readonly sent: number;
  readonly lost: number;
}

const PART = { loss: 0, latency: 1, duplication: 2, copyLatency: 3 } as const;

export function createNetwork<Content>(world: World, options: NetworkOptions<Content>): Network<Content> {
  const { conditions, distanceMs, isCut, deliver, onSent, onEnded } = options;
  const { clock } = world;
  const draws = world.random.stream('network');
  let number = 0;
  let lost = 0;

  /** A draw that decides nothing is not made: most runs lose nothing. */
  const falls = (chance: number, part: number) => chance > 0 && draws.at(number, part) < chance;

  function transmit(from: string, to: string, content: Content, isLost: boolean, part: number): void {
    const { latencyMs, latencyJitterMs } = conditions();
    const jitterMs = latencyJitterMs > 0 ? latencyJitterMs * draws.at(number, part) : 0;
    const onTheWayMs = latencyMs + distanceMs(from, to) + jitterMs;
    const transit = {
      id: number,
      from,
      to,
      content,
      sentMs: clock.nowMs,
      endsMs: clock.nowMs + onTheWayMs,
      isLost,
    };
    onSent?.(transit);
    clock.schedule(onTheWayMs, () => {
      if (isLost || isCut(from, to)) {
        lost += 1;
        onEnded?.(transit, 'lost');
      } else onEnded?.(transit, deliver(to, content, from));
    });
  }

  return {
    get sent() {
      return number;
    },
    get lost() {
      return lost;
    },
    send(from, to, content) {
      const { loss, duplication } = conditions();
      const isLost = isCut(from, to) || falls(loss, PART.loss);
      transmit(from, to, content, isLost, PART.latency);
      if (!isLost && falls(duplication, PART.duplication))
        transmit(from, to, content, false, PART.copyLatency);
      number += 1;
    },
  };
}
