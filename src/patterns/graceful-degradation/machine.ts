/**
 * A feature as a statechart: an optional one can be disabled, a core one only falls back. Health is judged from outside
 * and comes with the events; the machine knows no calls, no clock and no chance.
 */
import { assign, emit, setup } from 'xstate';
import { quantiseMs } from '../../sim/clock.ts';
import type { HealthTotals } from './healthWindow.ts';
import {
  isConfirmed,
  isUnhealthy,
  isWell,
  offPeriodMs,
  probesVerdict,
  rampStepMs,
  relapsesAfter,
  type FeatureContext,
  type FeatureSettings,
  type OffReason,
} from './rules.ts';

type HealthJudged = { type: 'health.judged'; atMs: number; health: HealthTotals };

type GoingOff = HealthJudged & { reason: OffReason };

type FeatureEvent =
  | HealthJudged
  | { type: 'settings.changed'; settings: FeatureSettings }
  | { type: 'operator.kill' }
  | { type: 'operator.pin' }
  | { type: 'operator.release' };

export type FeatureEmitted =
  | { type: 'feature.suspected'; good: number; total: number }
  | { type: 'feature.cleared'; good: number; total: number }
  | {
      type: 'feature.disabled' | 'feature.fellBack';
      reason: OffReason;
      good: number;
      total: number;
      forMs: number;
    }
  | { type: 'feature.probed'; share: number }
  | { type: 'feature.ramped'; steps: number }
  | { type: 'feature.restored'; reason: 'ramp' | 'operator' }
  | { type: 'feature.killed' }
  | { type: 'feature.pinned' };

interface FeatureInput {
  readonly settings: FeatureSettings;
}

const featureSetup = setup({
  types: {
    context: {} as FeatureContext,
    events: {} as FeatureEvent,
    emitted: {} as FeatureEmitted,
    input: {} as FeatureInput,
    tags: {} as 'healthy' | 'tripped' | 'testing' | 'manual' | 'fallback',
  },
  delays: {
    offPeriod: ({ context }) => context.offForMs,
    rampStep: ({ context }) => rampStepMs(context.settings),
  },
  guards: {
    isUnhealthy: ({ context }, { health }: HealthJudged) => isUnhealthy(context.settings, health),
    isWell: ({ context }, { health }: HealthJudged) => isWell(context.settings, health),
    isConfirmed: ({ context }, { health, atMs }: HealthJudged) => isConfirmed(context, health, atMs),
    isConfirmedWithFallback: ({ context }, { health, atMs }: HealthJudged) =>
      context.settings.staticStability && isConfirmed(context, health, atMs),
    probesFail: ({ context }, { health }: HealthJudged) => probesVerdict(context.settings, health) === 'off',
    probesAreGood: ({ context }, { health }: HealthJudged) =>
      probesVerdict(context.settings, health) === 'on',
    isLastStep: ({ context }) => context.rampStep >= context.settings.rampSteps,
  },
  actions: {
    noteHealth: assign((_, { health }: HealthJudged) => ({ health })),
    startSuspicion: assign((_, { atMs }: HealthJudged) => ({ suspectSinceMs: atMs })),
    goOff: assign(({ context }, { atMs, reason }: GoingOff) => {
      const relapses = relapsesAfter(context, reason, atMs);
      const offForMs = offPeriodMs(context.settings, relapses);
      return { relapses, offForMs, endsAtMs: quantiseMs(atMs + offForMs) };
    }),
    startRamp: assign(({ context }, { atMs }: HealthJudged) => ({
      rampStep: 1,
      endsAtMs: quantiseMs(atMs + rampStepMs(context.settings)),
    })),
    stepUp: assign(({ context }) => ({
      rampStep: context.rampStep + 1,
      endsAtMs: quantiseMs(context.endsAtMs + rampStepMs(context.settings)),
    })),
    goOn: assign((_, { atMs }: { atMs: number }) => ({ onSinceMs: atMs, rampStep: 0 })),
    changeSettings: assign((_, { settings }: { settings: FeatureSettings }) => ({ settings })),
    reportSuspected: emit((_, { health }: HealthJudged) => ({ type: 'feature.suspected', ...health })),
    reportCleared: emit((_, { health }: HealthJudged) => ({ type: 'feature.cleared', ...health })),
    reportDisabled: emit(({ context }, { health, reason }: GoingOff) => ({
      type: 'feature.disabled',
      reason,
      ...health,
      forMs: context.offForMs,
    })),
    reportFellBack: emit(({ context }, { health, reason }: GoingOff) => ({
      type: 'feature.fellBack',
      reason,
      ...health,
      forMs: context.offForMs,
    })),
    reportProbed: emit(({ context }) => ({ type: 'feature.probed', share: context.settings.probeShare })),
    reportRamped: emit(({ context }) => ({ type: 'feature.ramped', steps: context.settings.rampSteps })),
    reportRestored: emit((_, { reason }: { reason: 'ramp' | 'operator' }) => ({
      type: 'feature.restored',
      reason,
    })),
    reportKilled: emit({ type: 'feature.killed' }),
    reportPinned: emit({ type: 'feature.pinned' }),
  },
});

type Judging = { event: HealthJudged };
const judged = ({ event }: Judging): HealthJudged => event;
const because =
  (reason: OffReason) =>
  ({ event }: Judging) => ({ ...event, reason });
const atEndOfRamp = ({ context }: { context: FeatureContext }) => ({ atMs: context.endsAtMs });

const initialContext = ({ input }: { input: FeatureInput }): FeatureContext => ({
  settings: input.settings,
  health: { good: 0, total: 0 },
  suspectSinceMs: 0,
  onSinceMs: -Infinity,
  offForMs: 0,
  endsAtMs: 0,
  relapses: 0,
  rampStep: 0,
});

const note = { type: 'noteHealth', params: judged } as const;
const restoredByOperator = { type: 'reportRestored', params: { reason: 'operator' } } as const;

/** What both kinds of features do while all visits ask them. */
const healthy = {
  description: 'Every visit asks for the feature. Its health is watched.',
  tags: 'healthy',
  on: {
    'health.judged': [
      {
        guard: { type: 'isUnhealthy', params: judged },
        target: 'suspect',
        actions: [
          note,
          { type: 'startSuspicion', params: judged },
          { type: 'reportSuspected', params: judged },
        ],
      },
      { actions: note },
    ],
  },
} as const;

const backToHealthy = {
  guard: { type: 'isWell', params: judged },
  target: 'healthy',
  actions: [note, { type: 'reportCleared', params: judged }],
} as const;

const goingOff = (reason: OffReason, report: 'reportDisabled' | 'reportFellBack') =>
  [note, { type: 'goOff', params: because(reason) }, { type: report, params: because(reason) }] as const;

const startingRamp = {
  guard: { type: 'probesAreGood', params: judged },
  target: 'ramping',
  actions: [note, { type: 'startRamp', params: judged }, 'reportRamped'],
} as const;

const rampStep = [
  {
    guard: 'isLastStep',
    target: 'healthy',
    actions: [
      { type: 'goOn', params: atEndOfRamp },
      { type: 'reportRestored', params: { reason: 'ramp' } },
    ],
  },
  { target: 'ramping', reenter: true, actions: 'stepUp' },
] as const;

const pinned = {
  description: 'An operator keeps the feature on, whatever its health says.',
  tags: 'manual',
  on: {
    'health.judged': { actions: note },
    'operator.release': { target: 'healthy', actions: restoredByOperator },
  },
} as const;

export const optionalFeatureMachine = featureSetup.createMachine({
  id: 'feature',
  initial: 'healthy',
  context: initialContext,
  on: {
    'settings.changed': { actions: { type: 'changeSettings', params: ({ event }) => event } },
    'operator.kill': { target: '.killed', actions: 'reportKilled' },
    'operator.pin': { target: '.pinned', actions: 'reportPinned' },
  },
  states: {
    healthy,
    suspect: {
      description: 'Too few answers are good. The feature stays on until that is certain.',
      tags: 'testing',
      on: {
        'health.judged': [
          backToHealthy,
          {
            guard: { type: 'isConfirmed', params: judged },
            target: 'disabled',
            actions: goingOff('unhealthy', 'reportDisabled'),
          },
          { actions: note },
        ],
      },
    },
    disabled: {
      description: 'No visit asks for the feature: its service can recover, and nobody waits for it.',
      tags: 'tripped',
      after: { offPeriod: { target: 'probing', actions: 'reportProbed' } },
    },
    probing: {
      description: 'A small share of visits asks for the feature. Their answers decide.',
      tags: 'testing',
      on: {
        'health.judged': [
          {
            guard: { type: 'probesFail', params: judged },
            target: 'disabled',
            actions: goingOff('probes', 'reportDisabled'),
          },
          startingRamp,
          { actions: note },
        ],
      },
    },
    ramping: {
      description: 'Step by step more visits ask for the feature, so that its service warms up in peace.',
      tags: 'testing',
      on: {
        'health.judged': [
          {
            guard: { type: 'isUnhealthy', params: judged },
            target: 'disabled',
            actions: goingOff('ramp', 'reportDisabled'),
          },
          { actions: note },
        ],
      },
      after: { rampStep },
    },
    killed: {
      description: 'An operator has taken the feature off the page.',
      tags: 'manual',
      on: { 'operator.release': { target: 'probing', actions: 'reportProbed' } },
    },
    pinned,
  },
});

export const coreFeatureMachine = featureSetup.createMachine({
  id: 'coreFeature',
  initial: 'healthy',
  context: initialContext,
  on: {
    'settings.changed': { actions: { type: 'changeSettings', params: ({ event }) => event } },
    'operator.pin': { target: '.pinned', actions: 'reportPinned' },
  },
  states: {
    healthy,
    suspect: {
      description: 'Too few answers are good. Failed ones are replaced by the last good data.',
      tags: 'testing',
      on: {
        'health.judged': [
          backToHealthy,
          {
            guard: { type: 'isConfirmedWithFallback', params: judged },
            target: 'onFallback',
            actions: goingOff('unhealthy', 'reportFellBack'),
          },
          { actions: note },
        ],
      },
    },
    onFallback: {
      description: 'A core feature is never disabled: every visit is answered from the last good data.',
      tags: 'fallback',
      after: { offPeriod: { target: 'probing', actions: 'reportProbed' } },
    },
    probing: {
      description: 'A small share of visits asks the service again. Their answers decide.',
      tags: 'testing',
      on: {
        'health.judged': [
          {
            guard: { type: 'probesFail', params: judged },
            target: 'onFallback',
            actions: goingOff('probes', 'reportFellBack'),
          },
          startingRamp,
          { actions: note },
        ],
      },
    },
    ramping: {
      description: 'Step by step more visits ask the service again; the others get the last good data.',
      tags: 'testing',
      on: {
        'health.judged': [
          {
            guard: { type: 'isUnhealthy', params: judged },
            target: 'onFallback',
            actions: goingOff('ramp', 'reportFellBack'),
          },
          { actions: note },
        ],
      },
      after: { rampStep },
    },
    pinned,
  },
});
