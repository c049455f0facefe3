/** A search as a screen reader tells it: once when it starts, and once when it ends. */
import { foundWords, notFoundWords } from '../../run/searchWords.ts';
import { formatNumber } from '../../sim/format.ts';
import type { Search } from '../../state/search.ts';

export function outcomeWords({ job, state }: Search): string {
  switch (state.is) {
    case 'running':
      return `Searching for a run in which ${job.target.label}.`;
    case 'cancelled':
      return `Cancelled after ${formatNumber(state.progress.tried)} of ${formatNumber(job.seeds)} seeds: nothing found until then.`;
    case 'found':
      return foundWords(state.found);
    case 'notFound':
      return notFoundWords(job);
    case 'problem':
      return state.problem;
  }
}
