/** The timeout-budget world: operations of many clients, three servers behind them, and the first client's operations kept for show. */
import type { Service } from '../../sim/call.ts';
import { createServer, type Server } from '../../sim/server.ts';
import { createTraffic, type TrafficOptions } from '../../sim/traffic.ts';
import type { World } from '../../sim/world.ts';
import type { Model } from '../pattern.ts';
import { createBookkeeping } from './bookkeeping.ts';
import { createChronicle, type Watched } from './chronicle.ts';
import type { BudgetMetric } from './metrics.ts';
import type { Step } from './operation.ts';
import { createOperations } from './policy.ts';
import type { Child } from './rules.ts';
import { fastestQueryMs, serverOptions, type BudgetParams } from './servers.ts';
import { createWasteMeter } from './waste.ts';

export type { BudgetParams } from './servers.ts';

/** What the stage shows. */
export interface BudgetView {
  readonly watched: Watched;
  readonly params: BudgetParams;
  readonly database: {
    readonly running: number;
    readonly queued: number;
    /** Of the running ones, those that nobody waits for. */
    readonly orphans: number;
  };
  /** Share of all server time so far that nobody got anything from, null before there was any. */
  readonly wastedShare: number | null;
}

function trafficOptions(params: BudgetParams): TrafficOptions {
  return {
    law: params.arrivals,
    callsPerSecond: params.operationsPerSecond,
    clients: params.clients,
    maxCalls: params.maxOperations,
  };
}

export function createModel(world: World, initial: BudgetParams): Model<BudgetParams, BudgetView> {
  const { metrics } = world;
  const counter = (id: BudgetMetric) => metrics.counter(id);
  const gauge = (id: BudgetMetric) => metrics.gauge(id);
  const books = createBookkeeping(world);
  const chronicle = createChronicle(world);
  const waste = createWasteMeter(world, {
    worked: counter('workedMs'),
    wasted: counter('wastedMs'),
    share: gauge('wastedShare'),
  });
  const queue = gauge('databaseQueued');
  const lookups = world.random.stream('cacheHits');
  let params = initial;

  function addServer(name: Child): Server {
    return createServer(world, serverOptions(params)[name], {
      name,
      onStart: (call) => waste.started(call as Step),
      onEnd(call, workedMs, isWasted) {
        waste.ended(call as Step, workedMs, isWasted);
        queue.set(servers.database.queued);
      },
    });
  }
  /** The wait in the queue changes with every query that comes, is served or is given up. */
  const watchQueue =
    (database: Service): Service =>
    (call, settle) => {
      const cancel = database(call, settle);
      queue.set(servers.database.queued);
      return () => {
        cancel();
        queue.set(servers.database.queued);
      };
    };
  const servers = { cache: addServer('cache'), database: addServer('database'), api: addServer('api') };

  const service = createOperations(world, {
    servers: {
      cache: servers.cache.service,
      database: watchQueue(servers.database.service),
      api: servers.api.service,
    },
    settings: () => params,
    isPropagated: () => params.propagation,
    lookUp({ id }) {
      const isHit = lookups.at(id) < params.hitRatio;
      return { isHit, hasData: params.coordination !== 'asWritten' || lookups.at(id, 1) < params.hitRatio };
    },
    hostOf: ({ client }) => (client === 0 ? world.machines : world.crowd),
    onStart: chronicle.noteStart,
    onState: chronicle.noteState,
    onStep: (_, step) => books.noteStep(step, fastestQueryMs(params)),
    onStepEnd(_, step) {
      if (step.end === 'timedOut' || step.end === 'cut') waste.abandoned(step);
    },
    onGiveUp(operation) {
      const last = operation.steps.at(-1);
      if (last) waste.abandoned(last);
      chronicle.noteGiveUp(operation);
    },
    onEnd(operation) {
      books.noteEnd(operation);
      chronicle.noteEnd(operation, fastestQueryMs(params));
    },
  });

  const traffic = createTraffic(world, trafficOptions(params), (client, ended) => {
    books.noteStart();
    world.calls.make(client, service, (record) => {
      books.noteAnswer(record);
      ended();
    });
  });

  return {
    apply(change) {
      params = { ...params, ...change };
      const options = serverOptions(params);
      servers.cache.configure(options.cache);
      servers.database.configure(options.database);
      servers.api.configure(options.api);
      traffic.configure(trafficOptions(params));
    },
    observe: () => ({
      watched: chronicle.watched(),
      params,
      database: {
        running: servers.database.running,
        queued: servers.database.queued,
        orphans: waste.orphans,
      },
      wastedShare: gauge('wastedShare').value,
    }),
  };
}
