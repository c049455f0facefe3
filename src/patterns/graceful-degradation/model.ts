/** The shop's world: users, the shop with its policies, and a twin without them under the same visits and the same faults. */
import { compose, type CallRecord, type Policy } from '../../sim/call.ts';
import { quantiseMs } from '../../sim/clock.ts';
import { createTimeout } from '../../sim/timeout.ts';
import { createTraffic, type TrafficOptions } from '../../sim/traffic.ts';
import type { World } from '../../sim/world.ts';
import type { Model } from '../pattern.ts';
import { createAlarms } from './alarms.ts';
import { createBoard } from './board.ts';
import { createBooks } from './books.ts';
import type { Omission } from './causes.ts';
import { createChronicle } from './chronicle.ts';
import { FEATURES, type Feature } from './features.ts';
import type { ShopMetric } from './metrics.ts';
import { createPressure } from './pressure.ts';
import { enableThreshold, JUDGE_EVERY_MS } from './rules.ts';
import { sheddingThreshold } from './shedding.ts';
import { createShop } from './shop.ts';
import { isSick, isWaveUp, type Faults, type ShopParams } from './sickness.ts';
import { featureViews, type ShopView } from './view.ts';

function trafficOptions({ usersPerSecond, loadSurge, arrivals, thinkTimeMs }: ShopParams): TrafficOptions {
  const perSecond = usersPerSecond * loadSurge;
  if (arrivals !== 'closed') {
    return { law: arrivals, callsPerSecond: perSecond, clients: 1, maxCalls: Infinity };
  }
  const crowd = Math.max(1, Math.round((perSecond * thinkTimeMs) / 1_000));
  const callsPerSecond = perSecond > 0 ? (crowd * 1_000) / thinkTimeMs : 0;
  return { law: 'sequential', callsPerSecond, clients: crowd, maxCalls: Infinity };
}

export function createModel(world: World, initial: ShopParams): Model<ShopParams, ShopView> {
  const { clock, metrics } = world;
  const gauge = (id: ShopMetric) => metrics.gauge(id);
  const counter = (id: ShopMetric) => metrics.counter(id);
  const counters = {
    visits: counter('visits'),
    saved: counter('saved'),
    fromLastGood: counter('fromLastGood'),
    off: counter('savedOff'),
    dimmed: counter('savedDimmed'),
    shed: counter('savedShed'),
    succeeded: counter('whole'),
    degraded: counter('degraded'),
    failed: counter('failed'),
    timedOut: counter('timedOut'),
    rejected: counter('rejected'),
  };
  const pageLatency = metrics.histogram('pageLatencyMs');
  let params = initial;
  let poisonedSinceMs = 0;
  let exposed: { readonly params: ShopParams | null; readonly faults: Faults } = {
    params: null,
    faults: { isOn: false, poisonedForSeconds: 0 },
  };
  const now = () => params;

  const chronicle = createChronicle(world);
  const alarms = createAlarms(world);
  const board = createBoard(world, { params: now, chronicle });
  const books = createBooks(world, {
    metrics: {
      asked: 'coreAsked',
      served: 'coreServed',
      availability: 'coreAvailability',
      value: 'userValue',
    },
    hasFeatures: true,
  });
  const twinBooks = createBooks(world, {
    metrics: {
      asked: 'twinAsked',
      served: 'twinServed',
      availability: 'twinAvailability',
      value: 'twinValue',
    },
    hasFeatures: false,
  });
  const pressure = createPressure(world, {
    params: now,
    overload: () => shop.pressure,
    onShed: (feature) => alarms.noteShed(feature),
    onMeasured(dimmer, p95Ms) {
      gauge('dimmer').set(dimmer);
      gauge('p95Ms').set(p95Ms);
      alarms.noteDimmer(dimmer, p95Ms);
    },
  });

  function faultsNow(): Faults {
    return {
      isOn: isWaveUp(params.flapPeriodMs, clock.nowMs),
      poisonedForSeconds: params.latencyCreep > 0 ? (clock.nowMs - poisonedSinceMs) / 1_000 : 0,
    };
  }

  const countSaved: Policy = (next) => (call, settle) =>
    next(call, (result) => {
      if (result.outcome === 'degraded') {
        counters.saved.add();
        counters[result.cause as Omission].add();
      }
      settle(result);
    });

  function policiesOf(feature: Feature): readonly Policy[] {
    const { gate, fallback } = board.policiesOf(feature);
    return fallback ? [fallback, countSaved, gate] : [countSaved, pressure.policyOf(feature), gate];
  }

  const shop = createShop(world, {
    params,
    faults: faultsNow(),
    policiesOf,
    isShed: (core) => pressure.isShed(core),
    onStart: (call) => world.calls.markSent(call),
    onEnd: (asked, parts) => books.close(asked, parts),
  });
  const twin = createShop(world, {
    params,
    faults: faultsNow(),
    policiesOf: () => [],
    isShed: () => false,
    onEnd: (asked, parts) => twinBooks.close(asked, parts),
  });
  const patience = createTimeout(world, () => params.patienceMs);
  const service = compose(shop.service, patience);
  const twinService = compose(twin.service, patience);

  function countVisit({ result, arrivedAtMs }: CallRecord): void {
    if (!result) return;
    counters[result.outcome].add();
    if (result.cause === 'lastGoodData') counters.fromLastGood.add();
    if (result.outcome === 'rejected') {
      alarms.noteTurnedAway(result.cause);
      return;
    }
    const latencyMs = quantiseMs(clock.nowMs - arrivedAtMs);
    pageLatency.add(latencyMs);
    pressure.addLatency(latencyMs);
  }

  /** Nearly always nothing has changed since the last look. */
  function expose(): void {
    const faults = faultsNow();
    const isSame = params === exposed.params && faults.isOn === exposed.faults.isOn;
    if (isSame && faults.poisonedForSeconds === exposed.faults.poisonedForSeconds) return;
    exposed = { params, faults };
    for (const each of [shop, twin]) each.configure(params, faults);
    for (const feature of FEATURES) chronicle.noteSickness(feature, isSick(feature, params, faults));
    gauge('disableThreshold').set(params.disableBelow);
    gauge('enableThreshold').set(enableThreshold(params));
  }

  function judge(): void {
    expose();
    board.judge();
    chronicle.tick();
    books.tick();
    gauge('queueFill').set(shop.pressure);
    clock.schedule(JUDGE_EVERY_MS, judge);
  }
  expose();
  clock.schedule(JUDGE_EVERY_MS, judge);

  const traffic = createTraffic(world, trafficOptions(params), (client, ended) => {
    counters.visits.add();
    const { id } = world.calls.make(client, service, (record) => {
      countVisit(record);
      ended();
    });
    twinService({ id, client }, () => {});
  });

  return {
    apply(change) {
      if (change.latencyCreep !== undefined && params.latencyCreep === 0) poisonedSinceMs = clock.nowMs;
      params = { ...params, ...change };
      board.follow();
      expose();
      traffic.configure(trafficOptions(params));
    },
    observe() {
      const isDimming = params.degradation && params.brownout;
      const isShedding = params.degradation && params.shedding;
      return {
        features: featureViews(board, { params, faults: faultsNow(), books, chronicle, nowMs: clock.nowMs }),
        isDegrading: params.degradation,
        disableBelow: params.disableBelow,
        enableFrom: enableThreshold(params),
        coreNow: books.availabilityNow,
        twinNow: twinBooks.availabilityNow,
        dimmer: isDimming ? pressure.dimmer : null,
        p95Ms: pressure.p95Ms,
        setpointMs: params.setpointMs,
        running: shop.running,
        workers: params.workers,
        queued: shop.queued,
        queueLimit: params.workerQueue,
        twinRunning: twin.running,
        twinQueued: twin.queued,
        sheddingFrom: isShedding ? sheddingThreshold(shop.pressure) : 100,
      };
    },
  };
}
