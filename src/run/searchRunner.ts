/** Searches on a page: hands an order to a worker and tells of its replies. */
import type { SearchOrder } from './search.ts';
import type { SearchReply } from './searchProtocol.ts';
import { startWork } from './workers.ts';

/** Starts searching; gives what ends it at once, in the middle of a run too. */
export function startSearch(order: SearchOrder, onReply: (reply: SearchReply) => void): () => void {
  return startWork<SearchReply>(
    { search: order },
    {
      isLast: ({ type }) => type !== 'progress',
      onReply,
      onFailure: () =>
        onReply({ type: 'problem', problem: 'The search could not be carried out in this browser.' }),
    },
  );
}
