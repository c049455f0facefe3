/** The sums of a run: everything that is counted goes through here. */
import type { CallRecord } from '../../sim/call.ts';
import type { World } from '../../sim/world.ts';
import type { Arrivals } from './arrivals.ts';
import { DELAY_METRICS, type RetryMetric } from './metrics.ts';
import type { EndReason } from './machine.ts';
import type { EndedCall } from './policy.ts';
import type { Wait } from './rules.ts';

const ENDINGS = {
  answered: 'succeeded',
  lastAttempt: 'exhausted',
  budgetSpent: 'rejectedByBudget',
  hopeless: 'abandoned',
  deadline: 'abandoned',
  callerLeft: 'abandoned',
} as const satisfies Record<EndReason, RetryMetric>;

/** Of one call. */
export interface Tally {
  /** At the server. */
  attempts: number;
  waitedMs: number;
}

export interface Books {
  arrived(): void;
  attempted(call: number, isRetry: boolean): void;
  waited(call: number, wait: Wait): void;
  /** Of the topmost layer; gives what all layers together did for the call. */
  ended(ended: EndedCall): Tally;
  settled(record: CallRecord): void;
  worked(workedMs: number, isWasted: boolean): void;
  budgetLeft(share: number): void;
}

export function createBooks({ clock, metrics }: World, arrivals: Arrivals): Books {
  const counter = (id: RetryMetric) => metrics.counter(id);
  const gauge = (id: RetryMetric) => metrics.gauge(id);
  const counters = {
    calls: counter('calls'),
    attempts: counter('attempts'),
    firstAttempts: counter('firstAttempts'),
    retries: counter('retries'),
    totalDelay: counter('totalDelayMs'),
    succeeded: counter('succeeded'),
    exhausted: counter('exhausted'),
    rejectedByBudget: counter('rejectedByBudget'),
    abandoned: counter('abandoned'),
  };
  const gauges = {
    successRate: gauge('successRate'),
    amplification: gauge('amplification'),
    avgAttempts: gauge('avgAttempts'),
    goodput: gauge('goodput'),
    avgDelay: gauge('avgDelayMs'),
    peak: gauge('peakPer10Ms'),
    widePeak: gauge('peakPer100Ms'),
    wasted: gauge('wastedShare'),
    budgetLeft: gauge('budgetLeft'),
  };
  const delays = DELAY_METRICS.map((id) => metrics.histogram(id));
  const callTime = metrics.histogram('callTimeMs');
  const successTime = metrics.histogram('successTimeMs');
  /** Of calls in flight, by their number. */
  const open = new Map<number, Tally>();
  let ended = 0;
  let attemptsOfEnded = 0;
  let workedMs = 0;
  let wastedMs = 0;

  function tally(call: number): Tally {
    let found = open.get(call);
    if (!found) {
      found = { attempts: 0, waitedMs: 0 };
      open.set(call, found);
    }
    return found;
  }

  return {
    arrived() {
      counters.calls.add();
    },
    attempted(call, isRetry) {
      tally(call).attempts += 1;
      arrivals.note(isRetry);
      counters.attempts.add();
      (isRetry ? counters.retries : counters.firstAttempts).add();
      gauges.amplification.set(counters.attempts.total / counters.calls.total);
      gauges.peak.set(arrivals.peak);
      gauges.widePeak.set(arrivals.widePeak);
    },
    waited(call, { retry, drawnMs, waitMs }) {
      tally(call).waitedMs += waitMs;
      delays[retry]?.add(drawnMs);
    },
    ended({ call, reason }) {
      const all = tally(call.id);
      open.delete(call.id);
      ended += 1;
      attemptsOfEnded += all.attempts;
      counters[ENDINGS[reason]].add();
      counters.totalDelay.add(all.waitedMs);
      gauges.avgAttempts.set(attemptsOfEnded / ended);
      gauges.avgDelay.set(counters.totalDelay.total / ended);
      gauges.successRate.set(counters.succeeded.total / ended);
      return all;
    },
    settled({ arrivedAtMs, result }) {
      const timeMs = clock.nowMs - arrivedAtMs;
      callTime.add(timeMs);
      if (result?.outcome !== 'succeeded') return;
      successTime.add(timeMs);
      if (clock.nowMs > 0) gauges.goodput.set((1000 * counters.succeeded.total) / clock.nowMs);
    },
    worked(ms, isWasted) {
      workedMs += ms;
      if (isWasted) wastedMs += ms;
      if (workedMs > 0) gauges.wasted.set(wastedMs / workedMs);
    },
    budgetLeft(share) {
      if (gauges.budgetLeft.value !== share) gauges.budgetLeft.set(share);
    },
  };
}
