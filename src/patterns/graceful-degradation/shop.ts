/**
 * The shop: each visit takes a shared worker, asks all its parts at once, and keeps the worker until the last of them is
 * there. It knows no degradation: policies around each part bring that in, and the shop without any is the twin.
 */
import { compose, type Call, type Policy, type Result, type Service } from '../../sim/call.ts';
import { nothingToCancel } from '../../sim/call.ts';
import { createServer, type Server } from '../../sim/server.ts';
import { createTimeout } from '../../sim/timeout.ts';
import type { World } from '../../sim/world.ts';
import { endsVisit, type VisitCause } from './causes.ts';
import { FEATURES, isAsked, type Feature, type PartState } from './features.ts';
import { serviceOptions, type Faults, type ShopParams } from './sickness.ts';
import { createWorkers } from './workers.ts';

export interface ShopSetup {
  readonly params: ShopParams;
  readonly faults: Faults;
  /** What stands between a page and the service of a part. */
  readonly policiesOf: (feature: Feature) => readonly Policy[];
  /** Whether a visit for this core feature is shed at the door. */
  readonly isShed: (core: Feature) => boolean;
  /** A worker has begun with the page. */
  readonly onStart?: (call: Call) => void;
  /** Once per visit: what it asked for and what became of it; null when the user got no page at all. */
  readonly onEnd: (asked: readonly Feature[], parts: readonly PartState[] | null) => void;
}

export interface Shop {
  readonly service: Service;
  readonly running: number;
  readonly queued: number;
  /** How full the queue for workers is, 0–1. */
  readonly pressure: number;
  configure(params: ShopParams, faults: Faults): void;
}

/** What a page costs its worker beyond the wait for its parts. */
const RENDER_MS = 10;

/** Core first: lists of parts by [checkout][signed in]. */
const ASKED = [false, true].map((isCheckout) =>
  [false, true].map((isSignedIn) =>
    FEATURES.filter(({ id }) => isAsked(id, isCheckout, isSignedIn)).toSorted(
      (a, b) => Number(b.isCore) - Number(a.isCore),
    ),
  ),
);

function partStateOf({ outcome, cause }: Result): PartState {
  if (outcome === 'succeeded') return 'shown';
  if (cause === 'lastGoodData') return 'fallback';
  return outcome === 'degraded' ? 'off' : 'missing';
}

/** The core is the first part. */
function causeOf(parts: readonly PartState[]): VisitCause {
  if (parts[0] === 'missing' || parts[0] === 'off') return 'coreFailed';
  if (parts[0] === 'fallback') return 'lastGoodData';
  if (parts.includes('missing')) return 'partsMissing';
  return parts.includes('off') ? 'partsOff' : 'wholePage';
}

/** Calls to services are parts of a visit: they leave no lines of their own in the log of calls. */
function withoutLog(world: World): World {
  return { ...world, script: null, calls: { ...world.calls, markSent: () => {} } };
}

export function createShop(world: World, setup: ShopSetup): Shop {
  const { clock, random } = world;
  const kinds = random.stream('kind');
  const accounts = random.stream('account');
  let { params } = setup;

  const workers = createWorkers(params.workers, params.workerQueue);
  const servers = new Map<Feature, Server>();
  const services = new Map<Feature, Service>();
  const timeout = createTimeout(world, () => params.callTimeoutMs);
  const quietWorld = withoutLog(world);
  for (const feature of FEATURES) {
    const options = serviceOptions(feature, params, setup.faults);
    const server = createServer(quietWorld, options, { name: feature.dependency });
    servers.set(feature, server);
    services.set(feature, compose(server.service, ...setup.policiesOf(feature), timeout));
  }

  function askedBy(call: Call): readonly Feature[] {
    const isCheckout = kinds.at(call.id) < params.checkoutShare;
    const isSignedIn = accounts.at(call.id) < params.signedInShare;
    return ASKED[Number(isCheckout)]?.[Number(isSignedIn)] as readonly Feature[];
  }

  function buildPage(call: Call, asked: readonly Feature[], onDone: (parts: PartState[]) => void): void {
    const parts: PartState[] = [];
    let open = asked.length;
    setup.onStart?.(call);
    asked.forEach((feature, index) => {
      (services.get(feature) as Service)(call, (result) => {
        parts[index] = partStateOf(result);
        open -= 1;
        if (open === 0) clock.schedule(RENDER_MS, () => onDone(parts));
      });
    });
  }

  return {
    get running() {
      return workers.running;
    },
    get queued() {
      return workers.queued;
    },
    get pressure() {
      return workers.fill;
    },
    configure(next, faults) {
      params = next;
      for (const [feature, server] of servers) server.configure(serviceOptions(feature, params, faults));
      workers.resize(params.workers, params.workerQueue);
    },
    service(call, settle) {
      const asked = askedBy(call);
      let isAwaited = true;

      function turnAway(cause: 'noWorker' | 'shed') {
        setup.onEnd(asked, null);
        settle(endsVisit(cause));
        return nothingToCancel;
      }
      if (setup.isShed(asked[0] as Feature)) return turnAway('shed');
      const leaveQueue = workers.take((release) => {
        buildPage(call, asked, (parts) => {
          release();
          if (!isAwaited) return;
          const cause = causeOf(parts);
          setup.onEnd(asked, cause === 'coreFailed' ? null : parts);
          settle(endsVisit(cause));
        });
      });
      if (!leaveQueue) return turnAway('noWorker');
      return () => {
        isAwaited = false;
        leaveQueue();
        setup.onEnd(asked, null);
      };
    },
  };
}
