/** The world of the resilient client: users who open their pages, the client, its services, and a naive twin under the same draws. */
import { createChaosLog, type Disturbance, type Incident } from '../../sim/chaos.ts';
import { createTraffic, type TrafficOptions } from '../../sim/traffic.ts';
import type { World } from '../../sim/world.ts';
import type { ParamValues } from '../params.ts';
import type { Model } from '../pattern.ts';
import { createBooks } from './books.ts';
import { createChronicle } from './chronicle.ts';
import { createGuards } from './guards.ts';
import type { params } from './params.ts';
import type { ServiceId } from './parts.ts';
import { createClient } from './policy.ts';
import { NAIVE } from './rules.ts';
import { createServices } from './services.ts';
import { createWatch, type Watched } from './watch.ts';

export type ClientParams = ParamValues<typeof params>;

/** What the stage shows. */
export interface ClientView {
  readonly watched: Watched | null;
  /** The last move of the watched page’s statechart. */
  readonly transition: { readonly from: string; readonly to: string; readonly sequence: number } | null;
  /** Services whose circuit breaker is not closed. */
  readonly broken: readonly ServiceId[];
  /** The newest injections, oldest first; copied only when looked at. */
  readonly incidents: readonly Incident[];
  /** Injections of all time. */
  readonly incidentsByMode: Readonly<Record<Disturbance, number>>;
}

const KEPT_INCIDENTS = 200;

function trafficOptions({ arrivals, pagesPerSecond, maxPages }: ClientParams): TrafficOptions {
  return { law: arrivals, callsPerSecond: pagesPerSecond, clients: 1, maxCalls: maxPages };
}

/** The same world for calls that are not in its books: those of the naive twin. */
function shadowOf(world: World): World {
  return { ...world, calls: { ...world.calls, markSent: () => {} } };
}

export function createModel(world: World, initial: ClientParams): Model<ClientParams, ClientView> {
  const { clock, random, trace } = world;
  let params = initial;
  const settings = () => params;
  const books = createBooks(world);
  const chronicle = createChronicle(world);
  const watch = createWatch(clock);
  const log = createChaosLog(KEPT_INCIDENTS);
  const lanes = { page: world.lanes.add('page'), naive: world.lanes.add('naive page') };
  const jitter = random.stream('retryJitter');
  const visits = random.stream('visits');
  let transition: ClientView['transition'] = null;
  let moves = 0;
  let pagesMade = 0;

  const services = createServices(world, {
    settings,
    onCall: () => books.count('serviceCalls'),
    onInjected(incident) {
      log.note(incident);
      books.noteIncident(incident);
      trace.record('call.disturbed', incident.call, {
        mode: incident.mode,
        service: incident.service,
        delayMs: incident.delayMs,
        lost: incident.lost,
      });
    },
  });
  const guards = createGuards(world, services.all, settings);
  const client = createClient(world, {
    services: guards.all,
    settings,
    hostOf: ({ id }) => (watch.now?.page.call.id === id ? world.machines : world.crowd),
    jitterOf: ({ id }, attempt) => jitter.at(id, attempt),
    onStart(page) {
      if (watch.wantsNext()) watch.begin(page);
    },
    onState(page, state, previous) {
      if (watch.now?.page !== page) return;
      lanes.page.enter(state);
      moves += 1;
      transition = previous === '' ? null : { from: previous, to: state, sequence: moves };
    },
    onEnd(page) {
      books.noteEnd(page);
      if (watch.now?.page === page) chronicle.noteEnd(page);
    },
    onRetry: () => books.count('retries'),
    onShared: () => books.count('shared'),
    onHedged: () => books.count('hedges'),
    onWasted: (calls) => books.count('wasted', calls),
    onPoisoned(user, flaw) {
      books.count('poisonings');
      chronicle.notePoisoned(user, flaw);
    },
  });

  const shadow = shadowOf(world);
  const naiveServices = createServices(shadow, { settings });
  const naiveClient = createClient(shadow, {
    services: naiveServices.all,
    settings: () => NAIVE,
    hostOf: () => world.crowd,
    jitterOf: () => 0,
    onStart(page) {
      if (watch.now?.page.call.id === page.call.id) watch.beginNaive(page);
    },
    onState(page, state) {
      if (watch.now?.naive === page) lanes.naive.enter(state);
    },
    onEnd(page) {
      books.noteNaiveEnd(page);
      if (watch.now?.naive === page) chronicle.noteNaiveEnd(page);
    },
  });

  function nextUser(): number {
    const { users, visits: order } = params;
    const visit = pagesMade;
    pagesMade += 1;
    return order === 'inTurn' ? visit % users : Math.floor(visits.at(visit) * users);
  }

  const traffic = createTraffic(world, trafficOptions(params), (_, ended) => {
    const user = nextUser();
    books.count('pages');
    const { id } = world.calls.make(user, client.service, ended);
    naiveClient.service({ id, client: user }, () => {});
  });

  return {
    apply(change) {
      params = { ...params, ...change };
      services.configure();
      naiveServices.configure();
      guards.configure();
      traffic.configure(trafficOptions(params));
    },
    observe: () => ({
      watched: watch.now,
      transition,
      broken: guards.broken(),
      get incidents() {
        return log.recent();
      },
      incidentsByMode: log.summary(),
    }),
  };
}
