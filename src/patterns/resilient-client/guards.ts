/** What stands between the client and each service: a timeout, and a circuit breaker around it. */
import { createBreaker } from '../../sim/breaker/policy.ts';
import { PLAIN_BREAKER, type BreakerSettings } from '../../sim/breaker/rules.ts';
import { compose, type Service } from '../../sim/call.ts';
import { createTimeout } from '../../sim/timeout.ts';
import type { World } from '../../sim/world.ts';
import { SERVICES, type ServiceId } from './parts.ts';
import { timeoutMsOf, type ClientSettings } from './rules.ts';

export interface Guarded {
  readonly all: Readonly<Record<ServiceId, Service>>;
  /** Services whose breaker is not closed. */
  broken(): readonly ServiceId[];
  configure(): void;
}

function breakerSettings({ breakerFailures, breakerOpenMs }: ClientSettings): BreakerSettings {
  return {
    ...PLAIN_BREAKER,
    failureThreshold: breakerFailures,
    successThreshold: 1,
    openDurationMs: breakerOpenMs,
    halfOpenProbes: 1,
    lateResults: 'ignored',
  };
}

export function createGuards(
  world: World,
  services: Readonly<Record<ServiceId, Service>>,
  settings: () => ClientSettings,
): Guarded {
  const guards = SERVICES.map((id, client) => {
    const timeout = createTimeout(world, () => timeoutMsOf(settings(), id));
    const breaker = createBreaker(
      { ...world, machines: world.crowd },
      { client, settings: breakerSettings(settings()), onState: () => {} },
    );
    const timed = timeout(services[id]);
    const guarded = compose(services[id], breaker.policy, timeout);
    const service: Service = (call, settle) => (settings().breaker ? guarded : timed)(call, settle);
    return { id, breaker, service };
  });

  return {
    all: Object.fromEntries(guards.map(({ id, service }) => [id, service])) as Record<ServiceId, Service>,
    broken: () =>
      settings().breaker
        ? guards.filter(({ breaker }) => breaker.machine.state !== 'closed').map(({ id }) => id)
        : [],
    configure() {
      for (const { breaker } of guards) {
        breaker.machine.send({ type: 'settings.changed', settings: breakerSettings(settings()) });
      }
    },
  };
}
