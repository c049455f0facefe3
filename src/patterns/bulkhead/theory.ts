/**
 * Closed forms of queueing theory for Poisson arrivals, offered load `a` (arrivals per service time) and `c` slots.
 * Erlang, “Solution of some problems in the theory of probabilities …” (1917); Gross et al., “Fundamentals of Queueing
 * Theory”, for the finite queue.
 */

export interface FiniteQueue {
  /** Share of calls that find slots and queue full. */
  readonly blocking: number;
  /** Mean number of calls that wait. */
  readonly waiting: number;
  /** Mean number of calls that run. */
  readonly running: number;
}

/**
 * M/M/c/K: `places` calls may wait behind `slots`; exact for exponential service times only. By recursion over the room
 * for calls: with one place more, the states that were there keep their proportions.
 */
export function finiteQueue(slots: number, places: number, load: number): FiniteQueue {
  let blocking = 1;
  let waiting = 0;
  for (let room = 1; room <= slots + places; room += 1) {
    const odds = (load / Math.min(room, slots)) * blocking;
    blocking = odds / (1 + odds);
    waiting = (1 - blocking) * waiting + blocking * Math.max(0, room - slots);
  }
  return { blocking, waiting, running: load * (1 - blocking) };
}

/** Share of calls that find all `slots` busy when nobody waits; holds for any law of service time. */
export function erlangB(slots: number, load: number): number {
  return finiteQueue(slots, 0, load).blocking;
}

/** Mean wait of the calls that are let in, in ms, by Little’s law. */
export function meanWaitMs({ waiting, blocking }: FiniteQueue, callsPerSecond: number): number {
  return (1000 * waiting) / (callsPerSecond * (1 - blocking));
}
