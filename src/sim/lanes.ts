/** Which state something was in, and when: the bands of a timeline. Equal neighbours are one band; only the newest bands are kept. */
import type { Clock } from './clock.ts';
import { createRing } from './trace.ts';

const KEPT_BANDS = 512;

export interface Band {
  readonly state: string;
  readonly fromMs: number;
  /** End of the band; the present instant for the band that goes on. */
  readonly toMs: number;
}

export interface Lane {
  readonly label: string;
  enter(state: string): void;
  /** Oldest first. */
  bands(): readonly Band[];
}

export interface Lanes {
  add(label: string): Lane;
  all(): readonly Lane[];
}

export function createLanes(clock: Clock): Lanes {
  const lanes: Lane[] = [];
  return {
    all: () => lanes,
    add(label) {
      const closed = createRing<Band>(KEPT_BANDS);
      let open: { state: string; fromMs: number } | null = null;
      const lane: Lane = {
        label,
        enter(state) {
          if (open?.state === state) return;
          if (open) closed.push({ ...open, toMs: clock.nowMs });
          open = { state, fromMs: clock.nowMs };
        },
        bands: () => (open ? [...closed.items(), { ...open, toMs: clock.nowMs }] : closed.items()),
      };
      lanes.push(lane);
      return lane;
    },
  };
}
