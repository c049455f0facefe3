/** Which page the stage shows: one at a time with its naive twin, each long enough to be seen. */
import type { Clock } from '../../sim/clock.ts';
import type { Page } from './page.ts';

/** A page stays for at least so long after it began, and so long after both twins have come up. */
const LEAST_MS = 1_000;
const AFTER_END_MS = 400;

export interface Watched {
  readonly page: Page;
  readonly naive: Page | null;
}

export interface Watch {
  /** Whether the page that begins now is the next one to show. */
  wantsNext(): boolean;
  begin(page: Page): void;
  beginNaive(page: Page): void;
  readonly now: Watched | null;
}

export function createWatch(clock: Clock): Watch {
  let page: Page | null = null;
  let naive: Page | null = null;

  const isLongOver = (seen: Page) => seen.endedAtMs !== null && clock.nowMs >= seen.endedAtMs + AFTER_END_MS;

  return {
    wantsNext() {
      if (!page || !naive) return page === null;
      return clock.nowMs >= page.startedAtMs + LEAST_MS && isLongOver(page) && isLongOver(naive);
    },
    begin(next) {
      page = next;
      naive = null;
    },
    beginNaive(next) {
      naive = next;
    },
    get now() {
      return page && { page, naive };
    },
  };
}
