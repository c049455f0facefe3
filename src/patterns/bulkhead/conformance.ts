/** Replays vectors of the reference's bulkheads (Exercise 4) through our machine, policies, server, books and scripted traffic. */
import { compose } from '../../sim/call.ts';
import { NO_FAULTS } from '../../sim/faults.ts';
import { createServer } from '../../sim/server.ts';
import { createTraffic } from '../../sim/traffic.ts';
import { createWorld } from '../../sim/world.ts';
import { firstDifference, type Replayer } from '../conformance.ts';
import { createBooks, type Books } from './books.ts';
import type { Kind } from './kinds.ts';
import { metricOf, metrics, type KindMetric } from './metrics.ts';
import { createPatience } from './patience.ts';
import { createBulkhead, type Bulkhead } from './policy.ts';

interface Observation {
  active_before: number;
  queued_before: number;
  accepted: boolean;
  start_ms: number | null;
  finish_ms: number | null;
  caller_result: string;
  caller_end_ms: number;
}

interface Vector {
  readonly bulkheads: readonly {
    readonly name: string;
    readonly size: number;
    readonly queue_size: number;
  }[];
  readonly arrivals: readonly {
    readonly at_ms: number;
    readonly bulkhead: string;
    readonly service_ms: number;
    readonly fails: boolean;
    /** The caller's, counted from the arrival; null for none. */
    readonly timeout_ms: number | null;
    readonly expected: Observation;
  }[];
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly accepted: number;
  readonly rejected: number;
  readonly end_ms: number;
}

const KIND_OF: Readonly<Record<string, Kind>> = { database: 'database', cache: 'cache', external_api: 'api' };

const RESULT_NAMES: Readonly<Record<string, string>> = {
  answered: 'success',
  injectedError: 'failure',
  abandoned: 'timeout',
  poolFull: 'rejected',
};

interface ReplayedPool {
  readonly kind: Kind;
  readonly bulkhead: Bulkhead;
  readonly books: Books;
  maxActive: number;
}

function observe({ bulkheads, arrivals }: Pick<Vector, 'bulkheads' | 'arrivals'>) {
  const script = arrivals.map(({ at_ms, service_ms, fails }) => ({
    atMs: at_ms,
    durationMs: service_ms,
    outcome: fails ? ('failure' as const) : ('success' as const),
  }));
  const world = createWorld({ seed: 0, durationMs: 1, metrics, script });
  const { clock } = world;
  const observations: Observation[] = [];
  let endMs = 0;

  const server = createServer(world, {
    ...NO_FAULTS,
    concurrency: Infinity,
    queueLimit: 0,
    serviceTime: { law: 'fixed', meanMs: 0, spreadRatio: 0 },
    errorsTakeTime: true,
    outage: 'none',
  });
  const patience = createPatience(world, {
    timeoutMs: ({ id }) => arrivals[id]?.timeout_ms ?? Infinity,
    onTimeout: () => 'abandoned',
  });

  function createPool({ name, size, queue_size }: Vector['bulkheads'][number]): ReplayedPool {
    const kind = KIND_OF[name];
    if (!kind) throw new Error(`no bulkhead is called "${name}"`);
    return {
      kind,
      books: createBooks(clock, world.metrics, kind),
      bulkhead: createBulkhead(world, {
        id: name,
        size,
        queueSize: queue_size,
        cause: 'poolFull',
        onTimeout: () => 'abandoned',
        onState: () => {},
      }),
      maxActive: 0,
    };
  }
  const pools = new Map(bulkheads.map((each) => [each.name, createPool(each)]));

  function arrive(): void {
    const id = observations.length;
    const pool = pools.get(arrivals[id]?.bulkhead ?? '');
    if (!pool) throw new Error(`arrival ${id} names a bulkhead that there is not`);
    const { running, waiting } = pool.bulkhead.machine.context;
    const seen: Observation = {
      active_before: running,
      queued_before: waiting.length,
      accepted: true,
      start_ms: null,
      finish_ms: null,
      caller_result: '',
      caller_end_ms: NaN,
    };
    observations.push(seen);
    const policy = pool.bulkhead.policyFor({
      kind: pool.kind,
      onMove(job, from, result) {
        pool.books.noteMove(job, from, result);
        const isStart = job.place === 'slot';
        if (isStart) seen.start_ms = clock.nowMs;
        else if (from === 'slot') seen.finish_ms = clock.nowMs;
        else if (job.place === 'outside') seen.accepted = false;
        if (job.place === 'outside') endMs = clock.nowMs;
        pool.maxActive = Math.max(pool.maxActive, pool.bulkhead.machine.context.running);
      },
    });
    world.calls.make(0, compose(server.service, patience, policy), ({ result, endedAtMs }) => {
      seen.caller_result = RESULT_NAMES[result?.cause ?? ''] ?? String(result?.cause);
      seen.caller_end_ms = endedAtMs ?? NaN;
    });
  }

  createTraffic(world, { law: 'fixed', callsPerSecond: 0, clients: 1, maxCalls: Infinity }, () =>
    clock.schedule(0, arrive),
  );
  while (clock.step());

  const figures = world.metrics.summary();
  const metricsOf = ({ kind, books, maxActive }: ReplayedPool) => {
    const figure = (metric: KindMetric) => figures[metricOf(kind, metric)] ?? 0;
    return {
      completed: figure('completed'),
      failed: figure('failed'),
      rejected: figure('rejected'),
      total_execution_time_ms: books.executionMs,
      success_rate: figure('successRate'),
      rejection_rate: figure('rejectionRate'),
      avg_execution_time_ms: figure('meanExecutionMs'),
      max_active: maxActive,
    };
  };
  return {
    observations,
    end_ms: endMs,
    accepted: observations.filter(({ accepted }) => accepted).length,
    rejected: observations.filter(({ accepted }) => !accepted).length,
    metrics: Object.fromEntries([...pools].map(([name, pool]) => [name, metricsOf(pool)])),
  };
}

function replay(vector: unknown): string | null {
  const { arrivals, bulkheads, metrics: expected, accepted, rejected, end_ms } = vector as Vector;
  const { observations, ...totals } = observe({ bulkheads, arrivals });
  for (const [index, arrival] of arrivals.entries()) {
    const difference = firstDifference(`arrival ${index}`, arrival.expected, observations[index]);
    if (difference) return difference;
  }
  return firstDifference('run', { metrics: expected, accepted, rejected, end_ms }, totals);
}

export const replayers: readonly Replayer[] = [{ format: 'bulkhead/1', replay }];
