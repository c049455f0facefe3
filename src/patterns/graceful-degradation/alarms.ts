/** Notices worth telling a person once, and not again while they go on: users turned away, work shed, content dimmed. */
import type { World } from '../../sim/world.ts';
import type { Feature } from './features.ts';

/** What has not happened for this long is news again. */
const QUIET_MS = 5_000;
/** Above this share of visits with optional content nobody notices the dimmer. */
const DIMMED_BELOW = 0.95;

export interface Alarms {
  noteTurnedAway(cause: string): void;
  noteShed(feature: Feature): void;
  noteDimmer(dimmer: number, p95Ms: number | null): void;
}

export function createAlarms(world: World): Alarms {
  const { clock, trace } = world;
  let turnedAwayAtMs = -Infinity;
  let shedAtMs = -Infinity;
  let isDimmed = false;

  const isNews = (lastAtMs: number) => clock.nowMs - lastAtMs > QUIET_MS;

  return {
    noteTurnedAway(cause) {
      if (isNews(turnedAwayAtMs)) trace.record('users.turnedAway', 0, { cause });
      turnedAwayAtMs = clock.nowMs;
    },
    noteShed({ criticality }) {
      if (isNews(shedAtMs)) trace.record('work.shed', 0, { criticality });
      shedAtMs = clock.nowMs;
    },
    noteDimmer(dimmer, p95Ms) {
      if (dimmer < DIMMED_BELOW === isDimmed) return;
      isDimmed = !isDimmed;
      trace.record(isDimmed ? 'content.dimmed' : 'content.undimmed', 0, { dimmer, p95Ms });
    },
  };
}
