/** The world of the page: traffic, all contenders, and the calls of the one that is under the glass. */
import type { Service } from '../../sim/call.ts';
import { createTraffic, type TrafficOptions } from '../../sim/traffic.ts';
import type { World } from '../../sim/world.ts';
import type { Model } from '../pattern.ts';
import { CALL_CAUSES } from './causes.ts';
import { CONTENDERS } from './contenders.ts';
import { createLab, type Entrant } from './lab.ts';
import type { AdaptiveParams } from './settings.ts';
import { createView, type AdaptiveView } from './view.ts';

export function trafficOptions(params: AdaptiveParams): TrafficOptions {
  return {
    law: params.arrivals,
    callsPerSecond: params.callsPerSecond,
    clients: params.clients,
    maxCalls: Infinity,
  };
}

export function createModel(world: World, initial: AdaptiveParams): Model<AdaptiveParams, AdaptiveView> {
  const { trace, metrics } = world;
  let params = initial;
  const calls = metrics.counter('calls');
  const trueRecovery = metrics.gauge('trueRecoveryMs');

  const lab = createLab(world, () => params, {
    watcher: {
      sent: ({ call }) => world.calls.markSent(call),
      failed: ({ call, number }, { errorClass }) =>
        trace.record('call.attemptFailed', call.id, { attempt: number, errorClass }),
      waits(call, waitMs) {
        world.calls.markWaiting(call);
        trace.record('call.waits', call.id, { attempt: call.attempts, waitMs });
      },
    },
    explain({ errorClass, manner, choice, waitMs }, call) {
      trace.record('call.decided', call.id, {
        errorClass,
        manner,
        waitMs,
        chance: choice?.chance ?? 0,
        worth: choice?.worth ?? 0,
        price: choice?.price ?? 0,
        fromMs: choice?.fromMs ?? 0,
        toMs: choice?.toMs ?? 0,
      });
    },
    onOutage(began) {
      if (began) {
        trace.record('server.failed', 0, { outage: params.outage, forMs: params.outageMs });
        return;
      }
      const last = lab.weather.outages.at(-1);
      const lengthMs = last?.toMs ? last.toMs - last.fromMs : 0;
      trueRecovery.set(lengthMs);
      trace.record('server.recovered', 0, { lengthMs });
    },
    onRecovery(id, recoveryMs) {
      trace.record('contender.recovered', CONTENDERS.indexOf(id), { contender: id, recoveryMs });
    },
  });

  const serviceOf =
    (entrant: Entrant): Service =>
    (call, settle) => {
      entrant.runner.make(call.id, call.client, (cause) =>
        settle({ outcome: CALL_CAUSES[cause].outcome, cause, causeMs: null }),
      );
      return () => {};
    };
  const services = Object.fromEntries(lab.entrants.map((entrant) => [entrant.id, serviceOf(entrant)]));
  let made = 0;

  const traffic = createTraffic(world, trafficOptions(params), (client) => {
    const id = made;
    made += 1;
    calls.add();
    for (const entrant of lab.entrants) {
      if (entrant.id === params.contender) world.calls.make(client, services[entrant.id] as Service);
      else entrant.runner.make(id, client, null);
    }
  });

  return {
    apply(change) {
      params = { ...params, ...change };
      lab.update();
      traffic.configure(trafficOptions(params));
    },
    observe: createView(world, lab, () => params),
  };
}
