/** A client of the lock as a statechart: it wants the lock, gets it or not, works, and gives it back or loses it. */
import { assign, emit, setup } from 'xstate';

export type LossReason = 'expired' | 'refused' | 'fenced';
export type FailureReason = 'held' | 'noAnswer' | 'tooLate' | 'notRegistered';

type ClientEvent =
  | { type: 'lock.wanted' }
  | { type: 'attempt.failed'; reason: FailureReason; holder: string | null }
  | { type: 'entry.queued'; revision: number }
  | { type: 'lease.granted'; token: number | null }
  | { type: 'lock.acquired'; token: number | null }
  | { type: 'retry.due' }
  | { type: 'renewal.sent' }
  | { type: 'renewal.ended' }
  | { type: 'lease.lost'; reason: LossReason }
  | { type: 'section.ended' }
  | { type: 'lock.released' }
  | { type: 'patience.ended' }
  | { type: 'client.crashed' }
  | { type: 'client.restarted'; remembers: boolean };

export type ClientEmitted =
  | { type: 'lock.acquired'; token: number | null }
  | { type: 'lock.refused'; reason: FailureReason; holder: string | null }
  | { type: 'lock.queued'; revision: number }
  | { type: 'lock.released'; token: number | null }
  | { type: 'lock.lost'; reason: LossReason; token: number | null }
  | { type: 'client.gaveUp' }
  | { type: 'client.crashed'; wasHolder: boolean }
  | { type: 'client.restarted'; remembers: boolean };

interface ClientContext {
  readonly token: number | null;
}

const clientSetup = setup({
  types: {
    context: {} as ClientContext,
    events: {} as ClientEvent,
    emitted: {} as ClientEmitted,
    tags: {} as 'healthy' | 'tripped' | 'testing' | 'manual' | 'fallback',
  },
  guards: {
    remembers: (_, { remembers }: { remembers: boolean }) => remembers,
  },
  actions: {
    keepToken: assign((_, { token }: { token: number | null }) => ({ token })),
    reportAcquired: emit(({ context }) => ({ type: 'lock.acquired', token: context.token })),
    reportRefused: emit((_, { reason, holder }: { reason: FailureReason; holder: string | null }) => ({
      type: 'lock.refused',
      reason,
      holder,
    })),
    reportQueued: emit((_, { revision }: { revision: number }) => ({ type: 'lock.queued', revision })),
    reportReleased: emit(({ context }) => ({ type: 'lock.released', token: context.token })),
    reportLost: emit(({ context }, { reason }: { reason: LossReason }) => ({
      type: 'lock.lost',
      reason,
      token: context.token,
    })),
    reportGaveUp: emit({ type: 'client.gaveUp' }),
    reportCrashed: emit((_, { wasHolder }: { wasHolder: boolean }) => ({
      type: 'client.crashed',
      wasHolder,
    })),
    reportRestarted: emit((_, { remembers }: { remembers: boolean }) => ({
      type: 'client.restarted',
      remembers,
    })),
  },
});

const failed = {
  target: 'backingOff',
  actions: {
    type: 'reportRefused',
    params: ({ event }: { event: { reason: FailureReason; holder: string | null } }) => event,
  },
} as const;

const keepToken = {
  type: 'keepToken',
  params: ({ event }: { event: { token: number | null } }) => event,
} as const;

const granted = { target: 'registering', actions: keepToken } as const;

const acquired = { target: 'holding', actions: [keepToken, 'reportAcquired'] } as const;

const gaveUp = { target: 'releasing', actions: 'reportGaveUp' } as const;

const lost = {
  target: 'lost',
  actions: { type: 'reportLost', params: ({ event }: { event: { reason: LossReason } }) => event },
} as const;

const crashed = (wasHolder: boolean) =>
  ({ target: 'crashed', actions: { type: 'reportCrashed', params: { wasHolder } } }) as const;

const sectionEnded = { target: 'releasing', actions: 'reportReleased' } as const;

export const clientMachine = clientSetup.createMachine({
  id: 'client',
  initial: 'idle',
  context: { token: null },
  states: {
    idle: {
      description: 'The client does not need the lock.',
      tags: 'healthy',
      on: { 'lock.wanted': 'acquiring', 'client.crashed': crashed(false) },
    },
    acquiring: {
      description: 'It has asked for the lock and counts the answers.',
      tags: 'testing',
      on: {
        'attempt.failed': failed,
        'entry.queued': {
          target: 'queued',
          actions: { type: 'reportQueued', params: ({ event }) => event },
        },
        'lease.granted': granted,
        'lock.acquired': acquired,
        'patience.ended': gaveUp,
        'client.crashed': crashed(false),
      },
    },
    queued: {
      description: 'Its entry stands in the queue of the replicated log, and others are before it.',
      tags: 'testing',
      on: {
        'attempt.failed': failed,
        'lease.granted': granted,
        'lock.acquired': acquired,
        'patience.ended': gaveUp,
        'client.crashed': crashed(false),
      },
    },
    registering: {
      description: 'It has a lease, and registers its token at the resource before it begins.',
      tags: 'testing',
      on: {
        'attempt.failed': failed,
        'lock.acquired': { target: 'holding', actions: 'reportAcquired' },
        'patience.ended': gaveUp,
        'client.crashed': crashed(false),
      },
    },
    backingOff: {
      description: 'The attempt failed. It waits before it tries again.',
      tags: 'fallback',
      on: { 'retry.due': 'acquiring', 'patience.ended': gaveUp, 'client.crashed': crashed(false) },
    },
    holding: {
      description: 'It takes itself for the holder and works in the critical section.',
      tags: 'healthy',
      on: {
        'renewal.sent': 'renewing',
        'lease.lost': lost,
        'section.ended': sectionEnded,
        'client.crashed': crashed(true),
      },
    },
    renewing: {
      description: 'It works on, and has asked for more time.',
      tags: 'healthy',
      on: {
        'renewal.ended': 'holding',
        'lease.lost': lost,
        'section.ended': sectionEnded,
        'client.crashed': crashed(true),
      },
    },
    releasing: {
      description: 'It has given the lock back and waits for the answer.',
      tags: 'fallback',
      on: { 'lock.released': 'idle', 'client.crashed': crashed(false) },
    },
    lost: {
      description: 'It has noticed that the lock is no longer its own, and has stopped.',
      tags: 'tripped',
      on: { 'lock.wanted': 'acquiring', 'client.crashed': crashed(false) },
    },
    crashed: {
      description: 'The process is gone.',
      tags: 'tripped',
      on: {
        'client.restarted': [
          {
            guard: { type: 'remembers', params: ({ event }) => event },
            target: 'holding',
            actions: { type: 'reportRestarted', params: ({ event }) => event },
          },
          { target: 'idle', actions: { type: 'reportRestarted', params: ({ event }) => event } },
        ],
      },
    },
  },
});
