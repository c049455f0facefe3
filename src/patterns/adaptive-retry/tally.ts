/** The books of one contender: successes, attempts and waste, the peak after an outage, and when it has recovered. */
import type { World } from '../../sim/world.ts';
import type { Attempt, LabCall } from './attempt.ts';
import type { ContenderId } from './contenders.ts';
import { metricOf } from './metrics.ts';
import type { ParamsNow } from './settings.ts';

const BIN_MS = 100;
const PEAK_SPAN_MS = 15_000;
const SECOND_MS = 1_000;
/** A contender has recovered once so many seconds in a row bring this share of the goodput. */
const GOOD_SECONDS = 5;
const GOOD_SHARE = 0.9;
/** Bins that the stage shows. */
export const KEPT_BINS = 300;

export interface Tally {
  arrived(): void;
  attempted(attempt: Attempt): void;
  /** `answered` is the attempt that succeeded, or null. */
  ended(call: LabCall, answered: Attempt | null): void;
  /** An outage has ended. */
  outageEnded(): void;
  readonly calls: number;
  readonly ok: number;
  readonly endedCalls: number;
  readonly attempts: number;
  readonly wasted: number;
  readonly recoveryMs: number | null;
  readonly peakRatio: number | null;
  /** Attempts and successes in bins of 100 ms; bin n lies at `n % KEPT_BINS`. Read before the run goes on. */
  bins(): { readonly newest: number; readonly attempts: Uint16Array; readonly ok: Uint16Array };
}

export function createTally(
  world: World,
  id: ContenderId,
  params: ParamsNow,
  onRecovery: (recoveryMs: number) => void,
): Tally {
  const { clock, metrics } = world;
  const counters = {
    ok: metrics.counter(metricOf(id, 'ok')),
    attempts: metrics.counter(metricOf(id, 'attempts')),
    wasted: metrics.counter(metricOf(id, 'wasted')),
  };
  const gauges = {
    success: metrics.gauge(metricOf(id, 'success')),
    amplification: metrics.gauge(metricOf(id, 'amplification')),
    peak: metrics.gauge(metricOf(id, 'peak')),
    recovery: metrics.gauge(metricOf(id, 'recovery')),
  };
  const attemptBins = new Uint16Array(KEPT_BINS);
  const okBins = new Uint16Array(KEPT_BINS);
  let newest = 0;
  let calls = 0;
  let endedCalls = 0;
  let attemptsOfEnded = 0;
  let outageEndMs: number | null = null;
  let peak = 0;
  /** Of the second that goes on. */
  let second = 0;
  let arrivedInSecond = 0;
  let okInSecond = 0;
  let goodSeconds = 0;
  let recoveryMs: number | null = null;

  function presentBin(): number {
    const bin = Math.floor(clock.nowMs / BIN_MS);
    if (bin - newest >= KEPT_BINS) {
      attemptBins.fill(0);
      okBins.fill(0);
      newest = bin;
    }
    while (newest < bin) {
      newest += 1;
      attemptBins[newest % KEPT_BINS] = 0;
      okBins[newest % KEPT_BINS] = 0;
    }
    return newest % KEPT_BINS;
  }

  /** Judges the seconds since the outage that are over. */
  function followSeconds(): void {
    if (outageEndMs === null || recoveryMs !== null) return;
    const now = Math.floor((clock.nowMs - outageEndMs) / SECOND_MS);
    while (second < now && recoveryMs === null) {
      const possible = Math.min(params().callsPerSecond, arrivedInSecond);
      goodSeconds = possible > 0 && okInSecond >= GOOD_SHARE * possible ? goodSeconds + 1 : 0;
      second += 1;
      arrivedInSecond = 0;
      okInSecond = 0;
      if (goodSeconds < GOOD_SECONDS) continue;
      recoveryMs = (second - GOOD_SECONDS) * SECOND_MS;
      gauges.recovery.set(recoveryMs);
      onRecovery(recoveryMs);
    }
  }

  const peakRatio = () => {
    const steady = (params().callsPerSecond * BIN_MS) / SECOND_MS;
    return outageEndMs !== null && steady > 0 ? peak / steady : null;
  };

  return {
    get calls() {
      return calls;
    },
    get ok() {
      return counters.ok.total;
    },
    get endedCalls() {
      return endedCalls;
    },
    get attempts() {
      return counters.attempts.total;
    },
    get wasted() {
      return counters.wasted.total;
    },
    get recoveryMs() {
      return recoveryMs;
    },
    get peakRatio() {
      return peakRatio();
    },
    bins() {
      presentBin();
      return { newest, attempts: attemptBins, ok: okBins };
    },
    arrived() {
      calls += 1;
      followSeconds();
      arrivedInSecond += 1;
    },
    attempted() {
      counters.attempts.add();
      const bin = presentBin();
      const count = (attemptBins[bin] as number) + 1;
      attemptBins[bin] = count;
      if (outageEndMs === null || count <= peak || clock.nowMs - outageEndMs > PEAK_SPAN_MS) return;
      // The bin in which the outage ended belongs to both.
      if (newest * BIN_MS < outageEndMs) return;
      peak = count;
      gauges.peak.set(peakRatio());
    },
    ended({ attempts }, answered) {
      endedCalls += 1;
      attemptsOfEnded += attempts;
      const wasted = Math.max(0, attempts - 1) - (answered && answered.number > 0 ? 1 : 0);
      if (wasted > 0) counters.wasted.add(wasted);
      if (answered) {
        followSeconds();
        okInSecond += 1;
        counters.ok.add();
        const bin = presentBin();
        okBins[bin] = (okBins[bin] as number) + 1;
      }
      gauges.success.set(counters.ok.total / endedCalls);
      gauges.amplification.set(attemptsOfEnded / endedCalls);
    },
    outageEnded() {
      outageEndMs = clock.nowMs;
      peak = 0;
      second = 0;
      arrivedInSecond = 0;
      okInSecond = 0;
      goodSeconds = 0;
      recoveryMs = null;
      gauges.peak.set(null);
      gauges.recovery.set(null);
    },
  };
}
