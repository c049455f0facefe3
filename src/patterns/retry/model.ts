/** The retry world: clients whose calls are retried in one or more layers, and one server behind them. */
import type { Policy, Service } from '../../sim/call.ts';
import { compose } from '../../sim/call.ts';
import { drawOf } from '../../sim/random.ts';
import { createTraffic, type TrafficOptions } from '../../sim/traffic.ts';
import type { World } from '../../sim/world.ts';
import type { ParamValues } from '../params.ts';
import type { Model } from '../pattern.ts';
import { createAlarms } from './alarms.ts';
import { BIN_MS, createArrivals, type ArrivalsView } from './arrivals.ts';
import { createBooks } from './books.ts';
import { createBudget, type RetryBudget } from '../../sim/retryBudget.ts';
import type { params } from './params.ts';
import { createRetry } from './policy.ts';
import { attemptsPerLayer, type RetrySettings } from './rules.ts';
import { createSickServer, type OutageSpan } from './sickServer.ts';
import type { Strip } from './strips.ts';
import { createWatch, WATCHED_CLIENT, type WatchedCall } from './watch.ts';

export type RetryParams = ParamValues<typeof params>;

/** What the stage shows. */
export interface RetryView {
  /** A call of the first client; null before its first. */
  readonly watched: WatchedCall | null;
  readonly maxAttempts: number;
  /** How many calls attempt and wait at this instant, and how many have ended in which way. */
  readonly occupancy: Readonly<Record<string, number>>;
  readonly clients: number;
  readonly strips: readonly Strip[];
  readonly arrivals: ArrivalsView;
  /** What the server serves in the mean within one bin of `arrivals`. */
  readonly capacityPerBin: number;
  /** All arrivals over first attempts within the last second; null when there were none of these. */
  readonly amplification: number | null;
  /** Of the first client, 0–1; null without a budget. */
  readonly budgetLeft: number | null;
  readonly isDown: boolean;
  readonly outages: readonly OutageSpan[];
  readonly serverRunning: number;
  readonly serverQueued: number;
}

function trafficOptions(params: RetryParams): TrafficOptions {
  return {
    law: params.arrivals,
    callsPerSecond: params.callsPerSecond,
    clients: params.clients,
    maxCalls: params.maxCalls,
  };
}

function settingsOf(params: RetryParams): RetrySettings {
  return { ...params, maxAttempts: attemptsPerLayer(params.maxAttempts, params.layers) };
}

function capacityPerBin({ serverConcurrency, latencyMs }: RetryParams): number {
  return latencyMs > 0 ? (serverConcurrency * BIN_MS) / latencyMs : Infinity;
}

export function createModel(world: World, initial: RetryParams): Model<RetryParams, RetryView> {
  const { clock, trace } = world;
  const jitter = world.random.stream('jitter');
  let params = initial;
  let settings = settingsOf(initial);
  const paramsNow = () => params;

  const arrivals = createArrivals(clock);
  const books = createBooks(world, arrivals);
  const watch = createWatch(world);
  const alarms = createAlarms(world, {
    arrivals,
    capacityPerBin: () => capacityPerBin(params),
    hasLoneClient: () => params.clients === 1,
    sharesBudget: () => params.budgetScope === 'all',
  });
  const server = createSickServer(world, paramsNow, {
    onEnd: (_, workedMs, isWasted) => books.worked(workedMs, isWasted),
  });
  const occupancy: Record<string, number> = { attempting: 0, waiting: 0 };
  /** By layer, then by client. */
  let budgets: RetryBudget[][] = [];

  function budgetOf(layer: number, client: number): RetryBudget {
    const owner = params.budgetScope === 'all' ? 0 : client;
    const ofLayer = (budgets[layer] ??= []);
    return (ofLayer[owner] ??= createBudget(clock, paramsNow));
  }

  function noteState(state: string, previous: string | null): void {
    if (previous !== null) occupancy[previous] = (occupancy[previous] ?? 0) - 1;
    occupancy[state] = (occupancy[state] ?? 0) + 1;
  }

  const countAttempts: Policy = (next) => (call, settle) => {
    books.attempted(call.id, (call.attempt ?? 0) > 0);
    alarms.attempted();
    if (call.client !== WATCHED_CLIENT) return next(call, settle);
    const noteEnd = watch.attempt(call);
    const cancel = next(call, (result) => {
      noteEnd(result.outcome);
      settle(result);
    });
    return () => {
      noteEnd('timedOut');
      cancel();
    };
  };

  /** The topmost layer is number 0. */
  function createLayer(layer: number, isLowest: boolean): Policy {
    const isTop = layer === 0;
    return createRetry(world, {
      settings: () => settings,
      budgetOf: (client) => budgetOf(layer, client),
      attemptTimeoutMs: () => (isLowest ? params.attemptTimeoutMs : Infinity),
      deadlineMs: () => (isTop ? params.callDeadlineMs : Infinity),
      endsWith: isTop ? 'ending' : 'lastResult',
      hostOf: ({ client }) => (client === WATCHED_CLIENT ? world.machines : world.crowd),
      jitterOf: ({ id, client, attempt = 0 }, retry) =>
        drawOf(jitter, { id, client, attempt: attempt * 10 + retry }, layer),
      onWait(call, wait, cause) {
        books.waited(call.id, wait);
        world.calls.markWaiting(call);
        const { retry, drawnMs, waitMs } = wait;
        trace.record('call.retried', call.id, { attempt: retry + 1, cause, drawnMs, waitMs });
        if (call.client === WATCHED_CLIENT) watch.wait(call, wait, cause);
      },
      ...(isTop && {
        onState(call, state, previous, running) {
          noteState(state, previous);
          if (call.client === WATCHED_CLIENT) watch.state(call, state, running);
        },
        onEnd(ended) {
          const tally = books.ended(ended);
          if (ended.call.client === WATCHED_CLIENT) watch.end(ended);
          alarms.ended(ended, tally, budgetOf(0, WATCHED_CLIENT));
          if (params.retryBudget !== 'none') books.budgetLeft(budgetOf(0, WATCHED_CLIENT).left());
        },
      }),
    });
  }

  function createService(layers: number): Service {
    const policies = Array.from({ length: layers }, (_, layer) => createLayer(layer, layer === layers - 1));
    return compose(server.service, ...policies, countAttempts);
  }

  let service = createService(params.layers);
  const traffic = createTraffic(world, trafficOptions(params), (client, ended) => {
    books.arrived();
    world.calls.make(client, service, (record) => {
      books.settled(record);
      ended();
    });
  });

  return {
    apply(change) {
      const before = params;
      params = { ...params, ...change };
      settings = settingsOf(params);
      if (params.retryBudget !== before.retryBudget || params.budgetScope !== before.budgetScope)
        budgets = [];
      if (params.layers !== before.layers) service = createService(params.layers);
      server.update();
      traffic.configure(trafficOptions(params));
    },
    observe() {
      return {
        watched: watch.watched(),
        maxAttempts: settings.maxAttempts,
        occupancy: { ...occupancy },
        clients: params.clients,
        strips: watch.strips(),
        arrivals: arrivals.view(),
        capacityPerBin: capacityPerBin(params),
        amplification: arrivals.recentAmplification(),
        budgetLeft: params.retryBudget === 'none' ? null : budgetOf(0, WATCHED_CLIENT).left(),
        isDown: server.isDown,
        outages: server.outages,
        serverRunning: server.running,
        serverQueued: server.queued,
      };
    },
  };
}
