/** Places for retries: in no 100 ms more than a share of the calls, so that those who waited together do not come together. */
import type { Clock } from '../../sim/clock.ts';

const BIN_MS = 100;
/** Longer than any deadline. */
const BINS = 1_024;

export interface Pacing {
  /** A delay at or soon after `wishedMs` that has a place, or null when there is none before `latestMs`. `perBin` need not be whole; `draw` in [0, 1) spreads within a place. */
  reserve(wishedMs: number, latestMs: number, perBin: number, draw: number): number | null;
}

export function createPacing(clock: Clock): Pacing {
  const numbers = new Int32Array(BINS).fill(-1);
  const taken = new Uint16Array(BINS);

  return {
    reserve(wishedMs, latestMs, perBin, draw) {
      const { nowMs } = clock;
      const first = Math.floor((nowMs + wishedMs) / BIN_MS);
      const last = Math.min(first + BINS - 1, Math.floor((nowMs + latestMs) / BIN_MS));
      for (let bin = first; bin <= last; bin += 1) {
        const at = bin % BINS;
        if (numbers[at] !== bin) {
          numbers[at] = bin;
          taken[at] = 0;
        }
        const most = Math.floor((bin + 1) * perBin) - Math.floor(bin * perBin);
        if ((taken[at] as number) >= most) continue;
        taken[at] = (taken[at] as number) + 1;
        if (bin === first) return wishedMs;
        const delayMs = (bin + draw) * BIN_MS - nowMs;
        return delayMs <= latestMs ? delayMs : null;
      }
      return null;
    },
  };
}
