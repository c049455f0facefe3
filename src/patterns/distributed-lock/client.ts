/** One client: wants the lock, works and writes under it, renews it, and gives it back or loses it. */
import type { Call, Result, Settle } from '../../sim/call.ts';
import type { MachinePort } from '../../sim/machineHost.ts';
import { clientParam } from './params.ts';
import { createActor, indexOf, RESOURCE, type ActorTimer, type ClientId, type LockActor } from './actors.ts';
import type { LockCause } from './causes.ts';
import { clientMachine, type FailureReason, type LossReason } from './clientMachine.ts';
import type { Content, Nonce } from './messages.ts';
import { createQuorumProtocol } from './quorumProtocol.ts';
import { createQueueProtocol } from './queueProtocol.ts';
import { fencingOf, keepAliveMs, leaseClockOf } from './rules.ts';
import type { HeldLease, Protocol, ProtocolOptions, Surroundings } from './surroundings.ts';

/** Draws of one client do not meet those of another. */
const DRAWS_PER_CLIENT = 1 << 20;

export interface Client {
  readonly actor: LockActor;
  /** In words, for the picture. */
  readonly words: string;
  receive(content: Content, from: string): void;
  /** Wants the lock now, unless it has it or asks for it already. */
  want(): void;
  crash(): void;
  restart(): void;
  /** Another kind of lock service is there from now on. */
  changeService(): void;
  /** Whether the entry of this revision in the queue is known to it. */
  knows(revision: number): boolean;
  /** Another client count, or another workload. */
  follow(): void;
}

export function createClient(around: Surroundings, id: ClientId): Client {
  const { world, params, send, checker, chronicle, nextNonce } = around;
  const index = indexOf(id);
  const actor = createActor(world.clock, id);
  const retries = world.random.stream('retry');
  const rests = world.random.stream('rest');
  const attemptsFailed = world.metrics.counter('attemptsFailed');
  const lane = world.lanes.add(`client ${index + 1}`);

  let settle: Settle | null = null;
  /** The wish that it acts on. */
  let call: Call | null = null;
  let attempts = 0;
  let wishes = 0;
  let attemptFromMs = 0;
  let lease: HeldLease | null = null;
  let sectionFromMs = 0;
  let writesLeft = 0;
  let unanswered = new Set<number>();
  let hasUnconfirmed = false;
  let registering: Nonce = -1;
  let remembered: HeldLease | null = null;
  let isResting = false;
  /** The timers of what it does at the moment, and of its patience. */
  let timers: ActorTimer[] = [];
  let patience: ActorTimer | null = null;
  let expiry: ActorTimer | null = null;

  const machine: MachinePort<typeof clientMachine> = world.machines.start(clientMachine, {
    id,
    input: undefined,
    onEmitted({ type, ...data }) {
      world.trace.record(type, index, data);
    },
    onState: (state) => lane.enter(state),
  });

  const isHolder = () => machine.state === 'holding' || machine.state === 'renewing';
  const isAsking = () =>
    machine.state === 'acquiring' || machine.state === 'queued' || machine.state === 'registering';
  const isWaiting = () => isAsking() || machine.state === 'backingOff';

  function after(delayMs: number, run: () => void): ActorTimer {
    const timer = actor.after(delayMs, 'monotonic', run);
    timers.push(timer);
    return timer;
  }
  function stopWork(): void {
    for (const timer of timers) actor.cancel(timer);
    timers = [];
    actor.cancel(expiry);
    expiry = null;
    unanswered = new Set();
  }
  function end(cause: LockCause, outcome: Result['outcome']): void {
    actor.cancel(patience);
    patience = null;
    const settling = settle;
    settle = null;
    settling?.({ outcome, cause, causeMs: null });
  }

  /** The lease has run out while it was registered, and the client looks at its clock. */
  const isOver = () =>
    params().elapsedCheck &&
    lease !== null &&
    actor.clock.nowMs(leaseClockOf(params())) >= lease.untilLocalMs;

  function makeCall(): void {
    world.calls.make(index, (made, settleIt) => {
      call = made;
      settle = settleIt;
      return () => {};
    });
  }
  function attempt(): void {
    attemptFromMs = actor.clock.nowMs('monotonic');
    attempts += 1;
    protocol.begin();
  }
  function fail(reason: FailureReason, holder: string | null): void {
    if (!isAsking()) return;
    attemptsFailed.add();
    machine.send({ type: 'attempt.failed', reason, holder });
    protocol.abandon();
    if (call) world.calls.markWaiting(call);
    const { retryDelayMs, retryJitterMs } = params();
    const jitter = retryJitterMs > 0 ? retryJitterMs * retries.at(index * DRAWS_PER_CLIENT + attempts) : 0;
    const spentMs = actor.clock.nowMs('monotonic') - attemptFromMs;
    after(Math.max(0, retryDelayMs + jitter - spentMs), () => {
      machine.send({ type: 'retry.due' });
      attempt();
    });
  }

  function watchClock(): void {
    actor.cancel(expiry);
    expiry = null;
    if (!lease || !params().selfExpiry) return;
    const kind = leaseClockOf(params());
    const leftMs = Math.max(0, lease.untilLocalMs - actor.clock.nowMs(kind));
    expiry = actor.after(leftMs, kind, () => lose('expired'));
  }
  function scheduleRenewal(): void {
    // The session of a queue is kept alive by its protocol, whether or not there is an entry.
    const { renewEveryMs, algorithm } = params();
    if (algorithm === 'replicated' || renewEveryMs === Infinity) return;
    after(renewEveryMs, () => {
      if (machine.state === 'holding') {
        machine.send({ type: 'renewal.sent' });
        protocol.renew();
      }
      scheduleRenewal();
    });
  }
  function drawHolding(): void {
    if (lease) chronicle.lease(id, 'holder', { holder: id, token: lease.token, untilMs: lease.untilMs });
  }
  function work(): void {
    if (call) world.calls.markSent(call);
    writesLeft = params().writes;
    hasUnconfirmed = false;
    watchClock();
    scheduleRenewal();
    drawHolding();
    scheduleWrite();
  }
  function enter(): void {
    if (!lease) return;
    machine.send({ type: 'lock.acquired', token: lease.token });
    actor.cancel(patience);
    patience = null;
    sectionFromMs = world.clock.nowMs;
    checker.granted(id, lease.token, lease.untilMs);
    checker.sectionBegun(id);
    work();
  }
  function scheduleWrite(): void {
    after(params().sectionMs / params().writes, () => {
      writesLeft -= 1;
      const write = nextNonce();
      unanswered.add(write);
      const { token, signatures } = lease as HeldLease;
      send(id, RESOURCE, { kind: 'write', write, token, sectionFromMs, signatures });
      if (writesLeft > 0) {
        scheduleWrite();
        return;
      }
      after(params().answerTimeoutMs, () => {
        hasUnconfirmed = unanswered.size > 0;
        finish();
      });
    });
  }
  function finish(): void {
    stopWork();
    lease = null;
    machine.send({ type: 'section.ended' });
    checker.ended(id);
    chronicle.endLease(id, 'holder');
    end(hasUnconfirmed ? 'unconfirmed' : 'done', hasUnconfirmed ? 'degraded' : 'succeeded');
    protocol.giveBack();
  }
  function lose(reason: LossReason): void {
    if (!isHolder()) return;
    stopWork();
    lease = null;
    machine.send({ type: 'lease.lost', reason });
    checker.ended(id);
    chronicle.endLease(id, 'holder');
    end(reason, 'failed');
    protocol.abandon();
    rest();
  }

  /** Once it has nothing to do with the lock: when does it want it again? */
  function rest(): void {
    const { workload, restMs } = params();
    if (workload !== 'random' || isResting) return;
    isResting = true;
    wishes += 1;
    const delayMs = -restMs * Math.log(1 - rests.at(index * DRAWS_PER_CLIENT + wishes));
    actor.after(delayMs, 'monotonic', () => {
      isResting = false;
      want();
    });
  }

  function want(): void {
    const { clients, patienceMs } = params();
    if (actor.life !== 'up' || index >= clients) return;
    if (machine.state !== 'idle' && machine.state !== 'lost') return;
    makeCall();
    machine.send({ type: 'lock.wanted' });
    checker.waits(id);
    if (patienceMs < Infinity) {
      patience = actor.after(patienceMs, 'monotonic', () => {
        if (!isWaiting()) return;
        stopWork();
        machine.send({ type: 'patience.ended' });
        checker.waitsNoLonger(id);
        end('gaveUp', 'rejected');
        protocol.giveBack();
      });
    }
    attempt();
  }

  const callbacks: ProtocolOptions = {
    client: actor,
    onGranted(granted) {
      if (machine.state !== 'acquiring' && machine.state !== 'queued') return;
      lease = granted;
      checker.tokenGiven(id, granted.token);
      if (fencingOf(params()) !== 'registered' || granted.token === null) {
        enter();
        return;
      }
      machine.send({ type: 'lease.granted', token: granted.token });
      registering = nextNonce();
      const mine = registering;
      after(params().answerTimeoutMs, () => {
        if (mine === registering) fail('noAnswer', null);
      });
      send(id, RESOURCE, { kind: 'register', nonce: mine, token: granted.token });
    },
    onFailed: fail,
    onQueued(revision) {
      if (machine.state === 'acquiring') machine.send({ type: 'entry.queued', revision });
    },
    onProlonged(more) {
      if (!lease) return;
      lease = { ...lease, ...more };
      if (!isHolder()) return;
      if (machine.state === 'renewing') machine.send({ type: 'renewal.ended' });
      checker.prolonged(id, more.untilMs);
      watchClock();
      drawHolding();
    },
    onRefused: () => lose('refused'),
    onUnanswered() {
      if (machine.state === 'renewing') machine.send({ type: 'renewal.ended' });
    },
    onReleased() {
      if (machine.state !== 'releasing') return;
      machine.send({ type: 'lock.released' });
      rest();
    },
  };
  const createProtocol = (): Protocol =>
    params().algorithm === 'replicated'
      ? createQueueProtocol(around, callbacks, keepAliveMs)
      : createQuorumProtocol(around, callbacks);
  let protocol = createProtocol();

  function start(): void {
    const { workload } = params();
    if (index >= params().clients) return;
    if (workload === 'random') {
      if (machine.state === 'idle') rest();
      return;
    }
    const atMs = params()[clientParam(id, 'FromMs')];
    if (atMs >= world.clock.nowMs && atMs < Infinity) {
      world.clock.schedule(atMs - world.clock.nowMs, () => {
        if (params()[clientParam(id, 'FromMs')] === atMs && params().workload === 'script')
          actor.perform(want);
      });
    }
  }
  start();

  return {
    actor,
    get words() {
      const { token } = machine.context;
      const state = machine.state.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
      return isHolder() && token !== null ? `${state} #${token}` : state;
    },
    want,
    receive(content, from) {
      switch (content.kind) {
        case 'registered':
          if (content.nonce !== registering || machine.state !== 'registering') return;
          registering = -1;
          if (!content.isAccepted) fail('notRegistered', null);
          else if (isOver()) fail('tooLate', null);
          else enter();
          return;
        case 'written':
          if (!unanswered.delete(content.write) || !isHolder()) return;
          if (!content.isAccepted) lose('fenced');
          else if (writesLeft === 0 && unanswered.size === 0) finish();
          return;
        default:
          protocol.receive(content, from);
      }
    },
    crash() {
      if (actor.life === 'crashed') return;
      const wasHolder = isHolder();
      remembered = wasHolder ? lease : null;
      stopWork();
      actor.live('crashed');
      timers = [];
      isResting = false;
      patience = null;
      registering = -1;
      lease = null;
      protocol.forget();
      machine.send({ type: 'client.crashed' });
      checker.ended(id);
      checker.waitsNoLonger(id);
      chronicle.endLease(id, 'holder');
      end('crashed', 'failed');
    },
    restart() {
      if (actor.life !== 'crashed') return;
      actor.live('up');
      const remembers = params().clientMemory && remembered !== null;
      lease = remembers ? remembered : null;
      machine.send({ type: 'client.restarted', remembers });
      if (!lease) {
        rest();
        return;
      }
      makeCall();
      checker.resumed(id, lease.token, lease.untilMs);
      work();
    },
    changeService() {
      if (isAsking()) fail('noAnswer', null);
      protocol = createProtocol();
      if (machine.state === 'releasing') callbacks.onReleased();
    },
    knows: (revision) => protocol.knows(revision),
    follow: start,
  };
}
