/** Machines the tests of this folder draw: one with overrides from any state, one nested, one parallel. */
import { not, setup } from 'xstate';

export const breakerMachine = setup({
  types: {
    events: {} as
      | { type: 'call.arrived' | 'call.succeeded' | 'call.failed' }
      | { type: 'operator.forceOpen' | 'operator.disable' | 'operator.reset' },
  },
  actions: { recordFailure: () => {} },
  guards: { isOverThreshold: () => true, isOpenDurationElapsed: () => true, isProven: () => true },
  delays: { openDuration: 5000, halfOpenLimit: 3000 },
}).createMachine({
  initial: 'closed',
  on: { 'operator.forceOpen': '.forcedOpen', 'operator.disable': '.disabled' },
  states: {
    closed: {
      description: 'Calls pass; failures are counted.',
      tags: 'healthy',
      on: { 'call.failed': [{ guard: 'isOverThreshold', target: 'open' }, { actions: 'recordFailure' }] },
    },
    open: {
      description: 'Calls are rejected.',
      tags: 'tripped',
      after: { openDuration: 'halfOpen' },
      on: { 'call.arrived': { guard: 'isOpenDurationElapsed', target: 'halfOpen' } },
    },
    halfOpen: {
      description: 'A few trial calls pass.',
      tags: 'testing',
      after: { halfOpenLimit: 'open' },
      on: { 'call.succeeded': { guard: 'isProven', target: 'closed' }, 'call.failed': 'open' },
    },
    forcedOpen: { description: 'Rejects all.', tags: 'manual', on: { 'operator.reset': 'closed' } },
    disabled: { description: 'Passes all.', tags: 'manual', on: { 'operator.reset': 'closed' } },
  },
});

export const nestedMachine = setup({
  types: {
    events: {} as { type: 'start' | 'failed' | 'succeeded' | 'cancel' | 'deadline.passed' | 'reset' },
  },
  guards: { isExhausted: () => false },
  delays: { backoff: 100 },
}).createMachine({
  initial: 'idle',
  on: { reset: '.idle' },
  states: {
    idle: { on: { start: 'attempting' } },
    attempting: {
      initial: 'sending',
      tags: 'testing',
      on: { cancel: 'idle', 'deadline.passed': '.waiting' },
      states: {
        sending: {
          on: {
            failed: [
              { guard: not('isExhausted'), target: 'waiting' },
              { guard: 'isExhausted', target: '#exhausted' },
            ],
            succeeded: '#done',
          },
        },
        waiting: { after: { backoff: 'sending' } },
      },
    },
    done: { id: 'done', type: 'final' },
    exhausted: { id: 'exhausted', type: 'final' },
  },
});

export const parallelMachine = setup({
  types: {
    events: {} as { type: 'start' | 'stop' | 'cache.aged' | 'cache.filled' | 'overload' | 'recovered' },
  },
}).createMachine({
  initial: 'on',
  states: {
    on: {
      type: 'parallel',
      on: { stop: 'off' },
      states: {
        cache: {
          initial: 'fresh',
          states: { fresh: { on: { 'cache.aged': 'stale' } }, stale: { on: { 'cache.filled': 'fresh' } } },
        },
        feature: {
          initial: 'full',
          states: { full: { on: { overload: 'degraded' } }, degraded: { on: { recovered: 'full' } } },
        },
      },
    },
    off: { on: { start: 'on' } },
  },
});
