/**
 * Where a call's dot is on its way client → policy → server → client. A function of the run and the instant alone, so
 * that pausing, stepping and rewinding show the same picture. Travel takes no time in the model; on screen each leg
 * lasts `legMs`, which makes even the fastest call visible.
 */
import type { CallRecord, Outcome } from '../../sim/call.ts';

export interface Dot {
  /** 0 at the client, 0.5 at the policy, 1 at the server. */
  readonly x: number;
  /** −1…1: the lane of this call, the same all along its way. */
  readonly lane: number;
  /** null on the way out and while the server works on it. */
  readonly outcome: Outcome | null;
  /** 1, falling to 0 as the dot comes home. */
  readonly opacity: number;
}

const GATE = 0.5;

/** Neighbouring calls take lanes far apart (the golden ratio spreads any run of numbers evenly). */
function laneOf(id: number): number {
  return 2 * ((id * 0.618_033_988_75) % 1) - 1;
}

/** Accelerates and brakes. */
function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

/** The dot of `call` at `nowMs`, null when there is nothing to see (any more). */
export function dotOf(call: CallRecord, nowMs: number, legMs: number): Dot | null {
  const lane = laneOf(call.id);
  const age = nowMs - call.arrivedAtMs;
  if (age < 0) return null;
  const outcome = call.result?.outcome ?? null;
  const turn = call.sentAtMs === null && outcome === 'rejected' ? GATE : 1;
  const leg = legMs * turn;
  if (age < leg) return { x: turn * ease(age / leg), lane, outcome: null, opacity: 1 };
  const wait = call.endedAtMs === null ? Infinity : Math.max(call.endedAtMs - call.arrivedAtMs, leg);
  if (age < wait) return { x: turn, lane, outcome: null, opacity: 1 };
  const home = (age - wait) / leg;
  if (home >= 1) return null;
  return { x: turn * (1 - ease(home)), lane, outcome, opacity: Math.min(1, 3 * (1 - home)) };
}
