/**
 * The controller as three statecharts that stand side by side: a strategy per error class, the token bucket, and
 * admission. They know no clock and no chance; what they are told are facts.
 */
import { emit, setup } from 'xstate';

type Tags = 'working' | 'healthy' | 'tripped' | 'testing' | 'manual';

/** What the best choice for a failure of this class looks like now. */
export type Manner = 'learning' | 'quickRetry' | 'backoff' | 'waitAsTold' | 'giveUp';

export interface Chosen {
  readonly manner: Manner;
  /** Faded outcomes behind it. */
  readonly evidence: number;
  readonly chance: number;
  readonly worth: number;
  readonly price: number;
  readonly fromMs: number;
  readonly toMs: number;
}

type StrategyEvent = { type: 'choice.made' } & Chosen;

const strategySetup = setup({
  types: {
    events: {} as StrategyEvent,
    emitted: {} as { type: 'strategy.changed' } & Chosen,
    tags: {} as Tags,
  },
  guards: {
    knowsTooLittle: ({ event }) => event.manner === 'learning',
    soonHelps: ({ event }) => event.manner === 'quickRetry',
    laterHelps: ({ event }) => event.manner === 'backoff',
    isTold: ({ event }) => event.manner === 'waitAsTold',
    nothingHelps: ({ event }) => event.manner === 'giveUp',
  },
  actions: {
    report: emit(({ event }) => ({ ...event, type: 'strategy.changed' })),
  },
});

const toKnown = [
  { guard: 'soonHelps', target: '#strategy.known.quickRetry', actions: 'report' },
  { guard: 'laterHelps', target: '#strategy.known.backoff', actions: 'report' },
  { guard: 'isTold', target: '#strategy.known.waitAsTold', actions: 'report' },
  { guard: 'nothingHelps', target: '#strategy.known.giveUp', actions: 'report' },
] as const;

export const strategyMachine = strategySetup.createMachine({
  id: 'strategy',
  initial: 'learning',
  states: {
    learning: {
      description: 'Too few outcomes are known: what is not known yet is tried.',
      tags: 'testing',
      on: { 'choice.made': toKnown },
    },
    known: {
      description: 'There is evidence of what helps; when it has faded, learning begins anew.',
      tags: 'healthy',
      initial: 'quickRetry',
      on: {
        'choice.made': [{ guard: 'knowsTooLittle', target: 'learning', actions: 'report' }, ...toKnown],
      },
      states: {
        quickRetry: {
          description: 'A retry at once, or nearly so, is the best choice.',
          tags: 'healthy',
        },
        backoff: {
          description: 'A retry helps only after a while.',
          tags: 'manual',
        },
        waitAsTold: {
          description: 'The server says when to come back, and is obeyed.',
          tags: 'manual',
        },
        giveUp: {
          description: 'No delay makes a retry worth its price.',
          tags: 'tripped',
        },
      },
    },
  },
});

interface Tokens {
  /** How full the bucket is, 0–1. */
  readonly share: number;
  /** Whether there is one for a retry. */
  readonly hasOne: boolean;
}

export interface BudgetLimits {
  /** Below this share a retry is dearer, … */
  readonly constrainedBelow: number;
  /** … and from this one on it has its normal price again. */
  readonly healthyFrom: number;
}

type BudgetEvent = { type: 'tokens.changed' } & Tokens & BudgetLimits;

const budgetSetup = setup({
  types: {
    events: {} as BudgetEvent,
    emitted: {} as { type: 'budget.changed' } & Tokens,
    tags: {} as Tags,
  },
  guards: {
    isEmpty: ({ event }) => !event.hasOne,
    isScarce: ({ event }) => event.share < event.constrainedBelow,
    isPlenty: ({ event }) => event.share >= event.healthyFrom,
    hasOne: ({ event }) => event.hasOne,
  },
  actions: {
    report: emit(({ event: { share, hasOne } }) => ({ type: 'budget.changed', share, hasOne })),
  },
});

export const budgetMachine = budgetSetup.createMachine({
  id: 'budget',
  initial: 'healthy',
  states: {
    healthy: {
      description: 'Successes have paid for retries to come.',
      tags: 'healthy',
      on: {
        'tokens.changed': [
          { guard: 'isEmpty', target: 'exhausted', actions: 'report' },
          { guard: 'isScarce', target: 'constrained', actions: 'report' },
        ],
      },
    },
    constrained: {
      description: 'Tokens run low: a retry must be worth more than its normal price.',
      tags: 'testing',
      on: {
        'tokens.changed': [
          { guard: 'isEmpty', target: 'exhausted', actions: 'report' },
          { guard: 'isPlenty', target: 'healthy', actions: 'report' },
        ],
      },
    },
    exhausted: {
      description: 'No token is left: retries wait for successes.',
      tags: 'tripped',
      on: { 'tokens.changed': { guard: 'hasOne', target: 'constrained', actions: 'report' } },
    },
  },
});

export interface AdmissionLimits {
  /** Chances of not sending from which on admission counts as throttled, and below which as open. */
  readonly throttledFrom: number;
  readonly openBelow: number;
}

type AdmissionEvent = { type: 'load.told'; chance: number } & AdmissionLimits;

const admissionSetup = setup({
  types: {
    events: {} as AdmissionEvent,
    emitted: {} as { type: 'admission.changed'; chance: number },
    tags: {} as Tags,
  },
  guards: {
    isHigh: ({ event }) => event.chance >= event.throttledFrom,
    isLow: ({ event }) => event.chance < event.openBelow,
  },
  actions: {
    report: emit(({ event: { chance } }) => ({ type: 'admission.changed', chance })),
  },
});

export const admissionMachine = admissionSetup.createMachine({
  id: 'admission',
  initial: 'open',
  states: {
    open: {
      description: 'Every call is sent.',
      tags: 'healthy',
      on: { 'load.told': { guard: 'isHigh', target: 'throttling', actions: 'report' } },
    },
    throttling: {
      description: 'A share of calls is not sent, so that the server can drain what it has.',
      tags: 'tripped',
      on: { 'load.told': { guard: 'isLow', target: 'open', actions: 'report' } },
    },
  },
});
