/** What is worth a sentence: when the watched page comes up otherwise than the one before, and when the cache is poisoned. */
import type { World } from '../../sim/world.ts';
import { isShown, labelsOf, type Page } from './page.ts';
import { PART_NAMES, SERVICES, type Flaw, type Label, type ServiceId } from './parts.ts';
import { isDegraded } from './rules.ts';

export interface Chronicle {
  noteEnd(page: Page): void;
  noteNaiveEnd(page: Page): void;
  notePoisoned(user: number, flaw: Flaw): void;
}

/** One poisoning speaks for those that follow it at once. */
const QUIET_MS = 5_000;

/** The parts that carry one of these labels, by name. */
function named(labels: Readonly<Record<ServiceId, Label>>, wanted: readonly Label[]): string {
  return SERVICES.filter((service) => wanted.includes(labels[service]))
    .map((service) => PART_NAMES[service])
    .join(', ');
}

export function createChronicle({ clock, trace }: World): Chronicle {
  let toldPage = '';
  let naiveFails = false;
  let poisonedAtMs = -Infinity;

  return {
    noteEnd(page) {
      const labels = labelsOf(page);
      const told = [page.outcome, ...SERVICES.map((service) => labels[service])].join();
      if (told === toldPage) return;
      toldPage = told;
      const user = page.call.client + 1;
      if (!isShown(page)) {
        trace.record('page.failed', page.call.id, { user, why: page.outcome, attempts: page.attempts });
        return;
      }
      const { ageMs } = page.parts.userData;
      const isStale = labels.userData === 'stale';
      const isDamagedInCache = ageMs !== null && !isStale && labels.userData !== 'cached';
      trace.record(page.outcome === 'full' ? 'page.full' : 'page.partial', page.call.id, {
        user,
        attempts: page.attempts,
        isDegraded: isDegraded(labels),
        isCached: labels.userData === 'cached',
        staleMs: isStale ? ageMs : null,
        isDamagedInCache,
        fallback: named(labels, ['fallback']),
        flawed: named(isDamagedInCache ? { ...labels, userData: 'cached' } : labels, [
          'truncated',
          'missing',
        ]),
      });
    },
    noteNaiveEnd(page) {
      const fails = !isShown(page);
      if (fails === naiveFails) return;
      naiveFails = fails;
      if (fails) trace.record('naive.failed', page.call.id, { user: page.call.client + 1 });
    },
    notePoisoned(user, flaw) {
      if (clock.nowMs - poisonedAtMs < QUIET_MS) return;
      poisonedAtMs = clock.nowMs;
      trace.record('cache.poisoned', user, { user: user + 1, flaw });
    },
  };
}
