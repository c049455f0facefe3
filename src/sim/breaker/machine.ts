/**
 * The circuit breaker as a statechart. It decides on admission, counts results and keeps the open period; it knows no
 * calls, no clock and no chance: instants come with the events, jitter from a function of the opening's number.
 */
import { assign, emit, setup } from 'xstate';
import { quantiseMs } from '../clock.ts';
import {
  hasProbePermit,
  isLate,
  openPeriodMs,
  openRemainingMs,
  probeVerdict,
  tripVerdict,
  windowAfter,
  type BreakerContext,
  type BreakerResult,
  type BreakerSettings,
  type OpeningReason,
  type Verdict,
} from './rules.ts';

export type BreakerEvent =
  | { type: 'call.arrived'; atMs: number }
  | ({ type: 'call.succeeded' } & BreakerResult)
  | ({ type: 'call.failed' } & BreakerResult)
  /** The call ended in a way the breaker does not count; a probe's permit comes back. */
  | ({ type: 'call.ignored' } & BreakerResult)
  | { type: 'settings.changed'; settings: BreakerSettings }
  | { type: 'operator.forceOpen' }
  | { type: 'operator.disable' }
  | { type: 'operator.reset' };

export type RejectionReason = 'breakerOpen' | 'noProbePermit' | 'forcedOpen';

export type BreakerEmitted =
  | { type: 'call.admitted'; generation: number }
  | { type: 'call.rejected'; reason: RejectionReason; remainingMs: number | null }
  | { type: 'breaker.opened'; reason: OpeningReason; count: number; outOf: number; forMs: number }
  | { type: 'breaker.openExtended'; forMs: number }
  | { type: 'breaker.halfOpened'; probes: number }
  | { type: 'breaker.closed'; reason: 'proven' | 'reset'; count: number }
  | { type: 'breaker.forcedOpen' }
  | { type: 'breaker.disabled' };

export interface BreakerInput {
  readonly settings: BreakerSettings;
  readonly jitterOf: (opening: number) => number;
}

interface ResultParams {
  readonly event: BreakerResult;
  readonly isFailure: boolean;
}

const asFailure = ({ event }: { event: BreakerResult }): ResultParams => ({ event, isFailure: true });
const asSuccess = ({ event }: { event: BreakerResult }): ResultParams => ({ event, isFailure: false });

const breakerSetup = setup({
  types: {
    context: {} as BreakerContext,
    events: {} as BreakerEvent,
    emitted: {} as BreakerEmitted,
    input: {} as BreakerInput,
    tags: {} as 'healthy' | 'tripped' | 'testing' | 'manual',
  },
  delays: {
    openDuration: ({ context }) => (context.settings.halfOpenOn === 'timer' ? context.opensForMs : Infinity),
    longestHalfOpen: ({ context }) => context.halfOpensForMs,
  },
  guards: {
    isLate: ({ context }, { event }: ResultParams) => isLate(context, event),
    isOverThreshold: ({ context }, { event, isFailure }: ResultParams) =>
      tripVerdict(context, event, isFailure) !== null,
    isOpenPeriodOver: ({ context }, { atMs }: { atMs: number }) => openRemainingMs(context, atMs) <= 0,
    countsLateFailures: ({ context }) => context.settings.lateResults === 'counted',
    hasProbePermit: ({ context }) => hasProbePermit(context),
    provesHealth: ({ context }, { isFailure }: ResultParams) => probeVerdict(context, isFailure) === 'close',
    provesSickness: ({ context }, { isFailure }: ResultParams) => probeVerdict(context, isFailure) === 'open',
  },
  actions: {
    admit: emit(({ context }) => ({ type: 'call.admitted', generation: context.generation })),
    reject: emit(({ context }, { reason, atMs }: { reason: RejectionReason; atMs: number }) => ({
      type: 'call.rejected',
      reason,
      remainingMs: reason === 'breakerOpen' ? openRemainingMs(context, atMs) : null,
    })),
    takePermit: assign({ probesInFlight: ({ context }) => context.probesInFlight + 1 }),
    returnPermit: assign({
      probesInFlight: ({ context }, { event }: ResultParams) =>
        event.generation === context.generation ? context.probesInFlight - 1 : context.probesInFlight,
    }),
    recordResult: assign(({ context }, { event, isFailure }: ResultParams) => ({
      failureCount: isFailure ? context.failureCount + 1 : 0,
      lastFailureAtMs: isFailure ? event.atMs : context.lastFailureAtMs,
      window: windowAfter(context, event, isFailure),
    })),
    recordProbe: assign(({ context }, { event, isFailure }: ResultParams) => ({
      successCount: context.successCount + Number(!isFailure),
      lastFailureAtMs: isFailure ? event.atMs : context.lastFailureAtMs,
      probeResults: context.probeResults + 1,
      probeFailures: context.probeFailures + Number(isFailure),
    })),
    recordLateFailure: assign((_, { atMs }: { atMs: number }) => ({
      lastFailureAtMs: atMs,
      openedAtMs: atMs,
    })),
    startOpenPeriod: assign(({ context }, { atMs }: { atMs: number }) => ({
      openedAtMs: atMs,
      opensForMs: openPeriodMs(context),
      openings: context.openings + 1,
      openingsInARow: context.openingsInARow + 1,
      generation: context.generation + 1,
    })),
    startProbing: assign(({ context }, { atMs }: { atMs: number }) => ({
      halfOpenedAtMs: atMs,
      halfOpensForMs: context.settings.maxHalfOpenMs,
      failureCount: 0,
      successCount: 0,
      probesInFlight: 0,
      probeResults: 0,
      probeFailures: 0,
      generation: context.generation + 1,
    })),
    startAfresh: assign(({ context }) => ({
      failureCount: 0,
      window: [],
      openingsInARow: 0,
      generation: context.generation + 1,
    })),
    endGeneration: assign({ generation: ({ context }) => context.generation + 1 }),
    changeSettings: assign(({ context }, { settings }: { settings: BreakerSettings }) => ({
      settings,
      window: settings.tripOn === context.settings.tripOn ? context.window : [],
    })),
    /** Comes before the opening is recorded: the verdict speaks of the counts that led to it. */
    reportOpened: emit(({ context }, verdict: Verdict) => ({
      type: 'breaker.opened',
      ...verdict,
      forMs: openPeriodMs(context),
    })),
    reportOpenExtended: emit(({ context }) => ({ type: 'breaker.openExtended', forMs: context.opensForMs })),
    reportHalfOpened: emit(({ context }) => ({
      type: 'breaker.halfOpened',
      probes: context.settings.halfOpenProbes,
    })),
    reportProven: emit(({ context }) => ({
      type: 'breaker.closed',
      reason: 'proven',
      count: context.successCount,
    })),
    reportReset: emit({ type: 'breaker.closed', reason: 'reset', count: 0 }),
    reportForcedOpen: emit({ type: 'breaker.forcedOpen' }),
    reportDisabled: emit({ type: 'breaker.disabled' }),
  },
});

const atEvent = ({ event }: { event: { atMs: number } }) => ({ atMs: event.atMs });
const atEndOfOpenPeriod = ({ context }: { context: BreakerContext }) => ({
  atMs: quantiseMs(context.openedAtMs + context.opensForMs),
});
const atEndOfPatience = ({ context }: { context: BreakerContext }) => ({
  atMs: quantiseMs(context.halfOpenedAtMs + context.halfOpensForMs),
});
const because =
  (reason: RejectionReason) =>
  ({ event }: { event: { atMs: number } }) => ({ reason, atMs: event.atMs });
const tripping =
  (isFailure: boolean) =>
  ({ context, event }: { context: BreakerContext; event: BreakerResult }) =>
    tripVerdict(context, event, isFailure) as Verdict;
const failingProbe = ({ context }: { context: BreakerContext }): Verdict => ({
  reason: 'probeFailed',
  count: context.probeFailures + 1,
  outOf: context.probeResults + 1,
});
const runningOutOfPatience = ({ context }: { context: BreakerContext }): Verdict => ({
  reason: 'halfOpenTooLong',
  count: context.successCount,
  outOf: context.settings.successThreshold,
});

export const breakerMachine = breakerSetup.createMachine({
  id: 'circuitBreaker',
  initial: 'closed',
  context: ({ input }) => ({
    ...input,
    failureCount: 0,
    successCount: 0,
    window: [],
    lastFailureAtMs: null,
    openedAtMs: 0,
    halfOpenedAtMs: 0,
    halfOpensForMs: Infinity,
    opensForMs: 0,
    openingsInARow: 0,
    openings: 0,
    generation: 0,
    probesInFlight: 0,
    probeResults: 0,
    probeFailures: 0,
  }),
  on: {
    'settings.changed': { actions: { type: 'changeSettings', params: ({ event }) => event } },
    'operator.forceOpen': { target: '.forcedOpen', actions: ['endGeneration', 'reportForcedOpen'] },
    'operator.disable': { target: '.disabled', actions: ['endGeneration', 'reportDisabled'] },
  },
  states: {
    closed: {
      description: 'Calls pass. Failures are counted; at the threshold the breaker opens.',
      tags: 'healthy',
      on: {
        'call.arrived': { actions: 'admit' },
        'call.succeeded': [
          { guard: { type: 'isLate', params: asSuccess } },
          {
            guard: { type: 'isOverThreshold', params: asSuccess },
            target: 'open',
            actions: [
              { type: 'reportOpened', params: tripping(false) },
              { type: 'recordResult', params: asSuccess },
              { type: 'startOpenPeriod', params: atEvent },
            ],
          },
          { actions: { type: 'recordResult', params: asSuccess } },
        ],
        'call.failed': [
          { guard: { type: 'isLate', params: asFailure } },
          {
            guard: { type: 'isOverThreshold', params: asFailure },
            target: 'open',
            actions: [
              { type: 'reportOpened', params: tripping(true) },
              { type: 'recordResult', params: asFailure },
              { type: 'startOpenPeriod', params: atEvent },
            ],
          },
          { actions: { type: 'recordResult', params: asFailure } },
        ],
      },
    },
    open: {
      description:
        'Calls are rejected at once, so that the server can recover. After the open duration the breaker tries again.',
      tags: 'tripped',
      on: {
        'call.arrived': [
          {
            guard: { type: 'isOpenPeriodOver', params: atEvent },
            target: 'halfOpen',
            actions: [{ type: 'startProbing', params: atEvent }, 'reportHalfOpened', 'takePermit', 'admit'],
          },
          { actions: { type: 'reject', params: because('breakerOpen') } },
        ],
        'call.failed': {
          guard: 'countsLateFailures',
          target: 'open',
          reenter: true,
          actions: [{ type: 'recordLateFailure', params: atEvent }, 'reportOpenExtended'],
        },
      },
      after: {
        openDuration: {
          target: 'halfOpen',
          actions: [{ type: 'startProbing', params: atEndOfOpenPeriod }, 'reportHalfOpened'],
        },
      },
    },
    halfOpen: {
      description:
        'A few calls are let through as probes. Their results decide: closed again, or open for another period.',
      tags: 'testing',
      on: {
        'call.arrived': [
          { guard: 'hasProbePermit', actions: ['takePermit', 'admit'] },
          { actions: { type: 'reject', params: because('noProbePermit') } },
        ],
        'call.succeeded': [
          { guard: { type: 'isLate', params: asSuccess } },
          {
            guard: { type: 'provesHealth', params: asSuccess },
            target: 'closed',
            actions: [{ type: 'recordProbe', params: asSuccess }, 'startAfresh', 'reportProven'],
          },
          {
            guard: { type: 'provesSickness', params: asSuccess },
            target: 'open',
            actions: [
              { type: 'reportOpened', params: failingProbe },
              { type: 'recordProbe', params: asSuccess },
              { type: 'startOpenPeriod', params: atEvent },
            ],
          },
          {
            actions: [
              { type: 'returnPermit', params: asSuccess },
              { type: 'recordProbe', params: asSuccess },
            ],
          },
        ],
        'call.failed': [
          { guard: { type: 'isLate', params: asFailure } },
          {
            guard: { type: 'provesSickness', params: asFailure },
            target: 'open',
            actions: [
              { type: 'reportOpened', params: failingProbe },
              { type: 'recordProbe', params: asFailure },
              { type: 'startOpenPeriod', params: atEvent },
            ],
          },
          {
            guard: { type: 'provesHealth', params: asFailure },
            target: 'closed',
            actions: [{ type: 'recordProbe', params: asFailure }, 'startAfresh', 'reportProven'],
          },
          {
            actions: [
              { type: 'returnPermit', params: asFailure },
              { type: 'recordProbe', params: asFailure },
            ],
          },
        ],
        'call.ignored': { actions: { type: 'returnPermit', params: asFailure } },
      },
      after: {
        longestHalfOpen: {
          target: 'open',
          actions: [
            { type: 'reportOpened', params: runningOutOfPatience },
            { type: 'startOpenPeriod', params: atEndOfPatience },
          ],
        },
      },
    },
    forcedOpen: {
      description: 'An operator holds the breaker open: every call is rejected.',
      tags: 'manual',
      on: {
        'call.arrived': { actions: { type: 'reject', params: because('forcedOpen') } },
        'operator.reset': { target: 'closed', actions: ['startAfresh', 'reportReset'] },
      },
    },
    disabled: {
      description: 'An operator has switched the breaker off: every call passes and nothing is recorded.',
      tags: 'manual',
      on: {
        'call.arrived': { actions: 'admit' },
        'operator.reset': { target: 'closed', actions: ['startAfresh', 'reportReset'] },
      },
    },
  },
});
