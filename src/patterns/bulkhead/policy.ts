/**
 * The bulkhead as a policy: asks the pool's statechart whether a call starts, waits or is turned away, keeps the calls
 * that it holds, and gives each running one a slot.
 */
import {
  nothingToCancel,
  type Call,
  type Cancel,
  type Policy,
  type Result,
  type Service,
  type Settle,
} from '../../sim/call.ts';
import type { MachinePort } from '../../sim/machineHost.ts';
import type { World } from '../../sim/world.ts';
import type { Kind, PoolSize } from './kinds.ts';
import { poolMachine, type PoolEmitted, type PoolEvent } from './machine.ts';
import type { OnTimeout } from './patience.ts';

/** Where a call is: before the pool, in its queue, in one of its slots, or past it all. */
export type Place = 'door' | 'queue' | 'slot' | 'outside';

/** A call of the pool. */
export interface Job {
  readonly call: Call;
  readonly kind: Kind;
  readonly arrivedAtMs: number;
  /** null until it runs. */
  startedAtMs: number | null;
  place: Place;
  /** Number of the slot it runs in, or last ran in. */
  slot: number;
  /** When its caller gave up on it; null while somebody waits. */
  abandonedAtMs: number | null;
}

/** Whose calls they are, and who is told where they go. */
export interface Tenant {
  readonly kind: Kind;
  /** `result` is that of the work when a slot is left, null when there is none: a call was cancelled or turned away. */
  onMove(job: Job, from: Place, result: Result | null): void;
}

interface HeldJob extends Job {
  readonly tenant: Tenant;
  readonly next: Service;
  readonly settle: Settle;
  cancel: Cancel;
}

export interface Bulkhead {
  readonly machine: MachinePort<typeof poolMachine>;
  /** The policy for the calls of one tenant; all of them share the pool. */
  policyFor(tenant: Tenant): Policy;
  /** A smaller pool lets everything end that it holds. */
  resize(size: PoolSize): void;
  /** The running jobs by slot, null for a free one; longer than the pool while more run than it has slots. */
  slots(): readonly (Job | null)[];
  /** The next one first. */
  waiting(): readonly Job[];
}

export interface BulkheadOptions extends PoolSize {
  readonly id: string;
  /** Of the calls that are turned away. */
  readonly cause: string;
  /** What becomes of a call whose caller gives up. */
  readonly onTimeout: () => OnTimeout;
  /** Gets every entered state, the initial one included. */
  readonly onState: (state: string) => void;
}

export function createBulkhead(world: World, options: BulkheadOptions): Bulkhead {
  const { id, size, queueSize, cause, onTimeout, onState } = options;
  const jobs = new Map<number, HeldJob>();
  const slots: (HeldJob | null)[] = [];
  const answers: PoolEmitted[] = [];

  const machine = world.machines.start(poolMachine, {
    id,
    input: { size, queueSize },
    onState,
    onEmitted: (event) => answers.push(event),
  });

  function move(job: HeldJob, place: Place, result: Result | null = null): void {
    const from = job.place;
    job.place = place;
    job.tenant.onMove(job, from, result);
  }

  /** What the machine has decided is done once it has come to rest: a call may end, and so come back here, at once. */
  function send(event: PoolEvent): void {
    machine.send(event);
    for (let answer = answers.shift(); answer; answer = answers.shift()) {
      const job = jobs.get(answer.call);
      if (!job) continue;
      if (answer.type === 'call.queued') move(job, 'queue');
      else if (answer.type === 'call.started') start(job);
      else turnAway(job);
    }
  }

  function turnAway(job: HeldJob): void {
    jobs.delete(job.call.id);
    move(job, 'outside');
    job.settle({ outcome: 'rejected', cause, causeMs: null });
  }

  function start(job: HeldJob): void {
    const free = slots.indexOf(null);
    job.slot = free === -1 ? slots.length : free;
    slots[job.slot] = job;
    job.startedAtMs = world.clock.nowMs;
    move(job, 'slot');
    job.cancel = job.next(job.call, (result) => {
      leave(job, 'call.ended', result);
      if (job.abandonedAtMs === null) job.settle(result);
    });
  }

  function leave(job: HeldJob, type: 'call.ended' | 'call.left', result: Result | null): void {
    jobs.delete(job.call.id);
    if (job.place === 'slot') slots[job.slot] = null;
    move(job, 'outside', result);
    send({ type, call: job.call.id });
  }

  function giveUp(job: HeldJob): void {
    if (job.place === 'outside') return;
    job.abandonedAtMs = world.clock.nowMs;
    if (onTimeout() === 'abandoned') return;
    job.cancel();
    leave(job, 'call.left', null);
  }

  return {
    machine,
    policyFor: (tenant) => (next) => (call, settle) => {
      const job: HeldJob = {
        call,
        kind: tenant.kind,
        arrivedAtMs: world.clock.nowMs,
        startedAtMs: null,
        place: 'door',
        slot: 0,
        abandonedAtMs: null,
        tenant,
        next,
        settle,
        cancel: nothingToCancel,
      };
      jobs.set(call.id, job);
      send({ type: 'call.arrived', call: call.id });
      return () => giveUp(job);
    },
    resize(change) {
      const { context } = machine;
      if (context.size !== change.size || context.queueSize !== change.queueSize)
        send({ type: 'size.changed', ...change });
    },
    slots() {
      const shown = Math.max(machine.context.size, slots.findLastIndex((job) => job !== null) + 1);
      return Array.from({ length: shown }, (_, slot) => slots[slot] ?? null);
    },
    waiting: () => machine.context.waiting.map((call) => jobs.get(call) as HeldJob),
  };
}
