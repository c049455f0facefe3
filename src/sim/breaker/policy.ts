/** The circuit breaker as a policy: asks the statechart for admission, tells it how admitted calls ended. */
import type { CauseSpec, Policy, Result } from '../call.ts';
import { nothingToCancel } from '../call.ts';
import { quantiseMs } from '../clock.ts';
import type { MachinePort } from '../machineHost.ts';
import type { TraceData } from '../trace.ts';
import type { World } from '../world.ts';
import { breakerMachine, type BreakerEmitted } from './machine.ts';
import type { BreakerSettings } from './rules.ts';

export const BREAKER_CAUSES = {
  breakerOpen: {
    outcome: 'rejected',
    label: 'breaker open',
    describe: (time) => `breaker open, ${time ?? 'some time'} left`,
  },
  noProbePermit: {
    outcome: 'rejected',
    label: 'no probe permit',
    describe: () => 'breaker half-open, no probe permit free',
  },
  forcedOpen: {
    outcome: 'rejected',
    label: 'forced open',
    describe: () => 'breaker forced open by the operator',
  },
} as const satisfies Record<string, CauseSpec>;

export interface Breaker {
  readonly policy: Policy;
  readonly machine: MachinePort<typeof breakerMachine>;
}

export interface BreakerOptions {
  readonly client: number;
  readonly settings: BreakerSettings;
  /** Gets every entered state, the initial one included. */
  readonly onState: (state: string) => void;
}

function eventOf(result: Result): 'call.succeeded' | 'call.failed' | 'call.ignored' {
  if (result.cause === 'unexpectedError') return 'call.ignored';
  return result.outcome === 'succeeded' || result.outcome === 'degraded' ? 'call.succeeded' : 'call.failed';
}

export function createBreaker(world: World, { client, settings, onState }: BreakerOptions): Breaker {
  const { clock, trace } = world;
  const jitter = world.random.stream('reopenJitter');
  let answer: BreakerEmitted | null = null;

  const machine = world.machines.start(breakerMachine, {
    id: `breaker-${client}`,
    input: { settings, jitterOf: (opening) => jitter.at(opening, client) },
    onState,
    onEmitted(event) {
      if (event.type === 'call.admitted' || event.type === 'call.rejected') {
        answer = event;
        return;
      }
      const { type, ...data } = event;
      trace.record(type, client, data as TraceData);
    },
  });

  const policy: Policy = (next) => (call, settle) => {
    machine.send({ type: 'call.arrived', atMs: clock.nowMs });
    if (answer?.type !== 'call.admitted') {
      const { reason, remainingMs } = answer as Extract<BreakerEmitted, { type: 'call.rejected' }>;
      settle({ outcome: 'rejected', cause: reason, causeMs: remainingMs });
      return nothingToCancel;
    }
    const { generation } = answer;
    const admittedAtMs = clock.nowMs;
    return next(call, (result) => {
      const latencyMs = quantiseMs(clock.nowMs - admittedAtMs);
      machine.send({ type: eventOf(result), atMs: clock.nowMs, latencyMs, generation });
      settle(result);
    });
  };

  return { policy, machine };
}
