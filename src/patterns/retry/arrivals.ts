/** What reaches the server in bins of 10 ms: the newest of them, their peaks, and how retries stand to first attempts. */
import type { Clock } from '../../sim/clock.ts';

export const BIN_MS = 10;
/** Bins that are kept: more than the stage shows. */
export const KEPT_BINS = 400;
/** The share of retries is taken over this many bins. */
const RECENT_BINS = 100;
const BINS_PER_WIDE = 10;

export interface Arrivals {
  note(isRetry: boolean): void;
  /** Most retries in one bin, and in ten. */
  readonly peak: number;
  readonly widePeak: number;
  /** Number of the present bin since the start of the run. */
  readonly bin: number;
  /** Arrivals in a bin of the last seconds. */
  countOf(bin: number): number;
  /** All arrivals of the last second over first attempts among them; null when there were none of these. */
  recentAmplification(): number | null;
  readonly recent: number;
  view(): ArrivalsView;
}

export interface ArrivalsView {
  /** Number of the newest bin since the start of the run; bin n lies at `n % KEPT_BINS`. */
  readonly newest: number;
  /** Not copied: read them before the run goes on. */
  readonly firsts: Uint32Array;
  readonly retries: Uint32Array;
}

export function createArrivals(clock: Clock): Arrivals {
  const firsts = new Uint32Array(KEPT_BINS);
  const retries = new Uint32Array(KEPT_BINS);
  let newest = 0;
  let peak = 0;
  let widePeak = 0;
  let wide = 0;
  let recentFirsts = 0;
  let recentRetries = 0;

  function forget(bin: number): void {
    if (bin < 0) return;
    recentFirsts -= firsts[bin % KEPT_BINS] as number;
    recentRetries -= retries[bin % KEPT_BINS] as number;
  }

  function present(): number {
    const bin = Math.floor(clock.nowMs / BIN_MS);
    if (bin - newest >= KEPT_BINS) {
      firsts.fill(0);
      retries.fill(0);
      recentFirsts = 0;
      recentRetries = 0;
      wide = 0;
      newest = bin;
    }
    while (newest < bin) {
      newest += 1;
      forget(newest - RECENT_BINS);
      firsts[newest % KEPT_BINS] = 0;
      retries[newest % KEPT_BINS] = 0;
      if (newest % BINS_PER_WIDE === 0) wide = 0;
    }
    return newest % KEPT_BINS;
  }

  return {
    get peak() {
      return peak;
    },
    get widePeak() {
      return widePeak;
    },
    get bin() {
      present();
      return newest;
    },
    countOf(bin) {
      present();
      if (bin > newest || bin <= newest - KEPT_BINS) return 0;
      return (firsts[bin % KEPT_BINS] as number) + (retries[bin % KEPT_BINS] as number);
    },
    get recent() {
      present();
      return recentFirsts + recentRetries;
    },
    note(isRetry) {
      const bin = present();
      const counts = isRetry ? retries : firsts;
      counts[bin] = (counts[bin] as number) + 1;
      if (!isRetry) {
        recentFirsts += 1;
        return;
      }
      recentRetries += 1;
      wide += 1;
      peak = Math.max(peak, retries[bin] as number);
      widePeak = Math.max(widePeak, wide);
    },
    recentAmplification() {
      present();
      return recentFirsts > 0 ? (recentFirsts + recentRetries) / recentFirsts : null;
    },
    view() {
      present();
      return { newest, firsts, retries };
    },
  };
}
