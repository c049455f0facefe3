/**
 * Virtual time. Nothing in the model waits: the clock jumps from one scheduled event to the next.
 * Events at equal times run in the order in which they were scheduled.
 */

/** The smallest step of virtual time, 1 ns in ms: sums and engine-specific last bits of `Math.log` cannot drift apart. */
const TICKS_PER_MS = 1e6;

/** Rounds a time or a duration in ms to whole nanoseconds. */
export function quantiseMs(ms: number): number {
  return Math.round(ms * TICKS_PER_MS) / TICKS_PER_MS;
}

export interface Timer {
  readonly atMs: number;
  readonly order: number;
  run: (() => void) | null;
}

export interface Clock {
  /** Current virtual time in ms, starting at 0. */
  readonly nowMs: number;
  /** Runs `run` after `delayMs` ≥ 0; an infinite delay never fires. Throws on a negative delay or NaN. */
  schedule(delayMs: number, run: () => void): Timer;
  /** Cancelling a timer that has fired or was cancelled does nothing. */
  cancel(timer: Timer): void;
  /** Time of the next timer in ms, `Infinity` when there is none. */
  nextAtMs(): number;
  /** Moves to the next timer and fires it; false when there is none. */
  step(): boolean;
  /** Moves time forward without firing anything. Throws when a timer would be jumped over. */
  moveTo(atMs: number): void;
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

export function createClock(): Clock {
  const heap: Timer[] = [];
  let nowMs = 0;
  let order = 0;

  function push(timer: Timer): void {
    let hole = heap.length;
    heap.push(timer);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = heap[parent] as Timer;
      if (!isBefore(timer, above)) break;
      heap[hole] = above;
      hole = parent;
    }
    heap[hole] = timer;
  }

  function pop(): void {
    const last = heap.pop() as Timer;
    const size = heap.length;
    if (size === 0) return;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && isBefore(heap[child + 1] as Timer, heap[child] as Timer)) child += 1;
      const below = heap[child] as Timer;
      if (!isBefore(below, last)) break;
      heap[hole] = below;
      hole = child;
    }
    heap[hole] = last;
  }

  function dropCancelled(): void {
    while (heap.length > 0 && (heap[0] as Timer).run === null) pop();
  }

  return {
    get nowMs() {
      return nowMs;
    },
    schedule(delayMs, run) {
      if (!(delayMs >= 0)) throw new RangeError(`A delay must be 0 ms or more, got ${delayMs}.`);
      const timer: Timer = { atMs: quantiseMs(nowMs + delayMs), order: order++, run };
      if (timer.atMs < Infinity) push(timer);
      return timer;
    },
    cancel(timer) {
      timer.run = null;
    },
    nextAtMs() {
      dropCancelled();
      return heap[0]?.atMs ?? Infinity;
    },
    step() {
      dropCancelled();
      const timer = heap[0];
      if (!timer?.run) return false;
      pop();
      const { run } = timer;
      timer.run = null;
      nowMs = timer.atMs;
      run();
      return true;
    },
    moveTo(atMs) {
      if (atMs > this.nextAtMs())
        throw new RangeError(`Cannot jump over the timer at ${this.nextAtMs()} ms.`);
      nowMs = Math.max(nowMs, atMs);
    },
  };
}
