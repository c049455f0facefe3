import { beforeEach, expect, it, vi } from 'vitest';
import { orderOf, searchedPattern } from '../run/testSearch.ts';
import type { SearchReply } from '../run/searchProtocol.ts';
import { repliesTo } from '../run/work.ts';

type Store = typeof import('./search.ts');
const end = vi.fn<() => void>();
let tell: (reply: SearchReply) => void = () => {};
let store: Store;

vi.mock('../run/searchRunner.ts', () => ({
  startSearch: (_order: unknown, onReply: typeof tell) => {
    tell = onReply;
    return end;
  },
}));

beforeEach(async () => {
  end.mockClear();
  vi.resetModules();
  store = await import('./search.ts');
});

const replies = (change = {}) =>
  [...repliesTo({ search: orderOf(change) }, [searchedPattern])] as readonly SearchReply[];
const state = () => store.searches().search?.state;

it('a search runs until it has found, or not', () => {
  store.startSearching(searchedPattern, orderOf());
  expect(state()).toEqual({ is: 'running', progress: { tried: 0, best: null } });
  const all = replies();
  all.slice(0, -1).forEach(tell);
  expect(state()).toMatchObject({
    is: 'running',
    progress: { best: { changes: expect.anything() as unknown } },
  });
  all.slice(-1).forEach(tell);
  expect(state()?.is).toBe('found');
  tell({ type: 'notFound' });
  expect(state()).toEqual({ is: 'notFound' });
});

it('a search that is cancelled keeps what it has found so far', () => {
  store.startSearching(searchedPattern, orderOf());
  const [first] = replies({ event: 'nothing.happened' });
  if (first) tell(first);
  store.cancelSearch();
  expect(state()).toMatchObject({ is: 'cancelled', progress: { tried: 1 } });
  expect(end).toHaveBeenCalledTimes(1);

  store.startSearching(searchedPattern, orderOf());
  const best = replies().find((reply) => reply.type === 'progress' && reply.progress.best);
  if (best) tell(best);
  store.cancelSearch();
  expect(state()).toMatchObject({ is: 'found', found: { event: { type: 'client.woke' } } });
});

it('a search takes the place of the one before', () => {
  store.startSearching(searchedPattern, orderOf());
  store.startSearching(searchedPattern, orderOf({ event: 'message.lost' }));
  expect(end).toHaveBeenCalledTimes(1);
  expect(store.searches().search?.job.target.event).toBe('message.lost');
});
