/**
 * The server of one contender: so many attempts at once and a queue, under the weather that all servers have. It is
 * never told that a client has given up, which is what lets an overload outlive its cause.
 */
import { createThrottle } from '../../sim/throttle.ts';
import type { World } from '../../sim/world.ts';
import type { Attempt, Failure } from './attempt.ts';
import type { ParamsNow } from './settings.ts';
import type { Weather } from './weather.ts';

/** What an outage has held back arrives within this long after it. */
const DELIVERY_MS = 200;
/** Slots of the queue that may lie empty before it is moved up. */
const MOST_EMPTY = 1_024;

const TRANSIENT: Failure = { errorClass: 'transient', askedMs: null };
const PERMANENT: Failure = { errorClass: 'permanent', askedMs: null };
const OVERLOAD: Failure = { errorClass: 'overload', askedMs: null };

export interface ServerCopy {
  readonly running: number;
  readonly queued: number;
  accept(attempt: Attempt): void;
  /** To be called when an outage ends. */
  release(): void;
  /** To be called after the parameters have changed. */
  update(): void;
}

/** `answer` gets null for a success. It is called for attempts that nobody waits for too. */
export function createServerCopy(
  world: World,
  weather: Weather,
  params: ParamsNow,
  answer: (attempt: Attempt, failure: Failure | null) => void,
): ServerCopy {
  const { clock } = world;
  const delivery = world.random.stream('delivery');
  const throttle = createThrottle(clock, () => {
    const { throttling, throttlePerSecond, throttleBurst, retryAfterMs } = params();
    return throttling ? { callsPerSecond: throttlePerSecond, burst: throttleBurst, retryAfterMs } : undefined;
  });
  let held: Attempt[] = [];
  let queue: Attempt[] = [];
  let head = 0;
  let running = 0;

  function start(attempt: Attempt): void {
    const { call, number } = attempt;
    running += 1;
    clock.schedule(weather.fateOf(call.id, number, call.arrivedAtMs).serviceMs, () => {
      running -= 1;
      serveQueue();
      answer(attempt, null);
    });
  }

  function next(): Attempt | undefined {
    if (head >= queue.length) return undefined;
    if (params().queueOrder === 'lifo') return queue.pop();
    const first = queue[head];
    head += 1;
    if (head > MOST_EMPTY) {
      queue = queue.slice(head);
      head = 0;
    }
    return first;
  }

  function serveQueue(): void {
    const { serverConcurrency, dropSlackMs } = params();
    while (running < serverConcurrency) {
      const attempt = next();
      if (!attempt) return;
      const isLate = dropSlackMs < Infinity && attempt.timeoutAtMs - clock.nowMs <= dropSlackMs;
      if (!isLate) start(attempt);
    }
  }

  function admit(attempt: Attempt): void {
    const { serverConcurrency, serverQueue } = params();
    const { call, number } = attempt;
    const fate = weather.fateOf(call.id, number, call.arrivedAtMs);
    const askedMs = throttle.refuse();
    if (askedMs !== null) answer(attempt, { errorClass: 'throttled', askedMs });
    else if (fate.isPermanent) answer(attempt, PERMANENT);
    else if (fate.isBlip) answer(attempt, TRANSIENT);
    else if (running < serverConcurrency) start(attempt);
    else if (queue.length - head < serverQueue) queue.push(attempt);
    else answer(attempt, OVERLOAD);
  }

  return {
    get running() {
      return running;
    },
    get queued() {
      return queue.length - head;
    },
    accept(attempt) {
      switch (weather.outage) {
        case 'none':
          admit(attempt);
          return;
        case 'refuses':
          answer(attempt, TRANSIENT);
          return;
        case 'hangs':
          return;
        default:
          held.push(attempt);
      }
    },
    release() {
      const { outage } = params();
      const waiting = held;
      held = [];
      for (const attempt of waiting) {
        if (outage === 'resets') {
          if (attempt.isOpen) answer(attempt, TRANSIENT);
          continue;
        }
        const delayMs = DELIVERY_MS * delivery.at(attempt.call.id, attempt.number);
        clock.schedule(delayMs, () => admit(attempt));
      }
    },
    update: serveQueue,
  };
}
