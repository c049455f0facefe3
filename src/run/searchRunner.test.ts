import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SearchReply } from './searchProtocol.ts';
import { orderOf, searchedPattern } from './testSearch.ts';
import { FakeWorker } from './testWorker.ts';
import { repliesTo } from './work.ts';

type Runner = typeof import('./searchRunner.ts');
let runner: Runner;

beforeEach(async () => {
  FakeWorker.made.length = 0;
  FakeWorker.patterns = [searchedPattern];
  vi.stubGlobal('Worker', FakeWorker);
  vi.resetModules();
  runner = await import('./searchRunner.ts');
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function start(change = {}) {
  const replies: SearchReply[] = [];
  const cancel = runner.startSearch(orderOf(change), (reply) => replies.push(reply));
  return { replies, cancel, worker: FakeWorker.last };
}

describe('a search on a page', () => {
  it('is told seed by seed until something is found, and leaves its worker to the next one', () => {
    const first = start();
    first.worker.answer();
    expect(first.replies.at(-1)?.type).toBe('found');
    expect(new Set(first.replies.slice(0, -1).map(({ type }) => type))).toEqual(new Set(['progress']));

    const second = start({ event: 'nothing.happened', seeds: 2 });
    second.worker.answer();
    expect(second.replies).toEqual([
      { type: 'progress', progress: { tried: 1, best: null } },
      { type: 'progress', progress: { tried: 2, best: null } },
      { type: 'notFound' },
    ]);
    expect(FakeWorker.made).toEqual([first.worker]);
  });

  it('ends at once when it is cancelled, worker and all', () => {
    const { replies, cancel, worker } = start();
    worker.answer(1);
    cancel();
    expect(worker.isTerminated).toBe(true);
    worker.answer();
    expect(replies).toHaveLength(1);
    expect(start().worker).not.toBe(worker);
  });

  it('says in a sentence why it cannot be carried out, or had to stop', () => {
    const { replies, worker } = start({ seeds: 0 });
    worker.answer();
    expect(replies).toEqual([
      { type: 'problem', problem: expect.stringMatching(/^The number of seeds/) as string },
    ]);
    const broken = {
      ...searchedPattern,
      create: () => {
        throw new Error('The model is broken.');
      },
    };
    expect([...repliesTo({ search: orderOf() }, [broken])]).toEqual([
      { type: 'problem', problem: 'The search had to stop: The model is broken.' },
    ]);
  });

  it('says so when its worker fails', () => {
    const { replies, worker } = start();
    worker.dispatchEvent(new Event('error'));
    expect(replies).toEqual([
      { type: 'problem', problem: 'The search could not be carried out in this browser.' },
    ]);
  });
});
