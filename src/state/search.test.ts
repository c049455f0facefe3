import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { orderOf, searchedPattern } from '../run/testSearch.ts';
import { FakeWorker } from '../run/testWorker.ts';
import { repliesTo } from '../run/work.ts';

type Store = typeof import('./search.ts');
let store: Store;

beforeEach(async () => {
  FakeWorker.made.length = 0;
  FakeWorker.patterns = [searchedPattern];
  vi.stubGlobal('Worker', FakeWorker);
  vi.resetModules();
  store = await import('./search.ts');
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function start(change = {}): void {
  store.startSearching(searchedPattern, orderOf(change));
}

const replies = [...repliesTo({ search: orderOf() }, [searchedPattern])];
const state = () => store.searches().search?.state;

it('a search runs until it has found, or not', () => {
  start();
  expect(state()).toEqual({ is: 'running', progress: { tried: 0, best: null } });
  FakeWorker.last.answer(replies.length - 1);
  expect(state()).toMatchObject({ is: 'running', progress: { best: { event: { type: 'client.woke' } } } });
  FakeWorker.last.answer();
  expect(state()?.is).toBe('found');

  start({ event: 'nothing.happened', seeds: 1 });
  FakeWorker.last.answer();
  expect(state()).toEqual({ is: 'notFound' });
});

it('a search that is cancelled has found nothing, or what it had found so far', () => {
  start();
  FakeWorker.last.answer(1);
  store.cancelSearch();
  expect(state()).toMatchObject({ is: 'cancelled', progress: { tried: 1 } });
  expect(FakeWorker.last.isTerminated).toBe(true);

  start();
  FakeWorker.last.answer(replies.length - 2);
  store.cancelSearch();
  expect(state()).toMatchObject({ is: 'found', found: { event: { type: 'client.woke' } } });
  store.cancelSearch();
  expect(state()?.is).toBe('found');
});

it('a search takes the place of the one before', () => {
  start();
  const { last } = FakeWorker;
  start({ event: 'message.lost' });
  expect(last.isTerminated).toBe(true);
  expect(store.searches().search?.job.target.event).toBe('message.lost');
});

it('what is asked for next is kept', () => {
  store.chooseSearch({ seeds: 50 });
  store.chooseSearch({ event: 'message.lost' });
  expect(store.searches().choice).toMatchObject({ seeds: 50, event: 'message.lost', keepsChanges: false });
});
