/** The world of the lock: clients, nodes and the resource on one network, what befalls them, and the eye that sees it all. */
import { createNetwork } from '../../sim/network.ts';
import type { Timer } from '../../sim/clock.ts';
import type { MachinePort } from '../../sim/machineHost.ts';
import type { World } from '../../sim/world.ts';
import { membersOf } from '../params.ts';
import type { Model } from '../pattern.ts';
import {
  CLIENTS,
  NODES,
  RESOURCE,
  indexOf,
  type ClientId,
  type Life,
  type LockActor,
  type NodeId,
} from './actors.ts';
import { createChecker } from './checker.ts';
import { blindChronicle, createChronicle, type Chronicle } from './chronicle.ts';
import { createClient, type Client } from './client.ts';
import { createElections } from './elections.ts';
import { createGate } from './gate.ts';
import { createLeaseNode, type LeaseNode, type LockNode } from './leaseNode.ts';
import { createLogNode, type LogNode } from './logNode.ts';
import type { Content } from './messages.ts';
import { nodeMachine } from './nodeMachine.ts';
import { clientParam, nodeParam, type LockParams } from './params.ts';
import type { Actor, LockView } from './picture.ts';
import { clientsOf, createCuts, distanceMs, isDisturbed, nodesOf } from './rules.ts';
import type { Surroundings } from './surroundings.ts';

const SETTLE_EVERY_MS = 1_000;
const LIES = {
  grantsAll: 'grants to everybody',
  forges: 'forges tokens',
  equivocates: 'gives the same token to everybody',
  silent: 'says nothing',
} as const;

export function createModel(world: World, initial: LockParams): Model<LockParams, LockView> {
  return createLockModel(world, initial, createChronicle(world.clock));
}

/** For batches: nobody looks at the picture, so it is not kept. */
export function createBlindModel(world: World, initial: LockParams): Model<LockParams, LockView> {
  return createLockModel(world, initial, blindChronicle);
}

function createLockModel(
  world: World,
  initial: LockParams,
  chronicle: Chronicle,
): Model<LockParams, LockView> {
  const { clock } = world;
  const sent = world.metrics.counter('messages');
  let params = initial;
  let nonces = 0;
  let isCut = createCuts(initial.cut);
  let primary: NodeId = 'n1';
  let failover: Timer | null = null;
  const clients = new Map<ClientId, Client>();
  const nodes = new Map<NodeId, LockNode>();
  const offsets = new Map<string, number>();
  const nodePorts = new Map<NodeId, MachinePort<typeof nodeMachine>>();

  /** In a batch nobody steps from message to message. */
  const isWatched = chronicle !== blindChronicle;

  const now = () => params;
  const checker = createChecker(world, now, chronicle);
  const network = createNetwork<Content>(world, {
    conditions: now,
    distanceMs: (from, to) => distanceMs(params, from, to),
    isCut: (from, to) => isCut(from, to),
    onSent(transit) {
      sent.add();
      chronicle.sent(transit);
    },
    onEnded: chronicle.ended,
    deliver(to, content, from) {
      const taker = takerOf(to);
      if (!taker) return 'ignored';
      const fate = taker.actor.perform(() => taker.receive(content, from));
      if (isWatched && fate === 'delivered')
        world.trace.record('call.message', indexOf(to) || 0, { from, kind: content.kind });
      return fate;
    },
  });
  const around: Surroundings = {
    world,
    params: now,
    send: network.send,
    checker,
    chronicle,
    nextNonce() {
      nonces += 1;
      return nonces;
    },
    asked: () => (params.algorithm === 'primary' ? [primary] : nodesOf(params)),
    knows: (client, revision) => clients.get(client as ClientId)?.knows(revision) ?? true,
  };
  const elections = createElections(world, {
    params: now,
    isCut: (from, to) => isCut(from, to),
    nodes: () => nodesOf(params).map((id) => [id, nodes.get(id) as LogNode] as const),
  });

  function takerOf(id: string): { readonly actor: LockActor; receive: Client['receive'] } | undefined {
    return id === RESOURCE ? gate : (clients.get(id as ClientId) ?? nodes.get(id as NodeId));
  }

  /** The primary tells its replica what has changed, a little later. */
  function replicate(id: NodeId): void {
    if (params.algorithm !== 'primary' || id !== primary) return;
    const other: NodeId = id === 'n1' ? 'n2' : 'n1';
    const node = nodes.get(id) as LeaseNode;
    node.actor.after(params.replicationDelayMs, 'monotonic', () => {
      if (params.algorithm === 'primary' && id === primary) {
        network.send(id, other, { kind: 'replicate', replica: node.snapshot() });
      }
    });
  }
  function watchPrimary(): void {
    if (failover) clock.cancel(failover);
    failover = null;
    if (params.algorithm !== 'primary' || nodes.get(primary)?.actor.life !== 'crashed') return;
    failover = clock.schedule(params.failoverMs, () => {
      const other: NodeId = primary === 'n1' ? 'n2' : 'n1';
      if (!nodes.get(other)?.isServing) return;
      primary = other;
      world.trace.record('replica.promoted', indexOf(other));
      replicate(other);
    });
  }
  function onNodeChanged(id: NodeId): void {
    replicate(id);
    elections.lookSoon();
    watchPrimary();
  }

  function portOf(id: NodeId): MachinePort<typeof nodeMachine> {
    let port = nodePorts.get(id);
    if (!port) {
      const lane = world.lanes.add(`node ${indexOf(id) + 1}`);
      port = world.machines.start(nodeMachine, {
        id,
        input: undefined,
        onEmitted({ type, ...data }) {
          world.trace.record(type, indexOf(id), data);
        },
        onState: (state) => lane.enter(state),
      });
      nodePorts.set(id, port);
    }
    return port;
  }
  function addMissing(): void {
    for (const id of clientsOf(params)) {
      if (!clients.has(id)) clients.set(id, createClient(around, id));
    }
    for (const id of nodesOf(params)) {
      if (nodes.has(id)) continue;
      const create = params.algorithm === 'replicated' ? createLogNode : createLeaseNode;
      nodes.set(id, create(around, id, portOf(id), onNodeChanged));
    }
  }

  function liveClient(id: ClientId, client: Client): void {
    const state = params[clientParam(id, 'State')];
    const life: Life = state === 'running' ? 'up' : (state as Life);
    if (life === 'crashed') client.crash();
    else {
      if (client.actor.life === 'crashed') client.restart();
      if (life === 'paused' && client.actor.life === 'up') world.trace.record('client.paused', indexOf(id));
      if (life === 'up' && client.actor.life === 'paused') world.trace.record('client.resumed', indexOf(id));
      client.actor.live(life);
    }
    chronicle.trouble(id, 'paused', life === 'paused' ? 'paused' : null);
    chronicle.trouble(id, 'crashed', life === 'crashed' ? 'crashed' : null);
  }
  function liveNode(id: NodeId, node: LockNode): void {
    if (params[nodeParam(id, 'State')] === 'crashed') node.crash();
    else node.restart();
    chronicle.trouble(id, 'crashed', node.actor.life === 'crashed' ? 'crashed' : null);
    const lies = params[nodeParam(id, 'Lies')];
    chronicle.trouble(id, 'byzantine', lies === 'none' ? null : LIES[lies as keyof typeof LIES]);
  }
  function setClock(id: string, actor: LockActor, rate: number, offsetMs: number): void {
    actor.clock.setRate(rate);
    if (offsetMs !== offsets.get(id)) {
      if (offsetMs !== 0 || offsets.has(id)) {
        const byMs = offsetMs - (offsets.get(id) ?? 0);
        world.trace.record('clock.jumped', indexOf(id), { isClient: clients.has(id as ClientId), byMs });
      }
      offsets.set(id, offsetMs);
      actor.clock.setOffset(offsetMs);
    }
    const words = [
      rate === 1 ? '' : `clock runs ${rate} times as fast`,
      offsetMs === 0 ? '' : `clock jumped by ${offsetMs / 1_000} s`,
    ].filter(Boolean);
    chronicle.trouble(id, 'clock', words.join(', ') || null);
  }

  /** Brings every actor into the state that the parameters say. */
  function expose(): void {
    for (const [id, node] of nodes) {
      setClock(id, node.actor, params[nodeParam(id, 'ClockRate')], params[nodeParam(id, 'ClockOffsetMs')]);
      liveNode(id, node);
      node.redraw();
    }
    for (const [id, client] of clients) {
      setClock(
        id,
        client.actor,
        params[clientParam(id, 'ClockRate')],
        params[clientParam(id, 'ClockOffsetMs')],
      );
      liveClient(id, client);
    }
    if (params.resourceState === 'crashed') gate.crash();
    else gate.restart();
    chronicle.trouble(RESOURCE, 'crashed', params.resourceState === 'crashed' ? 'crashed' : null);
    gate.follow();
    watchPrimary();
  }
  function noteCuts(): void {
    const members = membersOf(params.cut);
    const actors: readonly string[] = [...clientsOf(params), ...nodesOf(params), RESOURCE];
    const pairs = actors.flatMap((from) => actors.filter((to) => to !== from).map((to) => ({ from, to })));
    const links = pairs.filter(
      ({ from, to }) =>
        isCut(from, to) && !(CLIENTS.includes(from as ClientId) && CLIENTS.includes(to as ClientId)),
    );
    chronicle.partition(members.length > 0 ? links : [], `cut: ${members.join(', ')}`);
  }
  function isNewService(change: Partial<LockParams>): boolean {
    return change.algorithm !== undefined && change.algorithm !== params.algorithm;
  }
  /** Another lock begins with empty books; whoever holds the old one goes on believing so. */
  function replaceService(): void {
    for (const [, node] of nodes) {
      node.changeService();
      if (node.actor.life === 'crashed') node.actor.live('up');
      node.actor.clock.cancelAll();
    }
    for (const id of nodes.keys()) {
      const port = portOf(id);
      if (port.state === 'crashed') port.send({ type: 'node.restarted', mustWait: false, holder: null });
      if (port.state === 'recovering') port.send({ type: 'node.recovered', holder: null });
      if (port.state === 'held') port.send({ type: 'lease.ended' });
    }
    nodes.clear();
    primary = 'n1';
    addMissing();
    if (params.algorithm === 'replicated') elections.begin();
    for (const client of clients.values()) client.changeService();
  }

  addMissing();
  // Last, so that the lanes of the clients come first.
  const gate = createGate(around);
  noteCuts();
  expose();
  if (params.algorithm === 'replicated') {
    elections.begin();
    elections.lookSoon();
  }
  checker.disturbed(isDisturbed(params));
  function settle(): void {
    checker.settle();
    clock.schedule(SETTLE_EVERY_MS, settle);
  }
  clock.schedule(SETTLE_EVERY_MS, settle);

  const labels: readonly Actor[] = [
    ...CLIENTS.map((id, i) => ({ id, role: 'client' as const, label: `client ${i + 1}` })),
    ...NODES.map((id, i) => ({ id, role: 'node' as const, label: `node ${i + 1}` })),
    { id: RESOURCE, role: 'resource' as const, label: 'resource' },
  ];

  return {
    apply(change) {
      const isNew = isNewService(change);
      const before = params;
      params = { ...params, ...change };
      isCut = createCuts(params.cut);
      if (isNew) replaceService();
      addMissing();
      if (before.cut !== params.cut) noteCuts();
      expose();
      if (before.clients !== params.clients || before.workload !== params.workload) {
        for (const client of clients.values()) client.follow();
      }
      elections.lookSoon();
      checker.disturbed(isDisturbed(params));
    },
    observe() {
      const present = new Set<string>([...clientsOf(params), ...nodesOf(params), RESOURCE]);
      const actors = labels.filter(({ id }) => present.has(id));
      const states: Record<string, string> = {};
      const clockErrorsMs: Record<string, number> = {};
      for (const { id } of actors) {
        const taker = id === RESOURCE ? gate : (clients.get(id as ClientId) ?? nodes.get(id as NodeId));
        if (!taker) continue;
        states[id] =
          id === primary && params.algorithm === 'primary' ? `primary: ${taker.words}` : taker.words;
        clockErrorsMs[id] = taker.actor.clock.errorMs;
      }
      return {
        nowMs: clock.nowMs,
        actors,
        messages: chronicle.messages,
        leases: chronicle.leases,
        troubles: chronicle.troubles,
        partitions: chronicle.partitions,
        writes: chronicle.writes,
        violations: chronicle.violations,
        lamps: checker.lamps,
        states,
        clockErrorsMs,
      };
    },
  };
}
