/**
 * A bulkhead's pool as a statechart: so many slots, so many places in the queue behind them, first in, first out. It
 * decides who starts, who waits, who is turned away and who is next; it knows calls by their numbers only.
 */
import { assign, emit, setup } from 'xstate';

export interface PoolContext {
  /** Calls that may run at once. */
  readonly size: number;
  /** Calls that may wait. */
  readonly queueSize: number;
  readonly running: number;
  /** Numbers of the waiting calls, the next one first. */
  readonly waiting: readonly number[];
}

export type PoolEvent =
  | { type: 'call.arrived'; call: number }
  /** The work of a running call is done: its slot is free. */
  | { type: 'call.ended'; call: number }
  /** The call gives up what it holds, a slot or a place in the queue. */
  | { type: 'call.left'; call: number }
  | { type: 'size.changed'; size: number; queueSize: number };

export type PoolEmitted =
  | { type: 'call.started'; call: number }
  | { type: 'call.queued'; call: number }
  | { type: 'call.rejected'; call: number };

interface CallParams {
  readonly call: number;
}

const theCall = ({ event }: { event: CallParams }): CallParams => ({ call: event.call });

const poolSetup = setup({
  types: {
    context: {} as PoolContext,
    events: {} as PoolEvent,
    emitted: {} as PoolEmitted,
    input: {} as Pick<PoolContext, 'size' | 'queueSize'>,
    tags: {} as 'healthy' | 'testing' | 'tripped',
  },
  guards: {
    canStartNext: ({ context }) => context.waiting.length > 0 && context.running < context.size,
    isSlotFree: ({ context }) => context.running < context.size,
    isEverySlotTaken: ({ context }) => context.running >= context.size,
    isPlaceFree: ({ context }) => context.running + context.waiting.length < context.size + context.queueSize,
    isFull: ({ context }) => context.running + context.waiting.length >= context.size + context.queueSize,
    isWaiting: ({ context }, { call }: CallParams) => context.waiting.includes(call),
  },
  actions: {
    takeSlot: assign({ running: ({ context }) => context.running + 1 }),
    freeSlot: assign({ running: ({ context }) => context.running - 1 }),
    joinQueue: assign({ waiting: ({ context }, { call }: CallParams) => [...context.waiting, call] }),
    leaveQueue: assign({
      waiting: ({ context }, { call }: CallParams) => context.waiting.filter((other) => other !== call),
    }),
    moveUp: assign({
      waiting: ({ context }) => context.waiting.slice(1),
      running: ({ context }) => context.running + 1,
    }),
    changeSize: assign((_, { size, queueSize }: Pick<PoolContext, 'size' | 'queueSize'>) => ({
      size,
      queueSize,
    })),
    reportStarted: emit((_, { call }: CallParams) => ({ type: 'call.started', call })),
    reportQueued: emit((_, { call }: CallParams) => ({ type: 'call.queued', call })),
    reportRejected: emit((_, { call }: CallParams) => ({ type: 'call.rejected', call })),
    reportNextStarted: emit(({ context }) => ({ type: 'call.started', call: context.waiting[0] ?? NaN })),
  },
});

const start = ['takeSlot', { type: 'reportStarted', params: theCall }] as const;
const wait = [
  { type: 'joinQueue', params: theCall },
  { type: 'reportQueued', params: theCall },
] as const;
/** Taken once per free slot, because it leads back here until nobody waits or no slot is free. */
const startNext = { guard: 'canStartNext', actions: ['reportNextStarted', 'moveUp'] } as const;

export const poolMachine = poolSetup.createMachine({
  id: 'pool',
  initial: 'available',
  context: ({ input }) => ({ ...input, running: 0, waiting: [] }),
  on: {
    'call.ended': { actions: 'freeSlot' },
    'call.left': [
      {
        guard: { type: 'isWaiting', params: theCall },
        actions: { type: 'leaveQueue', params: theCall },
      },
      { actions: 'freeSlot' },
    ],
    'size.changed': { actions: { type: 'changeSize', params: ({ event }) => event } },
  },
  states: {
    available: {
      description: 'A slot is free: a call that arrives starts at once.',
      tags: 'healthy',
      on: { 'call.arrived': { actions: start } },
      always: { guard: 'isEverySlotTaken', target: 'saturated' },
    },
    saturated: {
      description: 'Every slot is busy: a call that arrives waits in the queue for its turn.',
      tags: 'testing',
      on: { 'call.arrived': { actions: wait } },
      always: [
        startNext,
        { guard: 'isFull', target: 'rejecting' },
        { guard: 'isSlotFree', target: 'available' },
      ],
    },
    rejecting: {
      description: 'Slots and queue are full: a call that arrives is rejected at once.',
      tags: 'tripped',
      on: { 'call.arrived': { actions: { type: 'reportRejected', params: theCall } } },
      always: [startNext, { guard: 'isPlaceFree', target: 'saturated' }],
    },
  },
});
