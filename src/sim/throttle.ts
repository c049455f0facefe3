/** A token bucket in front of a server: refills at a steady rate, holds a burst, and tells refused calls when to come back. */
import type { Clock } from './clock.ts';

export interface ThrottleOptions {
  /** Calls let in per second, > 0; `Infinity` for all. */
  readonly callsPerSecond: number;
  /** Calls let in at once after a quiet time, ≥ 1. */
  readonly burst: number;
  /** What refused calls are told (`Retry-After`), in ms. */
  readonly retryAfterMs: number;
}

export interface Throttle {
  /** Takes a token for a call: null when there was one, else the time in ms after which it should come back. */
  refuse(): number | null;
}

/** Rounding of the refill must not cost a call its token. */
const ROUNDING = 1e-9;

/** `options` is asked on each call, so that limits may change; undefined lets every call in. */
export function createThrottle(clock: Clock, options: () => ThrottleOptions | undefined): Throttle {
  let tokens = Infinity;
  let countedAtMs = 0;

  return {
    refuse() {
      const limits = options();
      if (!limits || limits.callsPerSecond === Infinity) return null;
      const refill = ((clock.nowMs - countedAtMs) / 1000) * limits.callsPerSecond;
      tokens = Math.min(limits.burst, tokens + refill);
      countedAtMs = clock.nowMs;
      if (tokens < 1 - ROUNDING) return limits.retryAfterMs;
      tokens -= 1;
      return null;
    },
  };
}
