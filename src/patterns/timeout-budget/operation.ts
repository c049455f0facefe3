/** The record of one operation: what it asked, when, how long it was given, how each step ended. */
import type { Call, Result } from '../../sim/call.ts';
import type { BudgetSettings, Child, Verdict } from './rules.ts';

/** `cut`: still running when its operation was told to stop. */
export type StepEnd = 'answered' | 'timedOut' | 'failed' | 'cut';

/** One child's turn, or a pause. A step is the call that it makes, so that the servers' reports lead back to it. */
export interface Step extends Call {
  readonly child: Child | 'pause';
  readonly attempt: number;
  readonly verdict: Verdict;
  readonly startedAtMs: number;
  /** What was left of the budget. */
  readonly remainingMs: number;
  /** What it was given; the length of a pause. */
  readonly timeoutMs: number;
  /** What it would have needed at least. */
  readonly neededMs: number;
  endedAtMs: number | null;
  end: StepEnd | null;
  /** When a server began to work on it; null while it waits, and if it never came to that. */
  workFromMs: number | null;
  workUntilMs: number | null;
  /** Nobody waits for its answer any more. */
  isForNobody: boolean;
}

export interface Operation {
  readonly call: Call;
  readonly startedAtMs: number;
  /** As they were when it started; they stay so to its end. */
  readonly settings: BudgetSettings;
  readonly steps: Step[];
  /** When its user stopped waiting before it was over. */
  gaveUpAtMs: number | null;
  endedAtMs: number | null;
  /** How the operation itself ended, which nobody may have waited for. */
  result: Result | null;
}
