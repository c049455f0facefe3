/** The rules of a retry as plain functions: which failures are retried, and what a failed attempt leads to. */
import { quantiseMs } from '../../sim/clock.ts';
import {
  allowedRangeMs,
  drawRangeMs,
  drawWaitMs,
  type BackoffSettings,
  type Range,
} from '../../sim/backoff.ts';

/**
 * Which failures are retried. `everything`: as the reference does. `notHopeless`: all but those that no retry can help.
 * `notOverload`: nor signs that the server has too much to do. `neverRan`: only those of which it is sure that the
 * server has not begun to work, for calls that must not run twice.
 */
export type RetryOn = 'everything' | 'notHopeless' | 'notOverload' | 'neverRan';

export interface RetrySettings extends BackoffSettings {
  /** All attempts, the first one included, ≥ 1. */
  readonly maxAttempts: number;
  readonly retryOn: RetryOn;
  readonly honoursRetryAfter: boolean;
}

/** Attempts multiply from layer to layer; this many in each of three make 64. */
const MOST_IN_LAYERS = 4;

/** Attempts that each of `layers` makes at most. */
export function attemptsPerLayer(maxAttempts: number, layers: number): number {
  return layers > 1 ? Math.min(MOST_IN_LAYERS, maxAttempts) : maxAttempts;
}

/** Ids of causes; see `SERVER_CAUSES`, `THROTTLE_CAUSES` and `RETRY_CAUSES`. */
const HOPELESS: ReadonlySet<string> = new Set(['hopeless', 'unexpectedError']);
const OVERLOAD: ReadonlySet<string> = new Set(['serverFull', 'throttled']);
const NEVER_RAN: ReadonlySet<string> = new Set(['serverFull', 'throttled', 'outage']);

export function isRetried(retryOn: RetryOn, cause: string): boolean {
  switch (retryOn) {
    case 'everything':
      return true;
    case 'notHopeless':
      return !HOPELESS.has(cause);
    case 'notOverload':
      return !HOPELESS.has(cause) && !OVERLOAD.has(cause);
    case 'neverRan':
      return NEVER_RAN.has(cause);
  }
}

export interface CallContext {
  /** Number of the present attempt, or of the one before the present wait, from 0. */
  readonly attempt: number;
  /** The last drawn wait, null before the first. */
  readonly drawnMs: number | null;
  /** Length of the present wait, or of the last one. */
  readonly waitMs: number;
  /** All waits so far. */
  readonly waitedMs: number;
  /** No wait is begun that would end at or after this instant; `Infinity` for no limit. */
  readonly deadlineAtMs: number;
  /** Uniform draw in [0, 1) for the wait before the n-th retry, from 0. */
  readonly jitterOf: (retry: number) => number;
}

export interface Failure {
  readonly atMs: number;
  /** Id of the attempt's cause. */
  readonly cause: string;
  /** When a throttled attempt may come back, in ms; the cause's time otherwise. */
  readonly causeMs: number | null;
  /** Whether the retry budget has room for one more. */
  readonly hasBudget: boolean;
  readonly settings: RetrySettings;
}

export interface Wait {
  /** Number of the retry that follows, from 0. */
  readonly retry: number;
  /** Time for which the server asked, 0 for none. */
  readonly askedMs: number;
  /** Own backoff, drawn from within `allowedMs`. */
  readonly drawnMs: number;
  readonly allowedMs: Range;
  /** `askedMs` and `drawnMs` together. */
  readonly waitMs: number;
}

export function waitAfter({ attempt, drawnMs, jitterOf }: CallContext, failure: Failure): Wait {
  const { settings, cause, causeMs } = failure;
  const range = drawRangeMs(settings, attempt, drawnMs);
  const draw = range[0] === range[1] ? 0 : jitterOf(attempt);
  const drawn = quantiseMs(drawWaitMs(settings, range, draw));
  const askedMs = settings.honoursRetryAfter && cause === 'throttled' ? (causeMs ?? 0) : 0;
  return {
    retry: attempt,
    askedMs,
    drawnMs: drawn,
    allowedMs: allowedRangeMs(settings, range),
    waitMs: quantiseMs(askedMs + drawn),
  };
}

/** What a failed attempt leads to. `hopeless`: a failure of a kind that is not retried. */
export type Verdict = 'retry' | 'hopeless' | 'lastAttempt' | 'tooLate' | 'overBudget';

export function verdictOn(context: CallContext, failure: Failure): Verdict {
  const { settings, cause, atMs, hasBudget } = failure;
  if (!isRetried(settings.retryOn, cause)) return 'hopeless';
  if (context.attempt + 1 >= settings.maxAttempts) return 'lastAttempt';
  const isLimited = context.deadlineAtMs < Infinity;
  if (isLimited && atMs + waitAfter(context, failure).waitMs >= context.deadlineAtMs) return 'tooLate';
  return hasBudget ? 'retry' : 'overBudget';
}
