/**
 * The rules of the circuit breaker as plain functions of its settings and counts: when it opens, what a probe decides,
 * how long it stays open. Variants follow resilience4j, Polly, opossum, cockatiel, and the reference (Exercise 1).
 */
import { quantiseMs } from '../clock.ts';
import { recordInWindow, windowTotals, type SlidingWindow } from './window.ts';

export interface BreakerSettings {
  readonly tripOn: 'consecutiveFailures' | 'ratioOfLastCalls' | 'ratioInWindow';
  readonly failureThreshold: number;
  /** 0–1 */
  readonly failureRatio: number;
  readonly windowCalls: number;
  readonly windowMs: number;
  readonly minimumCalls: number;
  readonly slowCallMs: number;
  /** 0–1 */
  readonly slowCallRatio: number;
  readonly ratioComparison: 'atLeast' | 'moreThan';
  readonly evaluateOn: 'everyResult' | 'failures';
  readonly successThreshold: number;
  readonly openDurationMs: number;
  /** Factor per opening in a row, ≥ 1. */
  readonly openGrowth: number;
  readonly maxOpenDurationMs: number;
  /** 0–1: each open period is lengthened by up to this share. */
  readonly reopenJitter: number;
  readonly halfOpenOn: 'timer' | 'nextCall';
  /** Calls admitted at once while half-open; `Infinity` as in the reference. */
  readonly halfOpenProbes: number;
  readonly halfOpenRule: 'successes' | 'ratio';
  /** `Infinity` for no limit. */
  readonly maxHalfOpenMs: number;
  readonly lateResults: 'ignored' | 'counted';
}

export interface BreakerContext {
  readonly settings: BreakerSettings;
  /** Failures in a row while closed; the reference's `failure_count`. */
  readonly failureCount: number;
  /** Successes while half-open; the reference's `success_count`, which keeps its last value after closing. */
  readonly successCount: number;
  readonly window: SlidingWindow;
  /** For show: when the last counted failure came. */
  readonly lastFailureAtMs: number | null;
  /** Start of the present open period; in the reference a late failure moves it. */
  readonly openedAtMs: number;
  readonly halfOpenedAtMs: number;
  /** Longest length of the present half-open period, `Infinity` for no limit. */
  readonly halfOpensForMs: number;
  /** Length of the present open period, with growth and jitter. */
  readonly opensForMs: number;
  /** Openings since the breaker was last closed. */
  readonly openingsInARow: number;
  readonly openings: number;
  /** Grows with every change of state; a result is late when its call was admitted under another generation. */
  readonly generation: number;
  readonly probesInFlight: number;
  /** Results and failures seen in this half-open period. */
  readonly probeResults: number;
  readonly probeFailures: number;
  /** Uniform draw in [0, 1) for the n-th opening. */
  readonly jitterOf: (opening: number) => number;
}

export type BreakerResult = {
  readonly atMs: number;
  readonly latencyMs: number;
  /** The generation under which the call was admitted. */
  readonly generation: number;
};

export type OpeningReason =
  'consecutiveFailures' | 'failureRatio' | 'slowCallRatio' | 'probeFailed' | 'halfOpenTooLong';

/** Why a breaker opens, with the count that reached its limit. */
export interface Verdict {
  readonly reason: OpeningReason;
  readonly count: number;
  readonly outOf: number;
}

export const isLate = (context: BreakerContext, event: BreakerResult): boolean =>
  context.settings.lateResults === 'ignored' && event.generation !== context.generation;

/** Divides instead of multiplying: 11 of 20 is exactly the double 0.55, but 0.55 · 20 is a little more than 11. */
export function reaches(settings: BreakerSettings, count: number, total: number, ratio: number): boolean {
  return settings.ratioComparison === 'atLeast' ? count / total >= ratio : count / total > ratio;
}

export function windowAfter(
  context: BreakerContext,
  event: BreakerResult,
  isFailure: boolean,
): SlidingWindow {
  const { tripOn, windowCalls, windowMs, slowCallMs } = context.settings;
  if (tripOn === 'consecutiveFailures') return context.window;
  const size =
    tripOn === 'ratioOfLastCalls'
      ? { calls: windowCalls, durationMs: Infinity }
      : { calls: Infinity, durationMs: windowMs };
  return recordInWindow(context.window, size, {
    atMs: event.atMs,
    isFailure,
    isSlow: event.latencyMs > slowCallMs,
  });
}

/** Why this result opens a closed breaker, or null when it does not. */
export function tripVerdict(
  context: BreakerContext,
  event: BreakerResult,
  isFailure: boolean,
): Verdict | null {
  const { settings } = context;
  if (settings.tripOn === 'consecutiveFailures') {
    const count = context.failureCount + 1;
    const outOf = settings.failureThreshold;
    return isFailure && count >= outOf ? { reason: 'consecutiveFailures', count, outOf } : null;
  }
  if (!isFailure && settings.evaluateOn === 'failures') return null;
  const { total, failures, slow } = windowTotals(windowAfter(context, event, isFailure));
  const minimum =
    settings.tripOn === 'ratioOfLastCalls'
      ? Math.min(settings.minimumCalls, settings.windowCalls)
      : settings.minimumCalls;
  if (total < minimum) return null;
  if (reaches(settings, failures, total, settings.failureRatio)) {
    return { reason: 'failureRatio', count: failures, outOf: total };
  }
  if (reaches(settings, slow, total, settings.slowCallRatio)) {
    return { reason: 'slowCallRatio', count: slow, outOf: total };
  }
  return null;
}

/** What a probe's result decides. */
export function probeVerdict(context: BreakerContext, isFailure: boolean): 'open' | 'close' | 'goOn' {
  const { settings } = context;
  if (settings.halfOpenRule === 'successes') {
    if (isFailure) return 'open';
    return context.successCount + 1 >= settings.successThreshold ? 'close' : 'goOn';
  }
  const results = context.probeResults + 1;
  const needed = settings.halfOpenProbes === Infinity ? settings.successThreshold : settings.halfOpenProbes;
  if (results < needed) return 'goOn';
  const failures = context.probeFailures + Number(isFailure);
  return reaches(settings, failures, results, settings.failureRatio) ? 'open' : 'close';
}

/** Probes that may still start: with the ratio rule no more than the results it needs. */
export function hasProbePermit(context: BreakerContext): boolean {
  const { halfOpenProbes, halfOpenRule } = context.settings;
  const used = context.probesInFlight + (halfOpenRule === 'ratio' ? context.probeResults : 0);
  return used < halfOpenProbes;
}

/** Length of the open period that would start now, in ms. */
export function openPeriodMs(context: BreakerContext): number {
  const { openDurationMs, openGrowth, maxOpenDurationMs, reopenJitter } = context.settings;
  // The factor is capped, not only the product: after many openings it is infinite, and 0 ms times infinity is no time.
  const factor = Math.min(openGrowth ** context.openingsInARow, Number.MAX_VALUE);
  const capped = Math.max(openDurationMs, Math.min(openDurationMs * factor, maxOpenDurationMs));
  return quantiseMs(capped * (1 + reopenJitter * context.jitterOf(context.openings)));
}

/** Time left of the open period in ms at `atMs`; 0 when it is over. */
export function openRemainingMs({ openedAtMs, opensForMs }: BreakerContext, atMs: number): number {
  return Math.max(0, quantiseMs(openedAtMs + opensForMs - atMs));
}

/** A breaker that counts failures in a row and does nothing more than that: no windows, no growth, no limits in half-open. */
export const PLAIN_BREAKER = {
  tripOn: 'consecutiveFailures',
  halfOpenOn: 'nextCall',
  halfOpenRule: 'successes',
  maxHalfOpenMs: Infinity,
  openGrowth: 1,
  maxOpenDurationMs: Infinity,
  reopenJitter: 0,
  failureRatio: 1,
  windowCalls: 1,
  windowMs: Infinity,
  minimumCalls: 1,
  slowCallMs: Infinity,
  slowCallRatio: 1,
  ratioComparison: 'atLeast',
  evaluateOn: 'failures',
} as const satisfies Partial<BreakerSettings>;
