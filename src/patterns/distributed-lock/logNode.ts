/**
 * A node of the replicated lock: a log with terms, an entry counts once a majority has stored it, and only the leader
 * answers clients. The log, its repair and its commit rule are those of Raft; who becomes leader is decided in `elections.ts`.
 */
import type { MachinePort } from '../../sim/machineHost.ts';
import { createActor, type ActorTimer, type NodeId } from './actors.ts';
import type { LockNode } from './leaseNode.ts';
import { createLockTable, type QueueEntry } from './lockTable.ts';
import type { Command, Content, LogEntry, Nonce } from './messages.ts';
import { nodeMachine } from './nodeMachine.ts';
import { nodeParam } from './params.ts';
import { FIRST_TOKEN, leaseClockOf, quorumOf } from './rules.ts';
import type { Surroundings } from './surroundings.ts';

const FORGED_BY = 1_000;
/** A head of the queue that nobody knows of is an orphan once its session would have ended this many times over. */
const ORPHAN_TTLS = 2;
/** So many looks in a row must find it forsaken: a client may get to know of its entry late, and delete it later. */
const ORPHAN_LOOKS = 8;

export interface LogNode extends LockNode {
  readonly isLeader: boolean;
  readonly term: number;
  /** Whether this log has all that the other one may have committed. */
  isUpToDateWith(other: LogNode): boolean;
  readonly last: { readonly term: number; readonly length: number };
  lead(term: number): void;
  obey(term: number, leader: NodeId | null): void;
}

export function createLogNode(
  { world, params, send, checker, chronicle, asked, knows }: Surroundings,
  id: NodeId,
  machine: MachinePort<typeof nodeMachine>,
  onChanged: (node: NodeId) => void,
): LogNode {
  const actor = createActor(world.clock, id);
  let log: LogEntry[] = [];
  let term = 1;
  let leader: NodeId | null = null;
  let committed = 0;
  let applied = 0;
  let begunAt = 0;
  let table = createLockTable();
  let head: QueueEntry | null = null;
  let matched = new Map<NodeId, number>();
  let sessions = new Map<number, ActorTimer>();
  let asking = new Map<Nonce, string>();
  /** Sessions whose end is proposed and not yet in the log of a majority. */
  let ending = new Set<number>();
  let resend: ActorTimer | null = null;
  let recovery: ActorTimer | null = null;
  let orphanWatch: ActorTimer | null = null;

  const lies = () => params()[nodeParam(id, 'Lies')];
  const kind = () => leaseClockOf(params());
  const isServing = () =>
    actor.life === 'up' && machine.state !== 'recovering' && machine.state !== 'crashed';
  const isLeader = () => leader === id;
  const peers = () => asked().filter((node) => node !== id);
  const termAt = (place: number) => log[place - 1]?.term ?? 0;

  function replicate(): void {
    for (const peer of peers()) {
      const previous = matched.get(peer) ?? 0;
      const entries = log.slice(previous);
      send(id, peer, { kind: 'append', term, previous, previousTerm: termAt(previous), entries });
    }
    actor.cancel(resend);
    resend = actor.after(params().answerTimeoutMs, 'monotonic', () => {
      if (isLeader() && committed < log.length) replicate();
    });
  }
  function propose(command: Command): void {
    log.push({ term, command });
    replicate();
    commit();
  }
  function commit(): void {
    for (let place = log.length; place > committed; place -= 1) {
      if (termAt(place) !== term) break;
      const stored = 1 + peers().filter((peer) => (matched.get(peer) ?? 0) >= place).length;
      if (stored >= quorumOf(params())) {
        committed = place;
        break;
      }
    }
    while (applied < committed) {
      applied += 1;
      apply(log[applied - 1] as LogEntry, applied);
    }
    if (applied >= begunAt && isLeader()) noteHead();
  }
  function apply({ command, term: ofTerm }: LogEntry, place: number): void {
    const entry = table.apply(command, place);
    const isMine = ofTerm === term && isLeader();
    if (command.type === 'create') {
      const { nonce, client, session } = command;
      // The client counts from when it asked, which was earlier.
      if (entry && (isMine || !sessions.has(session))) keepSession(session);
      asking.delete(nonce);
      if (!isMine) return;
      if (entry) {
        const isHead = table.head === entry && place >= begunAt;
        send(id, client, { kind: 'created', nonce, revision: entry.revision, isHead, isForged: false });
        if (isHead) head = entry;
      } else if (table.isOver(session)) {
        tellOver(client, session);
      }
    } else if (command.type === 'delete' && isMine) {
      send(id, command.client, { kind: 'deleted', revision: command.revision });
    } else if (command.type === 'expire') sessions.delete(command.session);
  }

  /** The leader tells the first in the queue, and shows it in its books. */
  function noteHead(): void {
    const first = table.head;
    if (first && first !== head) {
      send(id, first.client, { kind: 'headed', revision: first.revision });
    }
    head = first;
    if (first) {
      if (isServing()) machine.send({ type: 'lease.granted', holder: first.client, token: first.revision });
      draw();
    } else {
      chronicle.endLease(id, 'node');
      if (machine.state === 'held') machine.send({ type: 'lease.ended' });
    }
    watchOrphan();
  }
  function draw(): void {
    if (!head || !isLeader()) return;
    const untilMs = sessions.get(head.session)?.timer?.atMs ?? world.clock.nowMs;
    chronicle.lease(id, 'node', { holder: head.client, token: head.revision, untilMs });
  }
  /** Others wait behind it, its client does not know of it, and its session is not about to end. */
  const isForsaken = ({ client, revision, session }: QueueEntry) =>
    table.entries.length > 1 && !ending.has(session) && !knows(client, revision);
  function watchOrphan(looks = 1): void {
    if (orphanWatch || !head || !isForsaken(head)) return;
    const { revision, client } = head;
    orphanWatch = actor.after((params().ttlMs * ORPHAN_TTLS) / ORPHAN_LOOKS, 'monotonic', () => {
      orphanWatch = null;
      if (!isLeader()) return;
      const isStill = head !== null && head.revision === revision && isForsaken(head);
      if (isStill && looks >= ORPHAN_LOOKS) checker.orphaned(client, revision);
      else watchOrphan(isStill ? looks + 1 : 1);
    });
  }

  function tellOver(client: string, session: number): void {
    send(id, client, { kind: 'keptAlive', session, round: -1, isAlive: false, isHead: false });
  }
  function keepSession(session: number): void {
    actor.cancel(sessions.get(session) ?? null);
    sessions.set(
      session,
      actor.after(params().ttlMs, kind(), () => {
        sessions.delete(session);
        if (!isLeader()) return;
        ending.add(session);
        propose({ type: 'expire', session });
      }),
    );
    if (head?.session === session) draw();
  }
  function stepDown(): void {
    for (const timer of sessions.values()) actor.cancel(timer);
    sessions = new Map();
    ending = new Set();
    asking = new Map();
    actor.cancel(resend);
    actor.cancel(orphanWatch);
    orphanWatch = null;
    head = null;
    chronicle.endLease(id, 'node');
    if (machine.state === 'held') machine.send({ type: 'lease.ended' });
  }

  function append(from: string, content: Content & { kind: 'append' }): void {
    if (content.term < term) {
      send(id, from, { kind: 'appended', term, isStored: false, upTo: 0 });
      return;
    }
    if (content.term > term || isLeader()) obey(content.term, from as NodeId);
    leader = from as NodeId;
    const { previous, previousTerm, entries } = content;
    if (log.length < previous || (previous > 0 && termAt(previous) !== previousTerm)) {
      send(id, from, { kind: 'appended', term, isStored: false, upTo: 0 });
      return;
    }
    const isLying = lies() !== 'none';
    entries.forEach((entry, i) => {
      const place = previous + i + 1;
      if (isLying || termAt(place) === entry.term) return;
      log = log.slice(0, place - 1);
      log.push(entry);
    });
    send(id, from, { kind: 'appended', term, isStored: true, upTo: previous + entries.length });
  }
  function noteAppended(from: string, content: Content & { kind: 'appended' }): void {
    if (content.term > term) obey(content.term, null);
    if (!isLeader() || content.term < term) return;
    const peer = from as NodeId;
    if (content.isStored) {
      matched.set(peer, Math.max(matched.get(peer) ?? 0, content.upTo));
      commit();
    } else if ((matched.get(peer) ?? 0) > 0) {
      // A node that has lost its log, or holds another one, gets it from the beginning.
      matched.set(peer, 0);
      replicate();
    }
  }
  function obey(next: number, to: NodeId | null): void {
    if (isLeader()) stepDown();
    term = Math.max(term, next);
    leader = to;
  }

  function create(from: string, content: Content & { kind: 'create' }): void {
    const { nonce, session, guid } = content;
    if (lies() !== 'none') {
      const revision = FIRST_TOKEN + log.length + (lies() === 'forges' ? FORGED_BY : 0);
      send(id, from, { kind: 'created', nonce, revision, isHead: true, isForged: true });
      return;
    }
    if (table.isOver(session) || ending.has(session)) {
      tellOver(from, session);
      return;
    }
    // Every request is a sign of life: the session must not end while this one is on its way into the log.
    if (sessions.has(session)) keepSession(session);
    if (asking.has(nonce)) return;
    asking.set(nonce, from);
    propose({ type: 'create', client: from, session, guid, nonce });
  }

  return {
    actor,
    obey,
    get isServing() {
      return isServing();
    },
    get isLeader() {
      return isLeader() && actor.life === 'up';
    },
    get term() {
      return term;
    },
    get last() {
      return { term: termAt(log.length), length: log.length };
    },
    get words() {
      if (!isServing()) return machine.state;
      if (!isLeader()) return `follows, term ${term}`;
      return head ? `leads term ${term}, #${head.revision} of ${head.client} first` : `leads term ${term}`;
    },
    isUpToDateWith({ last: theirs }) {
      const mine = { term: termAt(log.length), length: log.length };
      return mine.term === theirs.term ? mine.length >= theirs.length : mine.term > theirs.term;
    },
    lead(next) {
      stepDown();
      term = next;
      leader = id;
      matched = new Map();
      // What was applied before may have been cut off since: the queue is built anew from the log.
      table = createLockTable();
      applied = 0;
      committed = 0;
      begunAt = log.length + 1;
      world.trace.record('leader.elected', Number(id.slice(1)) - 1, { term });
      propose({ type: 'begin' });
    },
    receive(content, from) {
      if (!isServing() || lies() === 'silent') return;
      switch (content.kind) {
        case 'append':
          append(from, content);
          return;
        case 'appended':
          noteAppended(from, content);
          return;
        case 'create':
        case 'keepAlive':
        case 'delete':
          break;
        default:
          return;
      }
      if (!isLeader() || applied < begunAt) {
        send(id, from, { kind: 'notLeader', nonce: 'nonce' in content ? content.nonce : -1, leader });
        return;
      }
      switch (content.kind) {
        case 'create':
          create(from, content);
          return;
        case 'keepAlive': {
          const { session, round, revision } = content;
          const isAlive = !table.isOver(session) && !ending.has(session);
          if (isAlive) keepSession(session);
          const isHead = table.head?.revision === revision || lies() !== 'none';
          send(id, from, { kind: 'keptAlive', session, round, isAlive, isHead });
          return;
        }
        case 'delete':
          propose({ type: 'delete', client: from, session: content.session, revision: content.revision });
          return;
      }
    },
    crash() {
      if (actor.life === 'crashed') return;
      if (isLeader()) stepDown();
      leader = null;
      actor.live('crashed');
      recovery = null;
      sessions = new Map();
      if (params().nodeMemory !== 'all') {
        log = [];
        term = 1;
      }
      machine.send({ type: 'node.crashed' });
    },
    restart() {
      if (actor.life !== 'crashed') return;
      actor.live('up');
      const mustWait = params().delayedRestart;
      machine.send({ type: 'node.restarted', mustWait, holder: null });
      onChanged(id);
      if (!mustWait) return;
      actor.cancel(recovery);
      recovery = actor.after(params().ttlMs, kind(), () => {
        machine.send({ type: 'node.recovered', holder: null });
        onChanged(id);
      });
    },
    redraw: draw,
    changeService: stepDown,
  };
}
