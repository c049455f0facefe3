/**
 * The search that a person started: what was asked for, how far it has come and what came of it. It goes on while they
 * look at something else. No Zustand store: one that is loaded later than the others would split what the first paint loads.
 */
import { useSyncExternalStore } from 'react';
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
}

const listeners = new Set<() => void>();
let shown: Searches = {
  choice: {
    event: null,
    seeds: DEFAULT_SEEDS,
    mostInterventions: DEFAULT_INTERVENTIONS,
    keepsChanges: false,
  },
  search: null,
};
let end = () => {};

function show(change: Partial<Searches>): void {
  shown = { ...shown, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const searches = (): Searches => shown;

export function useSearches(): Searches {
  return useSyncExternalStore(subscribe, searches);
}

export function chooseSearch(change: Partial<SearchChoice>): void {
  show({ choice: { ...shown.choice, ...change } });
}

/** Ends the one that is running. */
export function startSearching(pattern: AnyPattern, order: SearchOrder): void {
  end();
  const checked = checkSearch(order, [pattern]);
  if (!checked.ok) return;
  const { job } = checked;
  const tell = (state: SearchState) => show({ search: { job, state } });
  tell({ is: 'running', progress: { tried: 0, best: null } });
  end = startSearch(order, (reply) => {
    if (reply.type === 'progress') tell({ is: 'running', progress: reply.progress });
    else if (reply.type === 'found') tell({ is: 'found', found: reply.found });
    else if (reply.type === 'notFound') tell({ is: 'notFound' });
    else tell({ is: 'problem', problem: reply.problem });
  });
}

/** What is found already stays found, though it might have become simpler. */
export function cancelSearch(): void {
  end();
  const { search } = shown;
  if (search?.state.is !== 'running') return;
  const { progress } = search.state;
  const state: SearchState = progress.best
    ? { is: 'found', found: progress.best }
    : { is: 'cancelled', progress };
  show({ search: { ...search, state } });
}
