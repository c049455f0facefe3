/** The last calls of the watched client with their attempts and waits, as the stage draws them. */
import type { Call, Outcome } from '../../sim/call.ts';
import type { Range } from '../../sim/backoff.ts';
import type { EndReason } from './machine.ts';

export interface StripAttempt {
  readonly fromMs: number;
  /** null while it goes on. */
  toMs: number | null;
  outcome: Outcome | null;
}

export interface StripWait {
  readonly fromMs: number;
  readonly askedMs: number;
  readonly drawnMs: number;
  readonly allowedMs: Range;
  readonly waitMs: number;
}

/** Instants are counted from the call's arrival. */
export interface Strip {
  readonly call: number;
  /** How many calls of the client came before it. */
  readonly number: number;
  readonly arrivedAtMs: number;
  readonly attempts: StripAttempt[];
  readonly waits: StripWait[];
  endedMs: number | null;
  reason: EndReason | null;
  outcome: Outcome | null;
}

const KEPT_STRIPS = 8;
/** Three layers of ten attempts make a thousand; nobody can tell so many apart. */
const MOST_PARTS = 120;

export interface Strips {
  begin(call: number, nowMs: number): void;
  attempt(call: Call, nowMs: number): (outcome: Outcome | null, nowMs: number) => void;
  wait(call: Call, wait: Omit<StripWait, 'fromMs'>, nowMs: number): void;
  end(call: number, reason: EndReason, outcome: Outcome, nowMs: number): void;
  /** Oldest first. */
  all(): readonly Strip[];
}

const nothing = () => {};

export function createStrips(): Strips {
  const strips: Strip[] = [];
  let begun = 0;
  const find = (call: number) => strips.findLast((strip) => strip.call === call);

  return {
    all: () => strips,
    begin(call, nowMs) {
      strips.push({
        call,
        number: begun,
        arrivedAtMs: nowMs,
        attempts: [],
        waits: [],
        endedMs: null,
        reason: null,
        outcome: null,
      });
      begun += 1;
      if (strips.length > KEPT_STRIPS) strips.shift();
    },
    attempt({ id }, nowMs) {
      const strip = find(id);
      if (!strip || strip.attempts.length >= MOST_PARTS) return nothing;
      const attempt: StripAttempt = { fromMs: nowMs - strip.arrivedAtMs, toMs: null, outcome: null };
      strip.attempts.push(attempt);
      return (outcome, endMs) => {
        attempt.toMs = endMs - strip.arrivedAtMs;
        attempt.outcome = outcome;
      };
    },
    wait({ id }, wait, nowMs) {
      const strip = find(id);
      if (strip && strip.waits.length < MOST_PARTS)
        strip.waits.push({ fromMs: nowMs - strip.arrivedAtMs, ...wait });
    },
    end(call, reason, outcome, nowMs) {
      const strip = find(call);
      if (!strip) return;
      strip.endedMs = nowMs - strip.arrivedAtMs;
      strip.reason = reason;
      strip.outcome = outcome;
    },
  };
}
