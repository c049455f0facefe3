/** What a page and the worker that searches say to each other: one order in, then how far it has come, then what came of it. */
import type { AnyPattern } from '../patterns/pattern.ts';
import { checkSearch, search, type Found, type SearchOrder, type SearchProgress } from './search.ts';

export type SearchReply =
  | { readonly type: 'progress'; readonly progress: SearchProgress }
  | { readonly type: 'found'; readonly found: Found }
  | { readonly type: 'notFound' }
  /** One sentence; nothing comes after it, nor after the two above. */
  | { readonly type: 'problem'; readonly problem: string };

/** Replies after every run. Never throws. */
export function* repliesToSearch(
  order: SearchOrder,
  patterns: readonly AnyPattern[],
): Generator<SearchReply> {
  const checked = checkSearch(order, patterns);
  if (!checked.ok) {
    yield { type: 'problem', problem: checked.problem };
    return;
  }
  try {
    const searching = search(checked.job);
    let step = searching.next();
    for (; !step.done; step = searching.next()) yield { type: 'progress', progress: step.value };
    yield step.value ? { type: 'found', found: step.value } : { type: 'notFound' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    yield { type: 'problem', problem: `The search had to stop: ${message.replace(/\.$/, '')}.` };
  }
}
