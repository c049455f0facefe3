/** Faults that can befall one call at a server. Each kind has a draw of its own, so that moving one rate leaves the others' victims alone. */
import type { Call } from './call.ts';
import { drawOf, type RandomStream } from './random.ts';

/** `random`: every call alike and independent; `evenlySpaced`: at a rate of 0.5 exactly every second call fails. */
export type ErrorLaw = 'random' | 'evenlySpaced';

export interface FaultRates {
  /** Share of calls answered with an error, 0–1. */
  readonly errorRatio: number;
  readonly errorLaw: ErrorLaw;
  /** Share of calls that are never answered, 0–1. */
  readonly timeoutRatio: number;
  /** Share of calls slowed down, 0–1. */
  readonly latencyRatio: number;
  /** Service time of a slowed call in ms, instead of its drawn one. */
  readonly latencyMs: number;
  /** Share of calls answered only in part, 0–1. */
  readonly partialRatio: number;
}

export const NO_FAULTS: FaultRates = {
  errorRatio: 0,
  errorLaw: 'random',
  timeoutRatio: 0,
  latencyRatio: 0,
  latencyMs: 0,
  partialRatio: 0,
};

export type Fault = 'none' | 'timeout' | 'error' | 'latency' | 'partial';

/** Larger than the rounding error of `index * ratio`, so that 0.29 gives 29 errors in 100 calls and not 28. */
const ROUNDING = 1e-9;

function isEvenlySpaced(index: number, ratio: number): boolean {
  return Math.floor((index + 1) * ratio + ROUNDING) > Math.floor(index * ratio + ROUNDING);
}

/** The fault that call meets, in the order timeout, error, latency, partial: the first whose draw falls below its rate. */
export function drawFault(rates: FaultRates, stream: RandomStream, call: Call): Fault {
  const isHit = (ratio: number, part: number) =>
    ratio >= 1 || (ratio > 0 && drawOf(stream, call, part) < ratio);
  if (isHit(rates.timeoutRatio, 0)) return 'timeout';
  const isError =
    rates.errorLaw === 'random'
      ? isHit(rates.errorRatio, 1)
      : isEvenlySpaced(call.id + (call.attempt ?? 0), rates.errorRatio);
  if (isError) return 'error';
  if (isHit(rates.latencyRatio, 2)) return 'latency';
  if (isHit(rates.partialRatio, 3)) return 'partial';
  return 'none';
}
