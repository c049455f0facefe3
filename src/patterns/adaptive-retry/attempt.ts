/** Calls and attempts as the contenders' machinery keeps them. */
import type { CallCause } from './causes.ts';
import type { ErrorClass } from './contenders.ts';

export interface LabCall {
  readonly id: number;
  readonly client: number;
  readonly arrivedAtMs: number;
  readonly deadlineAtMs: number;
  /** Made so far, hedges included. */
  attempts: number;
  /** In flight. */
  open: number;
  isOver: boolean;
  /** The failure after which the present or coming retry is made. */
  failedAs: ErrorClass | null;
  failedAtMs: number;
  readonly settle: ((cause: CallCause) => void) | null;
}

export interface Attempt {
  readonly call: LabCall;
  /** From 0. */
  readonly number: number;
  readonly isHedge: boolean;
  readonly sentAtMs: number;
  readonly timeoutAtMs: number;
  /** The failure that it retries, and how long after it, for those who learn from it. */
  readonly after: ErrorClass | null;
  readonly delayMs: number;
  /** Whether anybody waits for its answer. */
  isOpen: boolean;
}

export interface Failure {
  readonly errorClass: ErrorClass;
  /** Time for which the server asked, or null. */
  readonly askedMs: number | null;
}

/** A wait in ms before the next attempt, or how the call ends. */
export type Decision = number | CallCause;

/** What makes contenders differ. */
export interface Strategy {
  /** Before anything is sent. */
  admits(attempt: Attempt): boolean;
  /** What becomes of a call whose attempt was not let through; it ends when this is left out. */
  turnedAway?(call: LabCall): Decision;
  answered(attempt: Attempt): void;
  /** Before `decide`; also when another attempt of the call is still in flight. */
  failed(attempt: Attempt, failure: Failure): void;
  decide(call: LabCall, failure: Failure): Decision;
  /** Asked when a wait is over: null to go ahead, a further wait, or how the call ends. */
  dispatch?(call: LabCall): Decision | null;
  /** After how long a second attempt is made beside the first; `Infinity` for never. */
  hedgeAfterMs?(): number;
  /** Whether that second attempt may go now. */
  hedges?(): boolean;
}
