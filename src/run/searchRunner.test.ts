import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SearchReply } from './searchProtocol.ts';
import { orderOf, searchedPattern } from './testSearch.ts';
import { repliesTo, type WorkOrder } from './work.ts';

/** Answers at once, as far as it is let. */
class FakeWorker extends EventTarget {
  static readonly made: FakeWorker[] = [];
  static most = Infinity;
  isTerminated = false;

  constructor() {
    super();
    FakeWorker.made.push(this);
  }

  postMessage(order: WorkOrder): void {
    let left = FakeWorker.most;
    for (const data of repliesTo(order, [searchedPattern])) {
      left -= 1;
      if (left >= 0) this.dispatchEvent(new MessageEvent('message', { data }));
    }
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

type Runner = typeof import('./searchRunner.ts');
let runner: Runner;

beforeEach(async () => {
  FakeWorker.made.length = 0;
  FakeWorker.most = Infinity;
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
  return { replies, cancel, worker: FakeWorker.made.at(-1) as FakeWorker };
}

describe('a search on a page', () => {
  it('is told seed by seed until something is found, and leaves its worker to the next one', () => {
    const { replies, worker } = start();
    expect(replies.at(-1)?.type).toBe('found');
    expect(new Set(replies.slice(0, -1).map(({ type }) => type))).toEqual(new Set(['progress']));
    expect(start({ event: 'nothing.happened', seeds: 2 }).replies).toEqual([
      { type: 'progress', progress: { tried: 1, best: null } },
      { type: 'progress', progress: { tried: 2, best: null } },
      { type: 'notFound' },
    ]);
    expect(FakeWorker.made).toEqual([worker]);
  });

  it('ends at once when it is cancelled, worker and all', () => {
    FakeWorker.most = 1;
    const { replies, cancel, worker } = start();
    cancel();
    expect(worker.isTerminated).toBe(true);
    worker.dispatchEvent(new MessageEvent('message', { data: { type: 'notFound' } }));
    expect(replies).toHaveLength(1);
    expect(start().worker).not.toBe(worker);
  });

  it('says in a sentence why it cannot be carried out, or had to stop', () => {
    expect(start({ seeds: 0 }).replies).toEqual([
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
    FakeWorker.most = 0;
    const { replies, worker } = start();
    worker.dispatchEvent(new Event('error'));
    expect(replies).toEqual([
      { type: 'problem', problem: 'The search could not be carried out in this browser.' },
    ]);
  });
});
