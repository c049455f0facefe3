/** A server of finite capacity: so many calls at once, a bounded queue, a law of service time, faults, outages and throttling. */
import type { Call, Cancel, CauseSpec, Result, Service, Settle } from './call.ts';
import { quantiseMs } from './clock.ts';
import { sampleDurationMs, type DurationSpec } from './distribution.ts';
import { drawFault, type Fault, type FaultRates } from './faults.ts';
import { drawOf } from './random.ts';
import { createThrottle, type ThrottleOptions } from './throttle.ts';
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
  /** Whether the server is told when a caller gives up and stops working for it; false when left out: it goes on for nobody. */
  readonly stopsAbandoned?: boolean;
  /** How many calls per second are let in; all of them when left out. */
  readonly throttle?: ThrottleOptions;
}

/** What happens at the places of the server. */
export interface ServerWatch {
  /** A place has been taken; the work will take `durationMs` unless it is stopped. */
  onStart?(call: Call, durationMs: number): void;
  /** The place is free again after `workedMs`; `isWasted`: nobody waited for the answer any more. */
  onEnd?(call: Call, workedMs: number, isWasted: boolean): void;
}

export interface ServerSetup extends ServerWatch {
  /** Tells the draws of several servers in one world apart. */
  readonly name?: string;
  /** The call whose draws a call meets, for servers that number their calls themselves; itself when left out. */
  fateOf?(call: Call): Call;
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

/** Only a server with a throttle ends calls so. */
export const THROTTLE_CAUSES = {
  throttled: {
    outcome: 'failed',
    label: 'throttled',
    describe: (time) => `throttled, asked to come back after ${time ?? 'some time'}`,
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
  /** Gives the place back before the work is done; null while the job has no place. */
  stop: (() => void) | null;
}

export function createServer(world: World, initial: ServerOptions, setup: ServerSetup = {}): Server {
  const { clock } = world;
  const streamName = (name: string) => (setup.name === undefined ? name : `${setup.name}.${name}`);
  const faults = world.random.stream(streamName('faults'));
  const serviceTimes = world.random.stream(streamName('serviceTime'));
  const queue: Job[] = [];
  let options = initial;
  let running = 0;
  const throttle = createThrottle(clock, () => options.throttle);

  const fateOf = (call: Call) => setup.fateOf?.(call) ?? call;

  function faultOf(call: Call): Fault {
    if (options.outage === 'hangs') return 'timeout';
    if (options.outage === 'errors') return 'error';
    return drawFault(options, faults, fateOf(call));
  }

  function durationOf(call: Call, fault: Fault): number {
    if (fault === 'latency') return options.latencyMs;
    if (fault === 'error' && !options.errorsTakeTime) return 0;
    const { serviceTime } = options;
    const fate = fateOf(call);
    return sampleDurationMs(serviceTime, drawOf(serviceTimes, fate), drawOf(serviceTimes, fate, 1));
  }

  /** A queued call that vanishes leaves its place to the one behind it. */
  function serveQueue(): void {
    while (queue.length > 0 && running < options.concurrency) start(queue.shift() as Job);
  }

  function serve(job: Job, durationMs: number, cause: ServerCause): void {
    const startedAtMs = clock.nowMs;
    running += 1;
    setup.onStart?.(job.call, durationMs);

    function leave(): void {
      job.stop = null;
      running -= 1;
      setup.onEnd?.(job.call, quantiseMs(clock.nowMs - startedAtMs), job.settle === null);
      serveQueue();
    }
    const timer = clock.schedule(durationMs, () => {
      leave();
      job.settle?.(endsWith(cause));
    });
    job.stop = () => {
      clock.cancel(timer);
      leave();
    };
  }

  /** Answers without serving: this takes neither time nor a place. */
  function turnAway(job: Job, result: Result): void {
    clock.schedule(0, () => job.settle?.(result));
  }

  function start(job: Job): void {
    const scripted = world.script?.[job.call.id];
    if (scripted) {
      serve(job, scripted.durationMs, SCRIPTED_CAUSES[scripted.outcome]);
      return;
    }
    const fault = faultOf(job.call);
    if (fault === 'timeout') return;
    if (options.outage === 'errors') turnAway(job, endsWith('outage'));
    else serve(job, durationOf(job.call, fault), CAUSE_OF_FAULT[fault]);
  }

  function abandon(job: Job): void {
    job.settle = null;
    if (!options.stopsAbandoned) return;
    if (job.stop) job.stop();
    else if (queue.includes(job)) queue.splice(queue.indexOf(job), 1);
  }

  function accept(job: Job): Cancel {
    const isDown = options.outage !== 'none' && !world.script;
    const retryAfterMs = isDown ? null : throttle.refuse();
    if (retryAfterMs !== null)
      turnAway(job, { outcome: 'failed', cause: 'throttled', causeMs: retryAfterMs });
    else if (isDown || running < options.concurrency) start(job);
    else if (queue.length < options.queueLimit) queue.push(job);
    else turnAway(job, endsWith('serverFull'));
    return () => abandon(job);
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
      world.calls.markSent(call);
      return accept({ call, settle, stop: null });
    },
  };
}
