/** Notices what is worth a sentence: herds, storms of retries, spent budgets, and how a lone client's calls end. */
import type { World } from '../../sim/world.ts';
import { BIN_MS, type Arrivals } from './arrivals.ts';
import type { Tally } from './books.ts';
import type { RetryBudget } from '../../sim/retryBudget.ts';
import type { EndedCall } from './policy.ts';
import { WATCHED_CLIENT } from './watch.ts';

/** A herd is at least this many arrivals in one bin, and this many times what the server serves in it. */
const HERD_ARRIVALS = 50;
const HERD_FACTOR = 5;
/** Retries storm from this many attempts per call on, and have calmed below the other; seen over a second. */
const STORM_FROM = 2;
const CALM_FROM = 1.2;
const STORM_ARRIVALS = 30;
/** A spent budget has recovered once a quarter of it is there again. */
const RECOVERED_FROM = 0.25;
/** Between two sentences of one kind. */
const QUIET_MS = 900;

export interface Alarms {
  attempted(): void;
  /** Of the topmost layer. `budget` is the watched one. */
  ended(ended: EndedCall, tally: Tally, budget: RetryBudget): void;
}

export interface AlarmOptions {
  readonly arrivals: Arrivals;
  /** What the server serves in the mean within one bin, `Infinity` for no limit. */
  readonly capacityPerBin: () => number;
  readonly hasLoneClient: () => boolean;
  readonly sharesBudget: () => boolean;
}

export function createAlarms({ clock, trace }: World, options: AlarmOptions): Alarms {
  const { arrivals, capacityPerBin, hasLoneClient, sharesBudget } = options;
  let herdBin = -Infinity;
  let spokeAtMs = -Infinity;
  let isStormy = false;
  let isSpent = false;

  function watchHerd(): void {
    const { bin } = arrivals;
    if ((bin - herdBin) * BIN_MS < QUIET_MS) return;
    const capacity = capacityPerBin();
    if (arrivals.countOf(bin) < Math.max(HERD_ARRIVALS, HERD_FACTOR * capacity)) return;
    herdBin = bin;
    clock.schedule((bin + 1) * BIN_MS - clock.nowMs, () => {
      trace.record('herd.arrived', 0, { arrivals: arrivals.countOf(bin), capacity });
    });
  }

  function watchStorm(): void {
    const amplification = arrivals.recentAmplification();
    if (amplification === null) return;
    if (!isStormy && amplification >= STORM_FROM && arrivals.recent >= STORM_ARRIVALS) {
      isStormy = true;
      trace.record('storm.began', 0, { amplification });
    } else if (isStormy && amplification <= CALM_FROM) {
      isStormy = false;
      trace.record('storm.ended', 0, { amplification });
    }
  }

  function watchBudget({ call, reason }: EndedCall, budget: RetryBudget): void {
    const isWatched = sharesBudget() || call.client === WATCHED_CLIENT;
    if (!isSpent && isWatched && reason === 'budgetSpent') {
      isSpent = true;
      trace.record('budget.spent', WATCHED_CLIENT, { isShared: sharesBudget() });
    } else if (isSpent && budget.left() >= RECOVERED_FROM) {
      isSpent = false;
      trace.record('budget.recovered', WATCHED_CLIENT, { isShared: sharesBudget() });
    }
  }

  function tellCall({ call, reason }: EndedCall, { attempts, waitedMs }: Tally): void {
    if (!hasLoneClient() || (reason === 'answered' && attempts === 1)) return;
    if (clock.nowMs - spokeAtMs < QUIET_MS) return;
    spokeAtMs = clock.nowMs;
    const type = reason === 'answered' ? 'retry.succeeded' : 'retry.gaveUp';
    trace.record(type, call.id, { reason, attempts, waitedMs });
  }

  return {
    attempted() {
      watchHerd();
      watchStorm();
    },
    ended(ended, tally, budget) {
      watchBudget(ended, budget);
      tellCall(ended, tally);
    },
  };
}
