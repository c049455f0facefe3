/** One kind of calls: its traffic, the resource behind its pool, its callers' patience and its books. */
import { compose, type Call, type CallRecord, type Service } from '../../sim/call.ts';
import { NO_FAULTS } from '../../sim/faults.ts';
import { createServer, type ServerOptions } from '../../sim/server.ts';
import { createTraffic, type TrafficOptions } from '../../sim/traffic.ts';
import type { World } from '../../sim/world.ts';
import { createBooks } from './books.ts';
import { sayWhose } from './causes.ts';
import { createEpisode } from './episode.ts';
import {
  KINDS,
  poolOf,
  settingsOf,
  sizeOf,
  type BulkheadParams,
  type Kind,
  type KindSettings,
  type PoolId,
} from './kinds.ts';
import { createPatience } from './patience.ts';
import type { Job, Tenant } from './policy.ts';
import { predictRejection } from './prediction.ts';
import type { Pool, Pools } from './pools.ts';

/** Work that the resource is doing. */
export interface Work {
  readonly startedAtMs: number;
  readonly durationMs: number;
}

/** Whoever counts the calls of all kinds. */
export interface CallCounter {
  onArrival(): void;
  onEnd(record: CallRecord): void;
}

export interface LiveTenant {
  /** Makes one call; `onEnd` runs when its caller has its result. */
  call(onEnd: () => void): void;
  /** Takes over changed parameters; floods are sent for each step that their number went up. */
  configure(params: BulkheadParams): void;
  /** null while the resource has not begun with it. */
  workOn(job: Job): Work | null;
}

function serverOptions(settings: KindSettings): ServerOptions {
  const { concurrency, serviceTime, errorRatio, hangRatio, hangMs } = settings;
  return {
    ...NO_FAULTS,
    concurrency,
    queueLimit: Infinity,
    serviceTime,
    errorRatio,
    errorsTakeTime: true,
    latencyRatio: hangRatio,
    latencyMs: hangMs,
    outage: 'none',
    stopsAbandoned: true,
  };
}

function trafficOptions({ callsPerSecond }: KindSettings, { arrivals }: BulkheadParams): TrafficOptions {
  return {
    law: arrivals === 'poisson' ? 'poisson' : 'fixed',
    callsPerSecond: arrivals === 'inTurn' ? 0 : callsPerSecond,
    clients: 1,
    maxCalls: Infinity,
  };
}

export function createTenant(
  world: World,
  kind: Kind,
  initial: BulkheadParams,
  pools: Pools,
  counter: CallCounter,
): LiveTenant {
  const { clock, trace } = world;
  const subject = KINDS.indexOf(kind);
  const books = createBooks(clock, world.metrics, kind);
  const works = new Map<number, Work>();
  const fates = new Map<number, Call>();
  const services = new Map<PoolId, Service>();
  let params = initial;
  let settings = settingsOf(kind, params);
  let calls = 0;
  let floodCalls = 0;
  let givenUp: CallRecord | null = null;

  const server = createServer(world, serverOptions(settings), {
    name: kind,
    fateOf: (met) => fates.get(met.id) ?? met,
    onStart: ({ id }, durationMs) => works.set(id, { startedAtMs: clock.nowMs, durationMs }),
    onEnd: ({ id }) => works.delete(id),
  });
  const patience = createPatience(world, {
    timeoutMs: () => settings.timeoutMs,
    onTimeout: () => params.onTimeout,
  });
  const timeouts = createEpisode(clock, {
    onBegin() {
      const wasWaiting = givenUp?.sentAtMs === null;
      const afterMs = givenUp?.result?.causeMs ?? null;
      trace.record('caller.gaveUp', subject, { kind, afterMs, wasWaiting, onTimeout: params.onTimeout });
    },
    onEnd: () => {},
  });

  function tenantOf(pool: Pool): Tenant {
    return {
      kind,
      onMove(job, from, result) {
        books.noteMove(job, from, result);
        if (job.place !== 'outside') return;
        fates.delete(job.call.id);
        const atMs = clock.nowMs;
        if (from === 'door') {
          pool.departures.push({ atMs, kind, outcome: 'rejected', slot: null });
          pool.rejections.note();
          return;
        }
        const isWanted = job.abandonedAtMs === null;
        const outcome = isWanted && result ? result.outcome : 'timedOut';
        pool.departures.push({ atMs, kind, outcome, slot: from === 'slot' ? job.slot : null });
        if (!isWanted && result) trace.record('call.finishedForNobody', job.call.id);
      },
    };
  }

  function serviceThrough(pool: Pool): Service {
    let service = services.get(pool.id);
    if (!service) {
      const bulkhead = pool.bulkhead.policyFor(tenantOf(pool));
      service = compose(server.service, sayWhose(kind), patience, bulkhead);
      services.set(pool.id, service);
    }
    return service;
  }

  function noteEnd(record: CallRecord): void {
    books.noteEnd(record);
    counter.onEnd(record);
    if (record.result?.outcome !== 'timedOut') return;
    givenUp = record;
    timeouts.note();
  }

  /** The call's fate is drawn by its number within its kind, so that no other kind and no flood changes it. */
  function make(fate: Call, onCallEnd: () => void): void {
    counter.onArrival();
    const throughPool = serviceThrough(pools.get(poolOf(kind, params)));
    const service: Service = (met, settle) => {
      fates.set(met.id, fate);
      return throughPool(met, settle);
    };
    world.calls.make(0, service, (record) => {
      noteEnd(record);
      onCallEnd();
    });
  }

  /** Behind what else is due at this instant: calls that end make room for calls that arrive. */
  function call(onCallEnd: () => void): void {
    clock.schedule(0, () => {
      make({ id: calls, client: 0 }, onCallEnd);
      calls += 1;
    });
  }

  function flood(count: number): void {
    clock.schedule(0, () => {
      trace.record('flood.sent', subject, { kind, calls: count });
      for (let sent = 0; sent < count; sent += 1) {
        make({ id: floodCalls, client: 0, attempt: 1 }, () => {});
        floodCalls += 1;
      }
    });
  }

  function sendFloods(steps: number): void {
    for (let step = 0; step < steps; step += 1) flood(params.floodCalls);
  }

  function noteParams(): void {
    books.noteSlots(sizeOf(poolOf(kind, params), params).size);
    books.notePrediction(predictRejection(kind, params));
  }

  noteParams();
  sendFloods(settings.floods);
  const isFed = !world.script || kind === KINDS[0];
  const traffic = isFed
    ? createTraffic(world, trafficOptions(settings, params), (_, ended) => call(ended), `${kind}.arrivals`)
    : null;

  return {
    call,
    configure(next) {
      const before = settings;
      params = next;
      settings = settingsOf(kind, params);
      noteParams();
      server.configure(serverOptions(settings));
      traffic?.configure(trafficOptions(settings, params));
      sendFloods(settings.floods - before.floods);
    },
    workOn: ({ call: { id } }) => works.get(id) ?? null,
  };
}
