/** The bulkhead world: three kinds of calls, the pools they go to, and the one client that calls them in turn. */
import type { Outcome } from '../../sim/call.ts';
import type { Counter } from '../../sim/metrics.ts';
import { createTraffic, type TrafficOptions } from '../../sim/traffic.ts';
import type { World } from '../../sim/world.ts';
import type { Model } from '../pattern.ts';
import { KINDS, poolOf, settingsOf, sizeOf, type BulkheadParams, type Kind, type PoolId } from './kinds.ts';
import type { Job } from './policy.ts';
import { createPools, type Departure, type Pool, type PoolTransition } from './pools.ts';
import { createTenant, type CallCounter, type LiveTenant, type Work } from './tenant.ts';

export interface JobView {
  readonly call: number;
  readonly kind: Kind;
  /** null while it waits for the resource itself. */
  readonly work: Work | null;
  readonly isAbandoned: boolean;
}

export interface PoolView {
  readonly id: PoolId;
  readonly state: string;
  readonly transition: PoolTransition | null;
  readonly size: number;
  readonly queueSize: number;
  /** By slot, null for a free one. */
  readonly slots: readonly (JobView | null)[];
  /** The next one first. */
  readonly waiting: readonly JobView[];
  /** Oldest first. */
  readonly departures: readonly Departure[];
}

export interface BulkheadView {
  /** Those that calls go to now; when the isolation has just changed, those that still hold calls too. */
  readonly pools: readonly PoolView[];
}

/** All kinds together, each called when its turn comes; a rate of 0 takes a kind out of the round. */
function roundOptions(params: BulkheadParams): TrafficOptions {
  const total = KINDS.reduce((sum, kind) => sum + settingsOf(kind, params).callsPerSecond, 0);
  return {
    law: 'sequential',
    callsPerSecond: params.arrivals === 'inTurn' ? total : 0,
    clients: 1,
    maxCalls: params.maxCalls,
  };
}

export function createModel(world: World, initial: BulkheadParams): Model<BulkheadParams, BulkheadView> {
  const { metrics } = world;
  const calls = metrics.counter('calls');
  const ended: Readonly<Record<Outcome, Counter>> = {
    succeeded: metrics.counter('succeeded'),
    degraded: metrics.counter('succeeded'),
    failed: metrics.counter('failed'),
    timedOut: metrics.counter('timedOut'),
    rejected: metrics.counter('rejected'),
  };
  let params = initial;
  let turn = 0;

  const pools = createPools(world, () => params);
  const usedPools = () => [...new Set(KINDS.map((kind) => poolOf(kind, params)))].map(pools.get);
  usedPools();

  const counter: CallCounter = {
    onArrival: () => calls.add(),
    onEnd({ result }) {
      if (result) ended[result.outcome].add();
    },
  };
  const tenants = Object.fromEntries(
    KINDS.map((kind) => [kind, createTenant(world, kind, initial, pools, counter)]),
  ) as Readonly<Record<Kind, LiveTenant>>;

  function callNext(onEnd: () => void): void {
    const called = KINDS.filter((kind) => settingsOf(kind, params).callsPerSecond > 0);
    const kind = called[turn % called.length] ?? KINDS[0];
    turn += 1;
    tenants[kind].call(onEnd);
  }

  const round = world.script
    ? null
    : createTraffic(world, roundOptions(params), (_, onEnd) => callNext(onEnd), 'round');

  function viewJob(job: Job): JobView {
    return {
      call: job.call.id,
      kind: job.kind,
      work: tenants[job.kind].workOn(job),
      isAbandoned: job.abandonedAtMs !== null,
    };
  }

  function viewPool({ id, bulkhead, departures, transition }: Pool): PoolView {
    const { size, queueSize } = bulkhead.machine.context;
    return {
      id,
      state: bulkhead.machine.state,
      transition,
      size,
      queueSize,
      slots: bulkhead.slots().map((job) => job && viewJob(job)),
      waiting: bulkhead.waiting().map(viewJob),
      departures: departures.items(),
    };
  }

  return {
    apply(change) {
      params = { ...params, ...change };
      usedPools();
      for (const { id, bulkhead } of pools.all()) bulkhead.resize(sizeOf(id, params));
      for (const kind of KINDS) tenants[kind].configure(params);
      round?.configure(roundOptions(params));
    },
    observe() {
      const used = usedPools();
      const draining = pools
        .all()
        .filter((pool) => !used.includes(pool) && pool.bulkhead.machine.context.running > 0);
      return { pools: [...used, ...draining].map(viewPool) };
    },
  };
}
