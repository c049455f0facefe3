/**
 * One call with its attempts and waits as a statechart. It knows no server, no clock and no chance: instants and the
 * present settings come with the events, jitter from a function of the retry's number.
 */
import { assign, emit, setup } from 'xstate';
import { verdictOn, waitAfter, type CallContext, type Failure, type Wait } from './rules.ts';

export type CallEvent =
  | { type: 'attempt.succeeded' }
  | ({ type: 'attempt.failed' } & Failure)
  /** Nobody waits for the call any more. */
  | { type: 'caller.left' };

/** Why a call ended. */
export type EndReason = 'answered' | 'lastAttempt' | 'budgetSpent' | 'hopeless' | 'deadline' | 'callerLeft';

export type CallEmitted =
  | ({ type: 'wait.started' } & Wait)
  | { type: 'retry.started'; attempt: number }
  /** `waitedMs` is all its waits together. */
  | { type: 'call.ended'; reason: EndReason; attempts: number; waitedMs: number };

export type CallInput = Pick<CallContext, 'deadlineAtMs' | 'jitterOf'>;

interface FailureParams {
  readonly failure: Failure;
}

const ofEvent = ({ event }: { event: Failure }): FailureParams => ({ failure: event });
const because = (reason: EndReason) => ({ type: 'reportEnd', params: { reason } }) as const;

const callSetup = setup({
  types: {
    context: {} as CallContext,
    events: {} as CallEvent,
    emitted: {} as CallEmitted,
    input: {} as CallInput,
    tags: {} as 'working' | 'healthy' | 'tripped' | 'testing' | 'manual',
  },
  delays: { backoff: ({ context }) => context.waitMs },
  guards: {
    isHopeless: ({ context }, { failure }: FailureParams) => verdictOn(context, failure) === 'hopeless',
    isLastAttempt: ({ context }, { failure }: FailureParams) => verdictOn(context, failure) === 'lastAttempt',
    isTooLate: ({ context }, { failure }: FailureParams) => verdictOn(context, failure) === 'tooLate',
    isOverBudget: ({ context }, { failure }: FailureParams) => verdictOn(context, failure) === 'overBudget',
  },
  actions: {
    /** Comes before the wait is planned: it speaks of the same draw. */
    reportWait: emit(({ context }, { failure }: FailureParams) => ({
      type: 'wait.started',
      ...waitAfter(context, failure),
    })),
    planWait: assign(({ context }, { failure }: FailureParams) => {
      const { drawnMs, waitMs } = waitAfter(context, failure);
      return { drawnMs, waitMs, waitedMs: context.waitedMs + waitMs };
    }),
    countAttempt: assign({ attempt: ({ context }) => context.attempt + 1 }),
    reportRetry: emit(({ context }) => ({ type: 'retry.started', attempt: context.attempt })),
    reportEnd: emit(({ context }, { reason }: { reason: EndReason }) => ({
      type: 'call.ended',
      reason,
      attempts: context.attempt + 1,
      waitedMs: context.waitedMs,
    })),
  },
});

export const callMachine = callSetup.createMachine({
  id: 'call',
  initial: 'attempting',
  context: ({ input: { deadlineAtMs, jitterOf } }) => ({
    deadlineAtMs,
    jitterOf,
    attempt: 0,
    drawnMs: null,
    waitMs: 0,
    waitedMs: 0,
  }),
  states: {
    attempting: {
      description: 'An attempt is on its way; the call waits for its answer or its timeout.',
      tags: 'working',
      on: {
        'attempt.succeeded': { target: 'succeeded', actions: because('answered') },
        'attempt.failed': [
          {
            guard: { type: 'isHopeless', params: ofEvent },
            target: 'abandoned',
            actions: because('hopeless'),
          },
          {
            guard: { type: 'isLastAttempt', params: ofEvent },
            target: 'exhausted',
            actions: because('lastAttempt'),
          },
          {
            guard: { type: 'isTooLate', params: ofEvent },
            target: 'abandoned',
            actions: because('deadline'),
          },
          {
            guard: { type: 'isOverBudget', params: ofEvent },
            target: 'rejectedByBudget',
            actions: because('budgetSpent'),
          },
          {
            target: 'waiting',
            actions: [
              { type: 'reportWait', params: ofEvent },
              { type: 'planWait', params: ofEvent },
            ],
          },
        ],
        'caller.left': { target: 'abandoned', actions: because('callerLeft') },
      },
    },
    waiting: {
      description: 'The last attempt failed; the next one follows after the backoff.',
      tags: 'testing',
      after: { backoff: { target: 'attempting', actions: ['countAttempt', 'reportRetry'] } },
      on: { 'caller.left': { target: 'abandoned', actions: because('callerLeft') } },
    },
    succeeded: {
      description: 'An attempt was answered.',
      tags: 'healthy',
      type: 'final',
    },
    exhausted: {
      description: 'The last attempt that is allowed failed too.',
      tags: 'tripped',
      type: 'final',
    },
    rejectedByBudget: {
      description: 'An attempt failed, and the retry budget has no room for another.',
      tags: 'tripped',
      type: 'final',
    },
    abandoned: {
      description: 'No retry would help or come in time, or nobody waits any more.',
      tags: 'manual',
      type: 'final',
    },
  },
});
