/** Who is there: the names of clients, nodes and the resource, and the life of one of them. */
import { createLocalClock, type LocalClock, type LocalTimer, type TimeKind } from '../../sim/localClock.ts';
import type { Clock } from '../../sim/clock.ts';

export const CLIENTS = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'] as const;
export const NODES = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7'] as const;
export const RESOURCE = 'resource';

export type ClientId = (typeof CLIENTS)[number];
export type NodeId = (typeof NODES)[number];

/** From 0. */
export const indexOf = (id: string): number => Number(id.slice(1)) - 1;

export type Life = 'up' | 'paused' | 'crashed';

/** A timer of an actor: due in its own time, and put off while it is paused. */
export interface ActorTimer {
  timer: LocalTimer | null;
}

export interface LockActor {
  readonly id: string;
  readonly clock: LocalClock;
  readonly life: Life;
  /** Does it now, when the pause is over, or never: a crashed actor takes nothing. */
  perform(run: () => void): 'delivered' | 'ignored';
  after(delayMs: number, kind: TimeKind, run: () => void): ActorTimer;
  cancel(timer: ActorTimer | null): void;
  /** What has come meanwhile is done in the order in which it came, once it is up again; a crash forgets it. */
  live(life: Life): void;
}

export function createActor(clock: Clock, id: string): LockActor {
  const local = createLocalClock(clock);
  let life: Life = 'up';
  let inbox: (() => void)[] = [];

  function perform(run: () => void): 'delivered' | 'ignored' {
    if (life === 'crashed') return 'ignored';
    if (life === 'paused') inbox.push(run);
    else run();
    return 'delivered';
  }
  return {
    id,
    clock: local,
    get life() {
      return life;
    },
    perform,
    after(delayMs, kind, run) {
      const held: ActorTimer = { timer: null };
      held.timer = local.schedule(delayMs, kind, () => {
        perform(() => {
          if (held.timer === null) return;
          held.timer = null;
          run();
        });
      });
      return held;
    },
    cancel(held) {
      if (!held?.timer) return;
      local.cancel(held.timer);
      held.timer = null;
    },
    live(next) {
      if (next === life) return;
      life = next;
      if (life === 'crashed') {
        inbox = [];
        local.cancelAll();
      }
      if (life !== 'up') return;
      const waiting = inbox;
      inbox = [];
      for (const run of waiting) perform(run);
    },
  };
}
