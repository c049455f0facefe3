/** The circuit-breaker world: clients with a breaker each, one server behind them, and the sums that are kept. */
import type { CallRecord, Service } from '../../sim/call.ts';
import { compose } from '../../sim/call.ts';
import type { Gauge } from '../../sim/metrics.ts';
import { createServer, type ServerOptions } from '../../sim/server.ts';
import { createTimeout } from '../../sim/timeout.ts';
import { createTraffic, type TrafficOptions } from '../../sim/traffic.ts';
import type { World } from '../../sim/world.ts';
import type { ParamValues } from '../params.ts';
import type { Model } from '../pattern.ts';
import type { BreakerMetric } from './metrics.ts';
import type { params } from './params.ts';
import { createBreaker, type Breaker } from '../../sim/breaker/policy.ts';
import { openRemainingMs, type BreakerContext } from '../../sim/breaker/rules.ts';

export type BreakerParams = ParamValues<typeof params>;

export interface BreakerTransition {
  readonly from: string;
  readonly to: string;
  readonly sequence: number;
}

/** What the stage shows. `watched` is the first client's breaker. */
export interface BreakerView {
  readonly watched: {
    readonly state: string;
    readonly context: BreakerContext;
    readonly openRemainingMs: number;
    readonly transition: BreakerTransition | null;
  };
  /** How many breakers are in each state. */
  readonly occupancy: Readonly<Record<string, number>>;
  readonly clients: number;
  readonly serverRunning: number;
  readonly serverQueued: number;
  readonly isSick: boolean;
}

/** From this failure rate on the server counts as sick when times to detect and to recover are measured. */
const SICK_FAILURE_RATE = 0.5;

const SHARES = {
  closed: 'shareClosed',
  open: 'shareOpen',
  halfOpen: 'shareHalfOpen',
  forcedOpen: 'shareForcedOpen',
  disabled: 'shareDisabled',
} as const satisfies Record<string, BreakerMetric>;

const OPERATOR_EVENTS = {
  automatic: 'operator.reset',
  forcedOpen: 'operator.forceOpen',
  disabled: 'operator.disable',
} as const;

const isSick = (params: BreakerParams) => params.outage !== 'none' || params.failureRate >= SICK_FAILURE_RATE;

function serverOptions(params: BreakerParams): ServerOptions {
  return {
    concurrency: params.serverConcurrency,
    queueLimit: params.serverQueue,
    serviceTime: { law: params.latencyLaw, meanMs: params.latencyMs, spreadRatio: params.latencySpread },
    errorRatio: params.failureRate,
    errorLaw: params.failureLaw,
    errorsTakeTime: params.errorsTakeTime,
    timeoutRatio: 0,
    latencyRatio: params.slowCallShare,
    latencyMs: params.slowLatencyMs,
    partialRatio: 0,
    outage: params.outage,
  };
}

function trafficOptions(params: BreakerParams): TrafficOptions {
  return {
    law: params.arrivals,
    callsPerSecond: params.callsPerSecond,
    clients: params.clients,
    maxCalls: params.maxCalls,
  };
}

export function createModel(world: World, initial: BreakerParams): Model<BreakerParams, BreakerView> {
  const { clock, metrics } = world;
  const counter = (id: BreakerMetric) => metrics.counter(id);
  const counters = {
    calls: counter('calls'),
    attempted: counter('attempted'),
    failures: counter('failures'),
    opens: counter('circuitOpens'),
    spared: counter('spared'),
    needless: counter('needless'),
    succeeded: counter('succeeded'),
    degraded: counter('succeeded'),
    failed: counter('failed'),
    timedOut: counter('timedOut'),
    rejected: counter('rejected'),
  };
  const gauge = (id: BreakerMetric): Gauge => metrics.gauge(id);
  const gauges = {
    failureRate: gauge('failureRate'),
    failureCount: gauge('failureCount'),
    successCount: gauge('successCount'),
    timeToDetect: gauge('timeToDetectMs'),
    timeToRecover: gauge('timeToRecoverMs'),
  };
  const latency = metrics.histogram('latencyMs');

  const breakers: Breaker[] = [];
  const services: Service[] = [];
  let params = initial;
  let transition: BreakerTransition | null = null;
  let undetectedSinceMs = isSick(params) ? clock.nowMs : null;
  let unrecoveredSinceMs: number | null = null;

  const server = createServer(world, serverOptions(params));
  const timeout = createTimeout(world, () => params.callTimeoutMs);

  function stateOf(client: number): string {
    return breakers[client]?.machine.state ?? 'closed';
  }

  function occupancy(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (let client = 0; client < params.clients; client += 1) {
      const state = stateOf(client);
      counts[state] = (counts[state] ?? 0) + 1;
    }
    return counts;
  }

  function noteOpening(): void {
    counters.opens.add();
    if (undetectedSinceMs === null) return;
    gauges.timeToDetect.set(clock.nowMs - undetectedSinceMs);
    undetectedSinceMs = null;
  }

  function noteStates(): void {
    const counts = occupancy();
    for (const [state, id] of Object.entries(SHARES)) gauge(id).set((counts[state] ?? 0) / params.clients);
    if (unrecoveredSinceMs === null || counts['closed'] !== params.clients) return;
    gauges.timeToRecover.set(clock.nowMs - unrecoveredSinceMs);
    unrecoveredSinceMs = null;
  }

  function addBreaker(client: number): void {
    const lane = world.lanes.add(`client ${client + 1}`);
    let previous: string | null = null;
    const breaker = createBreaker(world, {
      client,
      settings: params,
      onState(state) {
        lane.enter(state);
        if (client === 0 && previous !== null) {
          transition = { from: previous, to: state, sequence: (transition?.sequence ?? 0) + 1 };
        }
        if (previous !== null && state === 'open') noteOpening();
        previous = state;
        if (breakers[client]) noteStates();
      },
    });
    breakers.push(breaker);
    services.push(compose(server.service, breaker.policy, timeout));
    if (params.mode !== 'automatic') breaker.machine.send({ type: OPERATOR_EVENTS[params.mode] });
  }

  function addBreakers(): void {
    while (breakers.length < params.clients) addBreaker(breakers.length);
    noteStates();
  }

  function countCall(record: CallRecord): void {
    const result = record.result;
    if (!result) return;
    counters[result.outcome].add();
    if (result.outcome === 'rejected') {
      (server.foresee(record) === 'failure' ? counters.spared : counters.needless).add();
    } else {
      counters.attempted.add();
      latency.add(clock.nowMs - record.arrivedAtMs);
      if (result.outcome !== 'succeeded' && result.cause !== 'unexpectedError') counters.failures.add();
    }
    const over = params.failureRateOver === 'attempted' ? counters.attempted.total : counters.calls.total;
    if (over > 0) gauges.failureRate.set(counters.failures.total / over);
    const watched = breakers[0]?.machine.context;
    gauges.failureCount.set(watched?.failureCount ?? 0);
    gauges.successCount.set(watched?.successCount ?? 0);
  }

  addBreakers();
  const traffic = createTraffic(world, trafficOptions(params), (client, ended) => {
    counters.calls.add();
    world.calls.make(client, services[client] as Service, (record) => {
      countCall(record);
      ended();
    });
  });

  return {
    apply(change) {
      const before = params;
      params = { ...params, ...change };
      server.configure(serverOptions(params));
      for (const { machine } of breakers) machine.send({ type: 'settings.changed', settings: params });
      if (params.mode !== before.mode) {
        for (const { machine } of breakers) machine.send({ type: OPERATOR_EVENTS[params.mode] });
      }
      if (isSick(params) !== isSick(before)) {
        undetectedSinceMs = isSick(params) ? clock.nowMs : null;
        const wasNoticed = occupancy()['closed'] !== params.clients;
        unrecoveredSinceMs = !isSick(params) && wasNoticed ? clock.nowMs : null;
      }
      addBreakers();
      traffic.configure(trafficOptions(params));
    },
    observe() {
      const { state, context } = (breakers[0] as Breaker).machine;
      return {
        watched: {
          state,
          context,
          openRemainingMs: state === 'open' ? openRemainingMs(context, clock.nowMs) : 0,
          transition,
        },
        occupancy: occupancy(),
        clients: params.clients,
        serverRunning: server.running,
        serverQueued: server.queued,
        isSick: isSick(params),
      };
    },
  };
}
