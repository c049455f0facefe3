/**
 * The clock that one actor sees: it may run fast or slow, and its wall time may jump. Timers are set in the actor's own
 * time and follow every such change; `monotonic` timers do not follow jumps, as a steady clock of an operating system.
 */
import type { Clock, Timer } from './clock.ts';

export type TimeKind = 'wall' | 'monotonic';

export interface LocalTimer {
  /** When it is due, in the actor's own time. */
  readonly atLocalMs: number;
  /** When that will be in real time if the clock runs on as it does. */
  readonly atMs: number;
}

interface Pending extends LocalTimer {
  atMs: number;
  readonly kind: TimeKind;
  readonly run: () => void;
  timer: Timer;
}

export interface LocalClock {
  /** The actor's own time in ms. */
  nowMs(kind: TimeKind): number;
  /** Wall time minus real time in ms. */
  readonly errorMs: number;
  /** ms of own time per ms of real time, from now on; > 0. */
  setRate(rate: number): void;
  /** Wall time jumps so that jumps add up to this many ms. */
  setOffset(offsetMs: number): void;
  schedule(delayMs: number, kind: TimeKind, run: () => void): LocalTimer;
  cancel(timer: LocalTimer): void;
  cancelAll(): void;
}

export function createLocalClock(clock: Clock): LocalClock {
  const pending = new Set<Pending>();
  let rate = 1;
  let offsetMs = 0;
  let sinceMs = 0;
  let localSinceMs = 0;

  const monotonicMs = () => localSinceMs + rate * (clock.nowMs - sinceMs);
  const nowMs = (kind: TimeKind) => monotonicMs() + (kind === 'wall' ? offsetMs : 0);

  function arm(timer: Pending): void {
    const leftMs = Math.max(0, (timer.atLocalMs - nowMs(timer.kind)) / rate);
    timer.timer = clock.schedule(leftMs, () => {
      pending.delete(timer);
      timer.run();
    });
    timer.atMs = timer.timer.atMs;
  }
  function rearm(): void {
    for (const timer of pending) {
      clock.cancel(timer.timer);
      arm(timer);
    }
  }

  return {
    nowMs,
    get errorMs() {
      return nowMs('wall') - clock.nowMs;
    },
    setRate(next) {
      if (next === rate) return;
      localSinceMs = monotonicMs();
      sinceMs = clock.nowMs;
      rate = next;
      rearm();
    },
    setOffset(next) {
      if (next === offsetMs) return;
      offsetMs = next;
      rearm();
    },
    schedule(delayMs, kind, run) {
      const timer: Pending = {
        atLocalMs: nowMs(kind) + delayMs,
        atMs: Infinity,
        kind,
        run,
        timer: null as unknown as Timer,
      };
      arm(timer);
      if (timer.atMs < Infinity) pending.add(timer);
      return timer;
    },
    cancel(timer) {
      const held = timer as Pending;
      if (pending.delete(held)) clock.cancel(held.timer);
    },
    cancelAll() {
      for (const { timer } of pending) clock.cancel(timer);
      pending.clear();
    },
  };
}
