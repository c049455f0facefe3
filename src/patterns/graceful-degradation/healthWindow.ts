/** Good and bad answers of the last while, cut into ten slices so that old ones are forgotten bit by bit. */
import type { Clock } from '../../sim/clock.ts';

const SLICES = 10;

export interface HealthTotals {
  readonly good: number;
  readonly total: number;
}

export interface HealthWindow {
  record(isGood: boolean): void;
  totals(): HealthTotals;
  /** Forgets everything. */
  clear(): void;
}

interface Slice {
  readonly number: number;
  good: number;
  total: number;
}

/** `windowMs` is asked each time; another length starts afresh. */
export function createHealthWindow(clock: Clock, windowMs: () => number): HealthWindow {
  let slices: Slice[] = [];
  let lengthMs = windowMs();

  function present(): number {
    if (lengthMs !== windowMs()) {
      lengthMs = windowMs();
      slices = [];
    }
    const now = Math.floor((clock.nowMs * SLICES) / lengthMs);
    while (slices[0] && slices[0].number <= now - SLICES) slices.shift();
    return now;
  }

  return {
    record(isGood) {
      const now = present();
      let slice = slices.at(-1);
      if (slice?.number !== now) {
        slice = { number: now, good: 0, total: 0 };
        slices.push(slice);
      }
      slice.good += Number(isGood);
      slice.total += 1;
    },
    totals() {
      present();
      let good = 0;
      let total = 0;
      for (const slice of slices) {
        good += slice.good;
        total += slice.total;
      }
      return { good, total };
    },
    clear() {
      slices = [];
    },
  };
}
