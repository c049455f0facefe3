/** Places for retries: in no slot of time more than a share of the calls, so that those who waited together do not come together. */
import type { Clock } from '../../sim/clock.ts';

/** Longer than any deadline, whatever the slot. */
const SLOTS = 4_096;

export interface Pacing {
  /** A delay at or soon after `wishedMs` that has a place, or null when there is none before `latestMs`. `perSlot` need not be whole; `draw` in [0, 1) spreads within a place. */
  reserve(wishedMs: number, latestMs: number, perSlot: number, draw: number): number | null;
}

export function createPacing(clock: Clock, slotMs: () => number): Pacing {
  const numbers = new Int32Array(SLOTS).fill(-1);
  const taken = new Uint16Array(SLOTS);
  let lengthMs = slotMs();

  return {
    reserve(wishedMs, latestMs, perSlot, draw) {
      const { nowMs } = clock;
      if (lengthMs !== slotMs()) {
        // Slots of another length have other numbers.
        lengthMs = slotMs();
        numbers.fill(-1);
      }
      const first = Math.floor((nowMs + wishedMs) / lengthMs);
      const last = Math.min(first + SLOTS - 1, Math.floor((nowMs + latestMs) / lengthMs));
      for (let slot = first; slot <= last; slot += 1) {
        const at = slot % SLOTS;
        if (numbers[at] !== slot) {
          numbers[at] = slot;
          taken[at] = 0;
        }
        const most = Math.floor((slot + 1) * perSlot) - Math.floor(slot * perSlot);
        if ((taken[at] as number) >= most) continue;
        taken[at] = (taken[at] as number) + 1;
        if (slot === first) return wishedMs;
        const delayMs = (slot + draw) * lengthMs - nowMs;
        return delayMs <= latestMs ? delayMs : null;
      }
      return null;
    },
  };
}
