/**
 * The vocabulary of calls: what a call is, how it ends and why, and the one shape that servers and policies share.
 * `Policy = (next: Service) => Service`, as resilience libraries compose, in virtual time.
 */
import type { TraceValue } from './trace.ts';

/** How a call ended for its caller. `degraded`: answered, but with less than was asked for. */
export type Outcome = 'succeeded' | 'failed' | 'rejected' | 'timedOut' | 'degraded';

export const OUTCOMES: readonly Outcome[] = ['succeeded', 'degraded', 'failed', 'timedOut', 'rejected'];

export interface Call {
  /** Number of the call in its run, from 0, in order of arrival. */
  readonly id: number;
  /** Number of the client that made it, from 0. */
  readonly client: number;
  /** Which try of the call this is, from 0; 0 when left out. Each try meets a fate of its own. */
  readonly attempt?: number;
}

export interface Result {
  readonly outcome: Outcome;
  /** Id of the one cause; see `CauseSpec`. */
  readonly cause: string;
  /** The time that belongs to the cause in ms: what is left of an open period, the timeout that passed, when a throttled call may come back; null when none. */
  readonly causeMs: number | null;
  /** What the service answered, where anybody looks at it. Nobody but its owner may change it. */
  readonly value?: unknown;
}

/** Gives up waiting for a call; whether the server also stops working on it is the server's business. */
export type Cancel = () => void;
export type Settle = (result: Result) => void;

/** Serves a call and settles it exactly once, at once or later, unless it was cancelled. */
export type Service = (call: Call, settle: Settle) => Cancel;
export type Policy = (next: Service) => Service;

/** Wraps `service` in the policies, the first one outermost. */
export function compose(service: Service, ...policies: readonly Policy[]): Service {
  return policies.reduceRight((next, policy) => policy(next), service);
}

export const nothingToCancel: Cancel = () => {};

/** What a cause means to a person. Each call has exactly one, and the causes of an outcome add up to its total. */
export interface CauseSpec {
  readonly outcome: Outcome;
  /** Short name for tables, for example "breaker open". */
  readonly label: string;
  /** The rest of "failed: …", with the cause's time already formatted where there is one. */
  readonly describe: (time: string | null) => string;
}

/** One line of the call table. */
export interface CallRecord extends Call {
  readonly arrivedAtMs: number;
  /** When the server was reached, null if it never was. */
  sentAtMs: number | null;
  /** Whether it waits between two attempts; left out: it does not. */
  isWaiting?: boolean;
  endedAtMs: number | null;
  result: Result | null;
}

export function resultData(result: Result, latencyMs: number): Record<string, TraceValue> {
  return { cause: result.cause, causeMs: result.causeMs, latencyMs };
}
