/** The search that a person started: what was asked for, how far it has come and what came of it. It goes on while they look at something else. */
import { create } from 'zustand';
import {
  checkSearch,
  DEFAULT_INTERVENTIONS,
  DEFAULT_SEEDS,
  type Found,
  type SearchJob,
  type SearchOrder,
  type SearchProgress,
} from '../run/search.ts';
import { startSearch } from '../run/searchRunner.ts';
import type { AnyPattern } from '../patterns/pattern.ts';

/** What is asked for next; an event that a pattern does not have falls back to its first. */
export interface SearchChoice extends Pick<SearchOrder, 'seeds' | 'mostInterventions' | 'keepsChanges'> {
  readonly event: string | null;
}

export type SearchState =
  | { readonly is: 'running' | 'cancelled'; readonly progress: SearchProgress }
  | { readonly is: 'found'; readonly found: Found }
  | { readonly is: 'notFound' }
  | { readonly is: 'problem'; readonly problem: string };

export interface Search {
  readonly job: SearchJob;
  readonly state: SearchState;
}

interface Searches {
  readonly choice: SearchChoice;
  /** The last one that was started. */
  readonly search: Search | null;
  choose(change: Partial<SearchChoice>): void;
  /** Ends the one that is running. */
  start(pattern: AnyPattern, order: SearchOrder): void;
  cancel(): void;
}

export const useSearches = create<Searches>()((set, get) => {
  let end = () => {};

  function show(job: SearchJob, state: SearchState): void {
    set({ search: { job, state } });
  }

  return {
    choice: {
      event: null,
      seeds: DEFAULT_SEEDS,
      mostInterventions: DEFAULT_INTERVENTIONS,
      keepsChanges: false,
    },
    search: null,
    choose: (change) => set({ choice: { ...get().choice, ...change } }),
    start(pattern, order) {
      end();
      const checked = checkSearch(order, [pattern]);
      if (!checked.ok) return;
      const { job } = checked;
      show(job, { is: 'running', progress: { tried: 0, shrinkRuns: null } });
      end = startSearch(order, (reply) => {
        if (reply.type === 'progress') show(job, { is: 'running', progress: reply.progress });
        else if (reply.type === 'found') show(job, { is: 'found', found: reply.found });
        else if (reply.type === 'notFound') show(job, { is: 'notFound' });
        else show(job, { is: 'problem', problem: reply.problem });
      });
    },
    cancel() {
      end();
      const { search } = get();
      if (search?.state.is === 'running') show(search.job, { ...search.state, is: 'cancelled' });
    },
  };
});
