/** What follows from the parameters alone: who is there, how many must agree, and by which clock leases are timed. */
import type { TimeKind } from '../../sim/localClock.ts';
import { membersOf } from '../params.ts';
import { CLIENTS, indexOf, NODES, RESOURCE, type ClientId, type NodeId } from './actors.ts';
import { clientParam, nodeParam, type LockParams } from './params.ts';

/** The first token, so that the stories can tell of #33 and #34 as their source does. */
export const FIRST_TOKEN = 33;

/** A session is kept alive this many times per time to live. */
const KEEP_ALIVES_PER_TTL = 3;

export function nodeCount({ algorithm, nodes }: LockParams): number {
  if (algorithm === 'single') return 1;
  return algorithm === 'primary' ? 2 : nodes;
}

export const nodesOf = (params: LockParams): readonly NodeId[] => NODES.slice(0, nodeCount(params));
export const clientsOf = ({ clients }: LockParams): readonly ClientId[] => CLIENTS.slice(0, clients);

/** How many liars n nodes can bear: n ≥ 3f + 1. */
export const liarsBorne = (nodes: number): number => Math.floor((nodes - 1) / 3);

export function quorumOf(params: LockParams): number {
  const { algorithm, nodes, quorum } = params;
  if (algorithm === 'single' || algorithm === 'primary') return 1;
  if (quorum < Infinity) return Math.min(quorum, nodes);
  if (algorithm === 'byzantine') return Math.floor((nodes + liarsBorne(nodes)) / 2) + 1;
  return Math.floor(nodes / 2) + 1;
}

export function leaseClockOf({ algorithm, leaseClock }: LockParams): TimeKind {
  if (leaseClock !== 'asBuilt') return leaseClock;
  return algorithm === 'replicated' ? 'monotonic' : 'wall';
}

/** How long a client may use a lease, from before it asked for it, on its own clock. */
export const usableMs = ({ ttlMs, driftAllowance }: LockParams): number => ttlMs * (1 - driftAllowance);

/** A lock that hands out no tokens has nothing to fence with. */
export const hasTokens = ({ algorithm }: LockParams): boolean => algorithm !== 'redlock';

export const fencingOf = (params: LockParams): LockParams['fencing'] =>
  hasTokens(params) ? params.fencing : 'off';

/** Why the resource rejects a token: it has seen a newer one, or it takes none but the registered one and has forgotten this. */
export function whyRejected(token: number, newest: number | null): string {
  if (newest === null) return 'no token is registered there';
  return token < newest ? `#${newest} came first` : `only #${newest} is registered there`;
}

export const keepAliveMs = ({ ttlMs, renewEveryMs }: LockParams): number =>
  Math.min(renewEveryMs, ttlMs / KEEP_ALIVES_PER_TTL);

/** Where an actor stands in the ring of nodes: clients between nodes, so that each is nearest to others. */
const CLIENT_SHIFT = 0.55;
function placeOf(id: string, params: LockParams): number {
  const nodes = nodeCount(params);
  return id.startsWith('n') ? indexOf(id) : (indexOf(id) * nodes) / params.clients + CLIENT_SHIFT;
}

/** Extra latency between a client and a node in ms. */
export function distanceMs(params: LockParams, from: string, to: string): number {
  if (params.distanceMs === 0 || from === RESOURCE || to === RESOURCE) return 0;
  if (from.startsWith('n') === to.startsWith('n')) return 0;
  const apart = Math.abs(placeOf(from, params) - placeOf(to, params));
  return params.distanceMs * Math.min(apart, Math.abs(nodeCount(params) - apart));
}

export function createCuts(cut: string): (from: string, to: string) => boolean {
  const members = new Set(membersOf(cut));
  if (members.size === 0) return () => false;
  return (from, to) => members.has(from) || members.has(to) || members.has(`${from}-${to}`);
}

/** Whether anything is wrong at this moment that a lock may wait for; liars are meant to be borne. */
export function isDisturbed(params: LockParams): boolean {
  return (
    params.loss > 0 ||
    params.cut !== 'none' ||
    params.resourceState !== 'up' ||
    clientsOf(params).some(
      (id) => params[clientParam(id, 'State')] !== 'running' || params[clientParam(id, 'ClockRate')] !== 1,
    ) ||
    nodesOf(params).some(
      (id) => params[nodeParam(id, 'State')] !== 'up' || params[nodeParam(id, 'ClockRate')] !== 1,
    )
  );
}

/** Within this time, without faults, some waiter must have the lock: old leases end, a few tries fail, a leader is elected. */
const TRIES = 10;
export function livenessBoundMs(params: LockParams): number {
  const { ttlMs, retryDelayMs, retryJitterMs, answerTimeoutMs, latencyMs, latencyJitterMs } = params;
  const leases = params.algorithm === 'replicated' || params.delayedRestart ? 2 : 1;
  const perTryMs = Math.max(retryDelayMs + retryJitterMs, answerTimeoutMs);
  const election = params.algorithm === 'replicated' ? params.electionMs : 0;
  const failover = params.algorithm === 'primary' ? params.failoverMs : 0;
  return leases * ttlMs + TRIES * perTryMs + 10 * (latencyMs + latencyJitterMs) + election + failover;
}
