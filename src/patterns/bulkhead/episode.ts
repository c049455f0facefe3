/** Turns a stream of like events into one episode that is worth a sentence: it begins with the first and ends when none has come for a while. */
import { quantiseMs, type Clock } from '../../sim/clock.ts';

/** How long nothing must have happened before an episode is over. */
export const CALM_MS = 2_000;

export interface Episode {
  /** One more of the events. */
  note(): void;
}

export interface EpisodeEnds {
  onBegin(): void;
  /** After the calm; how many events there were, and how long after the first the last one came. */
  onEnd(count: number, lastedMs: number): void;
}

export function createEpisode(clock: Clock, { onBegin, onEnd }: EpisodeEnds): Episode {
  let count = 0;
  let begunAtMs = 0;
  let lastAtMs = 0;

  function waitForCalm(): void {
    const calmAtMs = quantiseMs(lastAtMs + CALM_MS);
    if (clock.nowMs < calmAtMs) {
      clock.schedule(calmAtMs - clock.nowMs, waitForCalm);
      return;
    }
    const ended = count;
    count = 0;
    onEnd(ended, quantiseMs(lastAtMs - begunAtMs));
  }

  return {
    note() {
      count += 1;
      lastAtMs = clock.nowMs;
      if (count > 1) return;
      begunAtMs = clock.nowMs;
      onBegin();
      waitForCalm();
    },
  };
}
