/**
 * One operation under a timeout budget as a statechart: the cache, then the database, then the optional enrichment. It
 * decides what each child is given and what follows from how it ends; it knows no servers and no clock: instants come
 * with the events.
 */
import { assign, emit, setup } from 'xstate';
import { quantiseMs } from '../../sim/clock.ts';
import {
  afterFailure,
  allot,
  type AfterFailure,
  type Allotment,
  type BudgetSettings,
  type Child,
} from './rules.ts';

interface OperationContext {
  readonly settings: BudgetSettings;
  readonly startedAtMs: number;
  /** Instant of the last event. */
  readonly atMs: number;
  /** Attempts at the database so far, those included that could not start. */
  readonly attempts: number;
  /** What the present child was given. */
  readonly allotment: Allotment;
}

type At = { readonly atMs: number };

export type OperationEvent =
  | ({ type: 'cache.hit'; hasData: boolean } & At)
  | ({ type: 'cache.missed' } & At)
  | ({ type: 'cache.timedOut' } & At)
  | ({ type: 'database.answered' } & At)
  | ({ type: 'database.failed' } & At)
  | ({ type: 'database.timedOut' } & At)
  | ({ type: 'api.answered' } & At)
  | ({ type: 'api.failed' } & At)
  | ({ type: 'api.timedOut' } & At)
  /** The user has stopped waiting, and the operation is told. */
  | ({ type: 'user.gaveUp' } & At);

export type EndCause =
  | 'fromCache'
  | 'hitWithoutData'
  | 'enriched'
  | 'enrichmentSkipped'
  | 'enrichmentTimedOut'
  | 'enrichmentFailed'
  | 'cacheTimedOut'
  | 'databaseTimedOut'
  | 'databaseFailed'
  | 'budgetExhausted'
  | 'noTimeToRetry'
  | 'tooLittleTime'
  | 'userGaveUp';

interface Ending {
  readonly cause: EndCause;
  readonly causeMs: number | null;
}

/** A child is due: it starts, or the allotment says why it does not. */
export type StepReached = { type: 'step.reached'; child: Child; attempt: number } & Allotment;

export type OperationEmitted =
  StepReached | { type: 'pause.started'; forMs: number } | ({ type: 'operation.ended' } & Ending);

export interface OperationInput {
  readonly settings: BudgetSettings;
  readonly atMs: number;
}

const NOTHING: Allotment = { verdict: 'start', remainingMs: 0, timeoutMs: 0, neededMs: 0 };

const elapsed = ({ startedAtMs }: OperationContext, atMs: number) => quantiseMs(atMs - startedAtMs);

const operationSetup = setup({
  types: {
    context: {} as OperationContext,
    events: {} as OperationEvent,
    emitted: {} as OperationEmitted,
    input: {} as OperationInput,
    tags: {} as 'healthy' | 'tripped' | 'testing' | 'manual' | 'working',
  },
  delays: {
    pause: ({ context }) => context.settings.pauseMs,
  },
  guards: {
    isExhausted: ({ context }) => context.allotment.verdict === 'exhausted',
    isRefused: ({ context }) => context.allotment.verdict === 'refused',
    isExhaustedWithAttemptsLeft: ({ context }) =>
      context.allotment.verdict === 'exhausted' && context.attempts < context.settings.maxAttempts,
    cannotStart: ({ context }) => context.allotment.verdict !== 'start',
    hasData: (_, { hasData }: { hasData: boolean }) => hasData,
    isCacheIndispensable: ({ context }) => context.settings.coordination === 'asWritten',
    follows: ({ context }, { atMs, next }: At & { next: AfterFailure }) =>
      afterFailure(context.settings, elapsed(context, atMs), context.attempts) === next,
  },
  actions: {
    noteInstant: assign((_, { atMs }: At) => ({ atMs })),
    allot: assign(({ context }, { child }: { child: Child }) => ({
      allotment: allot(context.settings, child, elapsed(context, context.atMs), context.attempts),
      attempts: context.attempts + Number(child === 'database'),
    })),
    reportStep: emit(({ context }, { child }: { child: Child }) => ({
      type: 'step.reached',
      child,
      attempt: child === 'database' ? context.attempts - 1 : 0,
      ...context.allotment,
    })),
    reportPause: emit(({ context }) => ({ type: 'pause.started', forMs: context.settings.pauseMs })),
    end: emit((_, ending: Ending) => ({ type: 'operation.ended', ...ending })),
  },
});

const atEvent = ({ event }: { event: At }): At => ({ atMs: event.atMs });
const atEndOfPause = ({ context }: { context: OperationContext }): At => ({
  atMs: quantiseMs(context.atMs + context.settings.pauseMs),
});
const leadingTo =
  (next: AfterFailure) =>
  ({ event }: { event: At }) => ({ atMs: event.atMs, next });

const CAUSE_TIMES: Readonly<Partial<Record<EndCause, (context: OperationContext) => number>>> = {
  cacheTimedOut: ({ allotment }) => allotment.timeoutMs,
  databaseTimedOut: ({ allotment }) => allotment.timeoutMs,
  enrichmentTimedOut: ({ allotment }) => allotment.timeoutMs,
  enrichmentSkipped: ({ allotment }) => allotment.remainingMs,
  tooLittleTime: ({ allotment }) => allotment.remainingMs,
  noTimeToRetry: (context) => quantiseMs(context.settings.budgetMs - elapsed(context, context.atMs)),
  budgetExhausted: (context) => quantiseMs(elapsed(context, context.atMs) - context.settings.budgetMs),
  userGaveUp: ({ settings }) => settings.budgetMs,
};

const ending =
  (cause: EndCause) =>
  ({ context }: { context: OperationContext }): Ending => ({
    cause,
    causeMs: CAUSE_TIMES[cause]?.(context) ?? null,
  });

/** Actions of the transition that ends an operation on an event. */
const endWith = (cause: EndCause) =>
  [
    { type: 'noteInstant', params: atEvent },
    { type: 'end', params: ending(cause) },
  ] as const;

const goOn = { type: 'noteInstant', params: atEvent } as const;

const begin = (child: Child) =>
  [
    { type: 'allot', params: { child } },
    { type: 'reportStep', params: { child } },
  ] as const;

/** Where the operation is told that its user stopped waiting. */
const leaving = { 'user.gaveUp': { target: 'failed', actions: endWith('userGaveUp') } } as const;

export const operationMachine = operationSetup.createMachine({
  id: 'operation',
  initial: 'lookingUp',
  context: ({ input }) => ({
    settings: input.settings,
    startedAtMs: input.atMs,
    atMs: input.atMs,
    attempts: 0,
    allotment: NOTHING,
  }),
  states: {
    lookingUp: {
      description: 'The cache is asked first: it is fast, and a hit is the whole answer.',
      tags: 'working',
      entry: begin('cache'),
      always: [
        {
          guard: 'isExhausted',
          target: 'failed',
          actions: { type: 'end', params: ending('budgetExhausted') },
        },
        { guard: 'isRefused', target: 'querying' },
      ],
      on: {
        'cache.hit': [
          {
            guard: { type: 'hasData', params: ({ event }) => event },
            target: 'succeeded',
            actions: endWith('fromCache'),
          },
          { target: 'succeeded', actions: endWith('hitWithoutData') },
        ],
        'cache.missed': { target: 'querying', actions: goOn },
        'cache.timedOut': [
          { guard: 'isCacheIndispensable', target: 'failed', actions: endWith('cacheTimedOut') },
          { target: 'querying', actions: goOn },
        ],
        ...leaving,
      },
    },
    querying: {
      description: 'An attempt at the database, with a timeout cut from what is left of the budget.',
      tags: 'working',
      entry: begin('database'),
      always: [
        {
          guard: 'isRefused',
          target: 'refused',
          actions: { type: 'end', params: ending('tooLittleTime') },
        },
        { guard: 'isExhaustedWithAttemptsLeft', target: 'pausing' },
        {
          guard: 'isExhausted',
          target: 'failed',
          actions: { type: 'end', params: ending('budgetExhausted') },
        },
      ],
      on: {
        'database.answered': { target: 'enriching', actions: goOn },
        'database.timedOut': [
          { guard: { type: 'follows', params: leadingTo('pause') }, target: 'pausing', actions: goOn },
          {
            guard: { type: 'follows', params: leadingTo('noTime') },
            target: 'failed',
            actions: endWith('noTimeToRetry'),
          },
          { target: 'failed', actions: endWith('databaseTimedOut') },
        ],
        'database.failed': [
          { guard: { type: 'follows', params: leadingTo('pause') }, target: 'pausing', actions: goOn },
          {
            guard: { type: 'follows', params: leadingTo('noTime') },
            target: 'failed',
            actions: endWith('noTimeToRetry'),
          },
          { target: 'failed', actions: endWith('databaseFailed') },
        ],
        ...leaving,
      },
    },
    pausing: {
      description: 'A short pause before the database is asked again; it uses up budget, too.',
      tags: 'manual',
      entry: 'reportPause',
      after: {
        pause: { target: 'querying', actions: { type: 'noteInstant', params: atEndOfPause } },
      },
      on: leaving,
    },
    enriching: {
      description: 'The database has answered. The rest of the budget may improve the answer, but need not.',
      tags: 'working',
      entry: begin('api'),
      always: {
        guard: 'cannotStart',
        target: 'succeeded',
        actions: { type: 'end', params: ending('enrichmentSkipped') },
      },
      on: {
        'api.answered': { target: 'succeeded', actions: endWith('enriched') },
        'api.timedOut': { target: 'succeeded', actions: endWith('enrichmentTimedOut') },
        'api.failed': { target: 'succeeded', actions: endWith('enrichmentFailed') },
        ...leaving,
      },
    },
    succeeded: {
      description: 'An answer: from the cache, or from the database, enriched or not.',
      tags: 'healthy',
      type: 'final',
    },
    failed: {
      description: 'No answer: the attempts are used up, or the budget is, or the user stopped waiting.',
      tags: 'tripped',
      type: 'final',
    },
    refused: {
      description: 'No attempt at the database was started: it could not have finished in time.',
      tags: 'manual',
      type: 'final',
    },
  },
});
