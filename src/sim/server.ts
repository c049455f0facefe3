/** A server of finite capacity: so many calls at once, a bounded queue, a law of service time, faults and outages. */
import type { Call, CauseSpec, Result, Service, Settle } from './call.ts';
import { sampleDurationMs, type DurationSpec } from './distribution.ts';
import { drawFault, type Fault, type FaultRates } from './faults.ts';
import type { World } from './world.ts';

/** `errors`: every call is refused at once; `hangs`: calls vanish and are never answered. */
export type Outage = 'none' | 'errors' | 'hangs';

export interface ServerOptions extends FaultRates {
  /** Calls served at once, ≥ 1. */
  readonly concurrency: number;
  /** Calls that may wait for a place; the next one is turned away. */
  readonly queueLimit: number;
  readonly serviceTime: DurationSpec;
  /** Whether an error comes after the drawn service time (true) or at once. */
  readonly errorsTakeTime: boolean;
  readonly outage: Outage;
}

export interface Server {
  readonly service: Service;
  readonly running: number;
  readonly queued: number;
  configure(change: Partial<ServerOptions>): void;
  /** What would befall this call if it were served now; asking changes nothing. */
  foresee(call: Call): 'success' | 'failure';
}

export const SERVER_CAUSES = {
  answered: { outcome: 'succeeded', label: 'answered', describe: () => 'answered' },
  answeredInPart: { outcome: 'degraded', label: 'partial answer', describe: () => 'answered only in part' },
  injectedError: { outcome: 'failed', label: 'injected error', describe: () => 'injected error' },
  unexpectedError: {
    outcome: 'failed',
    label: 'unexpected error',
    describe: () => 'an error of a kind the policy does not count',
  },
  outage: { outcome: 'failed', label: 'outage', describe: () => 'the server is down' },
  serverFull: {
    outcome: 'failed',
    label: 'server full',
    describe: () => 'the server and its queue are full',
  },
} as const satisfies Record<string, CauseSpec>;

type ServerCause = keyof typeof SERVER_CAUSES;

function endsWith(cause: ServerCause): Result {
  return { outcome: SERVER_CAUSES[cause].outcome, cause, causeMs: null };
}

const SCRIPTED_CAUSES = { success: 'answered', failure: 'injectedError', other: 'unexpectedError' } as const;

const CAUSE_OF_FAULT = {
  none: 'answered',
  latency: 'answered',
  partial: 'answeredInPart',
  error: 'injectedError',
} as const;

interface Job {
  readonly call: Call;
  settle: Settle | null;
}

export function createServer(world: World, initial: ServerOptions): Server {
  const faults = world.random.stream('faults');
  const serviceTimes = world.random.stream('serviceTime');
  const queue: Job[] = [];
  let options = initial;
  let running = 0;

  function faultOf(call: Call): Fault {
    if (options.outage === 'hangs') return 'timeout';
    if (options.outage === 'errors') return 'error';
    return drawFault(options, faults, call);
  }

  function durationOf(call: Call, fault: Fault): number {
    if (fault === 'latency') return options.latencyMs;
    if (fault === 'error' && !options.errorsTakeTime) return 0;
    return sampleDurationMs(options.serviceTime, serviceTimes.at(call.id), serviceTimes.at(call.id, 1));
  }

  /** A queued call that vanishes leaves its place to the one behind it. */
  function serveQueue(): void {
    while (queue.length > 0 && running < options.concurrency) start(queue.shift() as Job);
  }

  function serve(job: Job, durationMs: number, cause: ServerCause): void {
    running += 1;
    world.clock.schedule(durationMs, () => {
      running -= 1;
      serveQueue();
      job.settle?.(endsWith(cause));
    });
  }

  /** Answers without serving: this takes neither time nor a place. */
  function turnAway(job: Job, cause: ServerCause): void {
    world.clock.schedule(0, () => job.settle?.(endsWith(cause)));
  }

  function start(job: Job): void {
    const scripted = world.script?.[job.call.id];
    if (scripted) {
      serve(job, scripted.durationMs, SCRIPTED_CAUSES[scripted.outcome]);
      return;
    }
    const fault = faultOf(job.call);
    if (fault === 'timeout') return;
    if (options.outage === 'errors') turnAway(job, 'outage');
    else serve(job, durationOf(job.call, fault), CAUSE_OF_FAULT[fault]);
  }

  return {
    get running() {
      return running;
    },
    get queued() {
      return queue.length;
    },
    configure(change) {
      options = { ...options, ...change };
      serveQueue();
    },
    foresee(call) {
      const scripted = world.script?.[call.id];
      if (scripted) return scripted.outcome === 'success' ? 'success' : 'failure';
      const fault = faultOf(call);
      return fault === 'error' || fault === 'timeout' ? 'failure' : 'success';
    },
    service(call, settle) {
      const job: Job = { call, settle };
      world.calls.markSent(call);
      const isDown = options.outage !== 'none' && !world.script;
      if (isDown || running < options.concurrency) start(job);
      else if (queue.length < options.queueLimit) queue.push(job);
      else turnAway(job, 'serverFull');
      return () => {
        job.settle = null;
      };
    },
  };
}
