/** A node that grants leases to whoever asks first: a key with a holder, a time to live and a counter for tokens. It may lie. */
import type { MachinePort } from '../../sim/machineHost.ts';
import { CLIENTS, createActor, type ActorTimer, type LockActor, type NodeId } from './actors.ts';
import type { Content, Nonce, Replica } from './messages.ts';
import { nodeMachine } from './nodeMachine.ts';
import { nodeParam } from './params.ts';
import { FIRST_TOKEN, hasTokens, leaseClockOf } from './rules.ts';
import type { Surroundings } from './surroundings.ts';

/** By how much a forged token is too great. */
const FORGED_BY = 1_000;

interface Entry {
  readonly client: string;
  readonly nonce: Nonce;
  readonly token: number;
  untilLocalMs: number;
  timer: ActorTimer | null;
}

export interface LockNode {
  readonly actor: LockActor;
  readonly words: string;
  /** Whether it is up and answers. */
  readonly isServing: boolean;
  receive(content: Content, from: string): void;
  crash(): void;
  restart(): void;
  /** The clock has changed: the bar in the picture ends at another time. */
  redraw(): void;
  changeService(): void;
}

export interface LeaseNode extends LockNode {
  /** What a replica must know. */
  snapshot(): Replica;
}

/** Which client made an attempt is part of its number. */
const clientOf = (nonce: Nonce): string => CLIENTS[nonce % 8] ?? 'c1';

export function createLeaseNode(
  { world, params, send, checker, chronicle }: Surroundings,
  id: NodeId,
  machine: MachinePort<typeof nodeMachine>,
  onChanged: (node: NodeId) => void,
): LeaseNode {
  const actor = createActor(world.clock, id);
  let entry: Entry | null = null;
  let counter = FIRST_TOKEN - 1;
  let recovery: ActorTimer | null = null;

  /** Nodes of a lock without tokens count to themselves. */
  const shown = (token: number) => (hasTokens(params()) ? token : null);
  const lies = () => params()[nodeParam(id, 'Lies')];
  const kind = () => leaseClockOf(params());
  const localNow = () => actor.clock.nowMs(kind());
  const isServing = () =>
    actor.life === 'up' && machine.state !== 'recovering' && machine.state !== 'crashed';

  function drop(): void {
    if (!entry) return;
    actor.cancel(entry.timer);
    entry = null;
    chronicle.endLease(id, 'node');
    if (machine.state === 'held') machine.send({ type: 'lease.ended' });
  }
  function draw(): void {
    if (!entry) return;
    const untilMs = entry.timer?.timer?.atMs ?? world.clock.nowMs;
    chronicle.lease(id, 'node', { holder: entry.client, token: shown(entry.token), untilMs });
  }
  function arm(): void {
    if (!entry) return;
    actor.cancel(entry.timer);
    entry.timer = actor.after(Math.max(0, entry.untilLocalMs - localNow()), kind(), () => {
      drop();
      onChanged(id);
    });
    draw();
  }
  function put(next: Omit<Entry, 'timer'>): void {
    if (entry) actor.cancel(entry.timer);
    entry = { ...next, timer: null };
    arm();
    if (isServing()) machine.send({ type: 'lease.granted', holder: entry.client, token: entry.token });
  }

  function acquire(nonce: Nonce, ttlMs: number, from: string): void {
    const isLiar = lies() !== 'none';
    if (!isLiar && entry && entry.nonce !== nonce) {
      send(id, from, { kind: 'refused', nonce, holder: entry.client });
      return;
    }
    const isByzantine = params().algorithm === 'byzantine';
    const isRepeated = entry?.nonce === nonce;
    if (!isByzantine && !isRepeated && lies() !== 'equivocates') counter += 1;
    const token = counter + (lies() === 'forges' ? FORGED_BY : 0);
    if (!isRepeated && (!isLiar || !entry)) {
      put({ client: from, nonce, token, untilLocalMs: localNow() + ttlMs });
      onChanged(id);
    }
    send(id, from, { kind: 'granted', nonce, token: shown(token), isForged: isLiar });
  }
  function confirm(nonce: Nonce, token: number, from: string): void {
    const isSigned = lies() !== 'none' || (entry?.nonce === nonce && token > counter);
    if (isSigned) counter = Math.max(counter, token);
    send(id, from, { kind: 'confirmed', nonce, isSigned });
  }
  function renew(nonce: Nonce, ttlMs: number, round: number, from: string): void {
    const isMine = entry?.nonce === nonce;
    if (entry && isMine) {
      entry.untilLocalMs = localNow() + ttlMs;
      arm();
      onChanged(id);
    }
    send(id, from, { kind: 'renewed', nonce, round, isExtended: isMine || lies() !== 'none' });
  }
  function release(nonce: Nonce, isCompared: boolean, from: string): void {
    if (entry && (!isCompared || entry.nonce === nonce)) {
      const owner = entry.client;
      drop();
      checker.deleted(id, owner, clientOf(nonce));
      onChanged(id);
    }
    send(id, from, { kind: 'released', nonce });
  }
  const snapshot = (): Replica => ({
    client: entry?.client ?? null,
    nonce: entry?.nonce ?? -1,
    token: entry?.token ?? 0,
    leftMs: entry ? Math.max(0, entry.untilLocalMs - localNow()) : 0,
    counter,
  });
  function copy({ client, nonce, token, leftMs, counter: theirs }: Replica): void {
    counter = theirs;
    if (client === null) drop();
    else put({ client, nonce, token, untilLocalMs: localNow() + leftMs });
  }

  return {
    actor,
    snapshot,
    get isServing() {
      return isServing();
    },
    get words() {
      if (!entry || machine.state !== 'held') return machine.state;
      return `held by ${entry.client}${hasTokens(params()) ? `, #${entry.token}` : ''}`;
    },
    receive(content, from) {
      if (!isServing() || lies() === 'silent') return;
      switch (content.kind) {
        case 'acquire':
          acquire(content.nonce, content.ttlMs, from);
          return;
        case 'confirm':
          confirm(content.nonce, content.token, from);
          return;
        case 'renew':
          renew(content.nonce, content.ttlMs, content.round, from);
          return;
        case 'release':
          release(content.nonce, content.isCompared, from);
          return;
        case 'replicate':
          copy(content.replica);
          return;
        default:
      }
    },
    crash() {
      if (actor.life === 'crashed') return;
      actor.live('crashed');
      recovery = null;
      const { nodeMemory } = params();
      if (nodeMemory !== 'all') entry = null;
      if (nodeMemory === 'none') counter = 0;
      chronicle.endLease(id, 'node');
      machine.send({ type: 'node.crashed' });
    },
    restart() {
      if (actor.life !== 'crashed') return;
      actor.live('up');
      if (entry && entry.untilLocalMs <= localNow()) entry = null;
      arm();
      const holder = entry?.client ?? null;
      const mustWait = params().delayedRestart;
      machine.send({ type: 'node.restarted', mustWait, holder });
      if (mustWait) {
        actor.cancel(recovery);
        recovery = actor.after(params().ttlMs, kind(), () => {
          machine.send({ type: 'node.recovered', holder: entry?.client ?? null });
          onChanged(id);
        });
      } else onChanged(id);
    },
    redraw: draw,
    changeService: drop,
  };
}
