/** The four services as a client meets them: a server each, its answers, and chaos in front of it. */
import { compose, type Call, type Policy, type Service } from '../../sim/call.ts';
import {
  createChaos,
  type ChaosDraw,
  type ChaosMode,
  type ChaosOptions,
  type Incident,
} from '../../sim/chaos.ts';
import { NO_FAULTS } from '../../sim/faults.ts';
import { createServer, type ServerOptions } from '../../sim/server.ts';
import type { World } from '../../sim/world.ts';
import { answeringWith, createBodies, drawBodies, type BodyDraw } from './bodies.ts';
import { SERVICES, type ServiceId } from './parts.ts';

export type ServiceSettings = Omit<ChaosOptions, 'isOn' | 'mode' | 'rate'> &
  Readonly<Record<`${ServiceId}Chaos`, ChaosMode>> &
  Readonly<Record<`${ServiceId}Rate`, number>> & {
    readonly chaos: boolean;
    /** Mean time that each service works on a call. */
    readonly serviceMs: number;
    readonly serviceConcurrency: number;
    readonly serviceQueue: number;
  };

export interface ServicesSetup {
  /** Asked for each service at every call. */
  readonly settings: (service: ServiceId) => ServiceSettings;
  readonly onCall?: (service: ServiceId, call: Call) => void;
  readonly onInjected?: (incident: Incident) => void;
  /** Scripted draws instead of the world's own. */
  readonly draws?: {
    readonly chaos: (service: ServiceId) => ChaosDraw;
    readonly body: BodyDraw;
  };
}

export interface Services {
  readonly all: Readonly<Record<ServiceId, Service>>;
  /** Takes over changed settings of the servers; chaos asks for its own at every call. */
  configure(): void;
}

const SERVICE_TIME_SPREAD = 0.4;

function serverOptions({ serviceMs, serviceConcurrency, serviceQueue }: ServiceSettings): ServerOptions {
  return {
    ...NO_FAULTS,
    concurrency: serviceConcurrency,
    queueLimit: serviceQueue,
    serviceTime: { law: 'logNormal', meanMs: serviceMs, spreadRatio: SERVICE_TIME_SPREAD },
    errorsTakeTime: true,
    outage: 'none',
  };
}

/** Field by field: asked for at every call, of settings that hold much else. */
function chaosOptions(settings: ServiceSettings, service: ServiceId): ChaosOptions {
  return {
    isOn: settings.chaos,
    mode: settings[`${service}Chaos`],
    rate: settings[`${service}Rate`],
    latencyHits: settings.latencyHits,
    latencyMinMs: settings.latencyMinMs,
    latencyMaxMs: settings.latencyMaxMs,
    timeoutDelayMs: settings.timeoutDelayMs,
    timeoutLoses: settings.timeoutLoses,
    truncates: settings.truncates,
    blastRadius: settings.blastRadius,
  };
}

export function createServices(world: World, setup: ServicesSetup): Services {
  const { settings, draws, onCall, onInjected } = setup;
  const bodies = createBodies(world.clock, draws?.body ?? drawBodies(world.random));
  const servers = SERVICES.map((name) => createServer(world, serverOptions(settings(name)), { name }));

  const all = SERVICES.map((service, index): readonly [ServiceId, Service] => {
    const noteCall: Policy = (next) => (call, settle) => {
      onCall?.(service, call);
      return next(call, settle);
    };
    const chaos = createChaos(world, {
      service,
      options: () => chaosOptions(settings(service), service),
      onInjected: (incident) => onInjected?.(incident),
      ...(draws && { draw: draws.chaos(service) }),
    });
    const server = servers[index] as (typeof servers)[number];
    return [service, compose(server.service, noteCall, chaos, answeringWith(bodies[service]))];
  });

  return {
    all: Object.fromEntries(all) as Record<ServiceId, Service>,
    configure() {
      for (const [index, server] of servers.entries()) {
        server.configure(serverOptions(settings(SERVICES[index] as ServiceId)));
      }
    },
  };
}
