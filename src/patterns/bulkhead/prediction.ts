/** Which closed form speaks about the present parameters, and what it says. */
import { KINDS, meanServiceMs, poolOf, settingsOf, sizeOf, type BulkheadParams, type Kind } from './kinds.ts';
import { erlangB, finiteQueue } from './theory.ts';

/** Offered load of a kind: calls that arrive during one mean service time. null where the work depends on more than its law. */
function loadOf(kind: Kind, params: BulkheadParams): number | null {
  const settings = settingsOf(kind, params);
  const isCutShort = params.onTimeout === 'cancelled' && settings.timeoutMs < Infinity;
  if (isCutShort || settings.concurrency < Infinity) return null;
  return (settings.callsPerSecond * meanServiceMs(settings)) / 1000;
}

/** Share of calls of this kind that should be rejected in the long run; null where no formula applies. */
export function predictRejection(kind: Kind, params: BulkheadParams): number | null {
  if (params.arrivals !== 'poisson' || settingsOf(kind, params).callsPerSecond === 0) return null;
  const pool = poolOf(kind, params);
  const { size, queueSize } = sizeOf(pool, params);
  // The queue of a pool with several service times follows no formula; without a queue only the load matters.
  if (pool === 'shared' && queueSize > 0) return null;
  const loads = (pool === 'shared' ? KINDS : [pool]).map((each) => loadOf(each, params));
  let load = 0;
  for (const each of loads) {
    if (each === null) return null;
    load += each;
  }
  return queueSize === 0 ? erlangB(size, load) : finiteQueue(size, queueSize, load).blocking;
}

/** Whether the prediction is exact, not only a guide. */
export function isExact(kind: Kind, params: BulkheadParams): boolean {
  const { queueSize } = sizeOf(poolOf(kind, params), params);
  const { hangRatio } = settingsOf(kind, params);
  return queueSize === 0 || (params.serviceLaw === 'exponential' && hangRatio === 0);
}

export interface Steady {
  readonly rejected: number;
  /** Mean numbers of calls. */
  readonly running: number;
  readonly waiting: number;
  /** Mean wait of the calls let in; null when none is. */
  readonly waitMs: number | null;
}

/** Long-run figures of all kinds together; null unless the formula is exact for every kind that is called. */
export function predictSteadyState(params: BulkheadParams): Steady | null {
  const called = KINDS.filter((kind) => settingsOf(kind, params).callsPerSecond > 0);
  let [rate, rejectedRate, running, waiting] = [0, 0, 0, 0];
  for (const kind of called) {
    const rejection = predictRejection(kind, params);
    if (rejection === null || !isExact(kind, params)) return null;
    const { callsPerSecond } = settingsOf(kind, params);
    const load = loadOf(kind, params) ?? 0;
    const { size, queueSize } = sizeOf(poolOf(kind, params), params);
    rate += callsPerSecond;
    rejectedRate += callsPerSecond * rejection;
    running += load * (1 - rejection);
    if (queueSize > 0) waiting += finiteQueue(size, queueSize, load).waiting;
  }
  if (rate === 0) return null;
  const letInRate = rate - rejectedRate;
  return {
    rejected: rejectedRate / rate,
    running,
    waiting,
    waitMs: letInRate > 0 ? (1000 * waiting) / letInRate : null,
  };
}
