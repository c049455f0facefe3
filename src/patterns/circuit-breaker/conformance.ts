/** Replays vectors of the reference's circuit breaker (Exercise 1) through our machine, policy, server and scripted traffic. */
import { compose, type Policy } from '../../sim/call.ts';
import { NO_FAULTS } from '../../sim/faults.ts';
import type { ScriptedCall } from '../../sim/script.ts';
import { createServer } from '../../sim/server.ts';
import { createTraffic } from '../../sim/traffic.ts';
import { createWorld } from '../../sim/world.ts';
import { firstDifference, type Replayer } from '../conformance.ts';
import { createBreaker } from '../../sim/breaker/policy.ts';
import { PLAIN_BREAKER, type BreakerSettings } from '../../sim/breaker/rules.ts';

/** The reference's `get_state`, and its `last_failure_time` in ms. */
interface Snapshot {
  readonly state: string;
  readonly failure_count: number;
  readonly success_count: number;
  readonly total_calls: number;
  readonly total_failures: number;
  readonly failure_rate: number;
  readonly circuit_opens: number;
  readonly last_failure_ms: number | null;
}

/** What happened to one call. A rejected call has no start; one that never ended has neither result nor end. */
interface Observation {
  state_before?: string;
  start?: Snapshot;
  result?: string;
  end_ms?: number;
  after?: Snapshot;
}

interface Vector {
  readonly config: {
    readonly failure_threshold: number;
    readonly success_threshold: number;
    readonly timeout_ms: number;
  };
  readonly calls: readonly {
    readonly at_ms: number;
    readonly duration_ms: number;
    readonly outcome: ScriptedCall['outcome'];
    readonly expected: Observation;
  }[];
  readonly final: Snapshot;
}

const STATE_NAMES: Readonly<Record<string, string>> = {
  closed: 'CLOSED',
  open: 'OPEN',
  halfOpen: 'HALF_OPEN',
};

const RESULT_NAMES: Readonly<Record<string, string>> = {
  answered: 'success',
  injectedError: 'failure',
  unexpectedError: 'other',
  breakerOpen: 'rejected',
};

/** The reference's rules, with nothing of what it lacks. */
export function asWritten({
  failure_threshold,
  success_threshold,
  timeout_ms,
}: Vector['config']): BreakerSettings {
  return {
    ...PLAIN_BREAKER,
    failureThreshold: failure_threshold,
    successThreshold: success_threshold,
    openDurationMs: timeout_ms,
    halfOpenProbes: Infinity,
    lateResults: 'counted',
  };
}

function observe({ config, calls }: Vector): {
  readonly calls: readonly Observation[];
  readonly final: Snapshot;
} {
  const script = calls.map(({ at_ms, duration_ms, outcome }) => ({
    atMs: at_ms,
    durationMs: duration_ms,
    outcome,
  }));
  const world = createWorld({ seed: 0, durationMs: 1, metrics: {}, script });
  const { machine, policy } = createBreaker(world, {
    client: 0,
    settings: asWritten(config),
    onState: () => {},
  });
  const server = createServer(world, {
    ...NO_FAULTS,
    concurrency: Infinity,
    queueLimit: 0,
    serviceTime: { law: 'fixed', meanMs: 0, spreadRatio: 0 },
    errorsTakeTime: true,
    outage: 'none',
  });

  const observations = calls.map((): Observation => ({}));
  const stateName = () => STATE_NAMES[machine.state] ?? machine.state;
  let totalFailures = 0;

  function snapshot(): Snapshot {
    const { failureCount, successCount, openings, lastFailureAtMs } = machine.context;
    const totalCalls = world.calls.totals().arrived;
    return {
      state: stateName(),
      failure_count: failureCount,
      success_count: successCount,
      total_calls: totalCalls,
      total_failures: totalFailures,
      failure_rate: totalFailures / Math.max(1, totalCalls),
      circuit_opens: openings,
      last_failure_ms: lastFailureAtMs,
    };
  }

  const noteStart: Policy = (next) => (call, settle) => {
    (observations[call.id] as Observation).start = snapshot();
    return next(call, settle);
  };
  const countFailures: Policy = (next) => (call, settle) =>
    next(call, (result) => {
      if (result.cause === 'injectedError') totalFailures += 1;
      settle(result);
    });
  const service = compose(server.service, policy, noteStart, countFailures);

  createTraffic(world, { law: 'fixed', callsPerSecond: 0, clients: 1, maxCalls: Infinity }, (client) => {
    const observation = observations[world.calls.totals().arrived] as Observation;
    observation.state_before = stateName();
    world.calls.make(client, service, ({ result, endedAtMs }) => {
      observation.result = RESULT_NAMES[result?.cause ?? ''] ?? String(result?.cause);
      observation.end_ms = endedAtMs ?? NaN;
      observation.after = snapshot();
    });
  });
  while (world.clock.step());
  return { calls: observations, final: snapshot() };
}

function replay(vector: unknown): string | null {
  const { config, calls, final } = vector as Vector;
  const observed = observe({ config, calls, final });
  for (const [index, { expected }] of calls.entries()) {
    const difference = firstDifference(`call ${index}`, expected, observed.calls[index]);
    if (difference) return difference;
  }
  return firstDifference('final', final, observed.final);
}

export const replayers: readonly Replayer[] = [{ format: 'circuit-breaker/1', replay }];
