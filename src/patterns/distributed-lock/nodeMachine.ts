/** A lock node and the resource's gate as statecharts: what they know decides, the machines say in which state they are. */
import { assign, emit, setup } from 'xstate';

type NodeEvent =
  | { type: 'lease.granted'; holder: string; token: number }
  | { type: 'lease.ended' }
  | { type: 'node.crashed' }
  | { type: 'node.restarted'; mustWait: boolean; holder: string | null }
  | { type: 'node.recovered'; holder: string | null };

export type NodeEmitted =
  | { type: 'node.crashed' }
  | { type: 'node.restarted'; mustWait: boolean; holder: string | null }
  | { type: 'node.recovered' };

type Tags = 'healthy' | 'tripped' | 'testing' | 'manual' | 'fallback';

const nodeSetup = setup({
  types: {
    context: {} as { readonly holder: string | null },
    events: {} as NodeEvent,
    emitted: {} as NodeEmitted,
    tags: {} as Tags,
  },
  guards: {
    mustWait: (_, { mustWait }: { mustWait: boolean }) => mustWait,
    isHeld: (_, { holder }: { holder: string | null }) => holder !== null,
  },
  actions: {
    keepHolder: assign((_, { holder }: { holder: string | null }) => ({ holder })),
    forgetHolder: assign({ holder: null }),
    reportCrashed: emit({ type: 'node.crashed' }),
    reportRestarted: emit((_, { mustWait, holder }: { mustWait: boolean; holder: string | null }) => ({
      type: 'node.restarted',
      mustWait,
      holder,
    })),
    reportRecovered: emit({ type: 'node.recovered' }),
  },
});

const nodeCrashed = { target: 'crashed', actions: ['forgetHolder', 'reportCrashed'] } as const;

export const nodeMachine = nodeSetup.createMachine({
  id: 'node',
  initial: 'free',
  context: { holder: null },
  states: {
    free: {
      description: 'Nobody holds the lock, as far as this node knows.',
      tags: 'healthy',
      on: {
        'lease.granted': {
          target: 'held',
          actions: { type: 'keepHolder', params: ({ event }) => event },
        },
        'node.crashed': nodeCrashed,
      },
    },
    held: {
      description: 'The node has a lease on its books and grants no other.',
      tags: 'testing',
      on: {
        'lease.granted': { actions: { type: 'keepHolder', params: ({ event }) => event } },
        'lease.ended': { target: 'free', actions: 'forgetHolder' },
        'node.crashed': nodeCrashed,
      },
    },
    crashed: {
      description: 'The node is down. What it will know afterwards depends on its memory.',
      tags: 'tripped',
      on: {
        'node.restarted': [
          {
            guard: { type: 'mustWait', params: ({ event }) => event },
            target: 'recovering',
            actions: { type: 'reportRestarted', params: ({ event }) => event },
          },
          {
            guard: { type: 'isHeld', params: ({ event }) => event },
            target: 'held',
            actions: [
              { type: 'keepHolder', params: ({ event }) => event },
              { type: 'reportRestarted', params: ({ event }) => event },
            ],
          },
          { target: 'free', actions: { type: 'reportRestarted', params: ({ event }) => event } },
        ],
      },
    },
    recovering: {
      description: 'It is up again but answers nobody, until every lease that it may have forgotten is over.',
      tags: 'fallback',
      on: {
        'node.recovered': [
          {
            guard: { type: 'isHeld', params: ({ event }) => event },
            target: 'held',
            actions: [{ type: 'keepHolder', params: ({ event }) => event }, 'reportRecovered'],
          },
          { target: 'free', actions: 'reportRecovered' },
        ],
        'node.crashed': nodeCrashed,
      },
    },
  },
});

type GateEvent =
  | { type: 'gate.fenced' }
  | { type: 'gate.opened' }
  | { type: 'resource.crashed' }
  | { type: 'resource.restarted'; isFenced: boolean };

export type GateEmitted = { type: 'resource.crashed' } | { type: 'resource.restarted' };

const gateSetup = setup({
  types: { context: {}, events: {} as GateEvent, emitted: {} as GateEmitted, tags: {} as Tags },
  guards: { isFenced: (_, { isFenced }: { isFenced: boolean }) => isFenced },
  actions: {
    reportCrashed: emit({ type: 'resource.crashed' }),
    reportRestarted: emit({ type: 'resource.restarted' }),
  },
});

const resourceCrashed = { target: 'crashed', actions: 'reportCrashed' } as const;

export const gateMachine = gateSetup.createMachine({
  id: 'resource',
  initial: 'open',
  context: {},
  states: {
    open: {
      description: 'Whoever writes is believed: tokens are not looked at.',
      tags: 'fallback',
      on: { 'gate.fenced': 'fenced', 'resource.crashed': resourceCrashed },
    },
    fenced: {
      description: 'Every write must carry a token, and an old one is rejected.',
      tags: 'healthy',
      on: { 'gate.opened': 'open', 'resource.crashed': resourceCrashed },
    },
    crashed: {
      description: 'The resource answers nobody.',
      tags: 'tripped',
      on: {
        'resource.restarted': [
          {
            guard: { type: 'isFenced', params: ({ event }) => event },
            target: 'fenced',
            actions: 'reportRestarted',
          },
          { target: 'open', actions: 'reportRestarted' },
        ],
      },
    },
  },
});
