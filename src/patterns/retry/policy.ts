/** Retry as a policy: makes attempts until one succeeds or the call's statechart ends it. */
import type { Call, CauseSpec, Policy, Result } from '../../sim/call.ts';
import { nothingToCancel } from '../../sim/call.ts';
import type { MachineHost } from '../../sim/machineHost.ts';
import { createTimeout } from '../../sim/timeout.ts';
import type { World } from '../../sim/world.ts';
import type { RetryBudget } from '../../sim/retryBudget.ts';
import { callMachine, type CallEmitted, type EndReason } from './machine.ts';
import { isRetried, type CallContext, type RetrySettings, type Wait } from './rules.ts';

export const RETRY_CAUSES = {
  exhausted: {
    outcome: 'failed',
    label: 'attempts exhausted',
    describe: () => 'every attempt failed',
  },
  exhaustedByTimeout: {
    outcome: 'timedOut',
    label: 'last attempt timed out',
    describe: (time) => `none of the attempts was answered, the last not within ${time ?? 'its timeout'}`,
  },
  budgetSpent: {
    outcome: 'rejected',
    label: 'retry budget spent',
    describe: () => 'an attempt failed and the retry budget has no room for another',
  },
  hopeless: {
    outcome: 'failed',
    label: 'hopeless',
    describe: () => 'refused in a way that no retry can help',
  },
  notRetried: {
    outcome: 'failed',
    label: 'not retried',
    describe: () => 'a failure of a kind that is not retried',
  },
  deadlinePassed: {
    outcome: 'timedOut',
    label: 'call deadline',
    describe: () => 'an attempt failed and another would come too late for the call’s deadline',
  },
} as const satisfies Record<string, CauseSpec>;

/** How a call that was retried looks to whoever made it; `last` is the result of its last attempt. */
function resultOf(reason: EndReason, last: Result): Result {
  const failed = (cause: keyof typeof RETRY_CAUSES, causeMs: number | null = null): Result => ({
    outcome: RETRY_CAUSES[cause].outcome,
    cause,
    causeMs,
  });
  switch (reason) {
    case 'answered':
      return last;
    case 'lastAttempt':
      return last.outcome === 'timedOut' ? failed('exhaustedByTimeout', last.causeMs) : failed('exhausted');
    case 'budgetSpent':
      return failed('budgetSpent');
    case 'hopeless':
      return failed(last.cause === 'hopeless' ? 'hopeless' : 'notRetried');
    case 'deadline':
    case 'callerLeft':
      return failed('deadlinePassed');
  }
}

export interface EndedCall {
  readonly call: Call;
  readonly reason: EndReason;
  readonly attempts: number;
  readonly waitedMs: number;
}

/** The statechart of a call that runs, for whoever watches it. */
export interface RunningCall {
  readonly state: string;
  readonly context: CallContext;
}

export interface RetryOptions {
  /** Asked at every decision, so that settings may change. */
  readonly settings: () => RetrySettings;
  readonly budgetOf: (client: number) => RetryBudget;
  /** `Infinity` for no limit; asked once per attempt. */
  readonly attemptTimeoutMs: () => number;
  /** Time for the whole call in ms, `Infinity` for no limit; asked once per call. */
  readonly deadlineMs: () => number;
  /** Whether the caller is told how the retrying ended, or gets the result of the last attempt, as code around it would. */
  readonly endsWith: 'ending' | 'lastResult';
  readonly hostOf: (call: Call) => MachineHost;
  /** Uniform draw in [0, 1) for the wait before that retry, from 0. */
  readonly jitterOf: (call: Call, retry: number) => number;
  /** Gets the state that a call has entered; the one before and the statechart are null for the first one. */
  readonly onState?: (
    call: Call,
    state: string,
    previous: string | null,
    running: RunningCall | null,
  ) => void;
  readonly onWait?: (call: Call, wait: Wait, cause: string) => void;
  readonly onEnd?: (ended: EndedCall) => void;
}

/** Attempts of a layer below get numbers of their own: this is the most that one layer makes. */
const MOST_ATTEMPTS = 10;

const NO_RESULT: Result = { outcome: 'timedOut', cause: 'deadlinePassed', causeMs: null };

export function createRetry(world: World, options: RetryOptions): Policy {
  const { clock } = world;
  const { settings, budgetOf, attemptTimeoutMs, deadlineMs, endsWith, hostOf, jitterOf } = options;

  return (next) => (call, settle) => {
    const deadlineAtMs = clock.nowMs + deadlineMs();
    const timed = createTimeout(world, () => Math.min(attemptTimeoutMs(), deadlineAtMs - clock.nowMs))(next);
    const budget = () => budgetOf(call.client);
    let cancelAttempt = nothingToCancel;
    let last = NO_RESULT;
    let retryCause: string | null = null;
    let running: RunningCall | null = null;
    let state: string | null = null;
    let isOver = false;

    function attempt(number: number): void {
      const { id, client } = call;
      const tried: Call = { id, client, attempt: (call.attempt ?? 0) * MOST_ATTEMPTS + number };
      cancelAttempt = timed(tried, finish);
    }

    function finish(result: Result): void {
      last = result;
      cancelAttempt = nothingToCancel;
      if (result.outcome === 'succeeded' || result.outcome === 'degraded') {
        budget().noteSuccess(retryCause);
        machine.send({ type: 'attempt.succeeded' });
        return;
      }
      const { cause, causeMs } = result;
      const now = settings();
      if (isRetried(now.retryOn, cause)) budget().noteFailure();
      const hasBudget = budget().hasRoom(cause);
      machine.send({ type: 'attempt.failed', atMs: clock.nowMs, cause, causeMs, hasBudget, settings: now });
    }

    function hear(event: CallEmitted): void {
      switch (event.type) {
        case 'wait.started':
          retryCause = last.cause;
          budget().withdraw(retryCause);
          options.onWait?.(call, event, retryCause);
          return;
        case 'retry.started':
          attempt(event.attempt);
          return;
        case 'call.ended': {
          const { reason, attempts, waitedMs } = event;
          isOver = true;
          options.onEnd?.({ call, reason, attempts, waitedMs });
          if (reason !== 'callerLeft') settle(endsWith === 'ending' ? resultOf(reason, last) : last);
        }
      }
    }

    budget().noteCall();
    const machine = hostOf(call).start(callMachine, {
      id: `call-${call.id}-${call.attempt ?? 0}`,
      input: { deadlineAtMs, jitterOf: (retry) => jitterOf(call, retry) },
      onEmitted: hear,
      onState(entered) {
        const previous = state;
        state = entered;
        options.onState?.(call, entered, previous, running);
      },
    });
    running = machine;
    attempt(0);
    return () => {
      if (isOver) return;
      cancelAttempt();
      machine.send({ type: 'caller.left' });
    };
  };
}
