/** The resource that the lock protects: takes writes, and with fencing looks at their tokens. */
import type { MachinePort } from '../../sim/machineHost.ts';
import { createActor, indexOf, RESOURCE, type LockActor } from './actors.ts';
import type { Content } from './messages.ts';
import { gateMachine } from './nodeMachine.ts';
import { fencingOf, whyRejected } from './rules.ts';
import type { Surroundings } from './surroundings.ts';

export interface Gate {
  readonly actor: LockActor;
  readonly words: string;
  receive(content: Content, from: string): void;
  crash(): void;
  restart(): void;
  follow(): void;
}

export function createGate({ world, params, send, checker, chronicle }: Surroundings): Gate {
  const actor = createActor(world.clock, RESOURCE);
  const lane = world.lanes.add('resource');
  /** The greatest token seen or registered. */
  let greatest = -Infinity;
  const machine: MachinePort<typeof gateMachine> = world.machines.start(gateMachine, {
    id: RESOURCE,
    input: undefined,
    onEmitted: ({ type }) => world.trace.record(type, 0),
    onState: (state) => lane.enter(state),
  });

  function follow(): void {
    if (machine.state === 'crashed') return;
    const isFenced = fencingOf(params()) !== 'off';
    if (isFenced !== (machine.state === 'fenced')) {
      machine.send({ type: isFenced ? 'gate.fenced' : 'gate.opened' });
    }
  }
  /** Under registration no token but the registered one will do; under order none that is older than one seen. */
  function admits(token: number | null): boolean {
    const fencing = fencingOf(params());
    if (fencing === 'off' || token === null) return true;
    return fencing === 'registered' ? token === greatest : token >= greatest;
  }
  follow();

  return {
    actor,
    get words() {
      return Number.isFinite(greatest) && machine.state === 'fenced'
        ? `fenced from #${greatest}`
        : machine.state;
    },
    receive(content, from) {
      if (content.kind === 'register') {
        const isAccepted = content.token > greatest;
        if (isAccepted) {
          greatest = content.token;
          checker.registered(greatest);
        } else checker.rejected();
        world.trace.record(isAccepted ? 'token.registered' : 'token.refused', indexOf(from), {
          token: content.token,
        });
        send(RESOURCE, from, { kind: 'registered', nonce: content.nonce, isAccepted });
        return;
      }
      if (content.kind !== 'write') return;
      const { token, write, sectionFromMs } = content;
      const isAccepted = admits(token);
      const newest = Number.isFinite(greatest) ? greatest : null;
      world.trace.record(isAccepted ? 'write.accepted' : 'write.rejected', indexOf(from), {
        token,
        newest,
      });
      const named = token === null ? from : `#${token} of ${from}`;
      if (isAccepted) {
        checker.accepted({ client: from, token, sectionFromMs });
        if (token !== null) greatest = Math.max(greatest, token);
      } else checker.rejected();
      chronicle.write({
        client: from,
        token,
        isAccepted,
        words: isAccepted
          ? `write of ${named} accepted`
          : `write of ${named} rejected: ${whyRejected(token ?? 0, newest)}`,
      });
      send(RESOURCE, from, { kind: 'written', write, isAccepted });
    },
    crash() {
      actor.live('crashed');
      if (machine.state !== 'crashed') machine.send({ type: 'resource.crashed' });
    },
    restart() {
      if (machine.state !== 'crashed') return;
      actor.live('up');
      if (!params().resourceMemory) greatest = -Infinity;
      machine.send({ type: 'resource.restarted', isFenced: fencingOf(params()) !== 'off' });
    },
    follow,
  };
}
