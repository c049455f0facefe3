import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StudyOrder } from './study.ts';
import type { StudyReply } from './studyProtocol.ts';
import { coinStudy, patternWith } from './testStudy.ts';
import { FakeWorker } from './testWorker.ts';

const pattern = patternWith(coinStudy);
const order: StudyOrder = { pattern: pattern.id, study: coinStudy.id, seed: 1, trials: 10, given: null };

type Runner = typeof import('./studyRunner.ts');
let runner: Runner;

beforeEach(async () => {
  FakeWorker.made.length = 0;
  FakeWorker.patterns = [pattern];
  vi.stubGlobal('Worker', FakeWorker);
  vi.resetModules();
  runner = await import('./studyRunner.ts');
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function start(change: Partial<StudyOrder> = {}) {
  const replies: StudyReply[] = [];
  const cancel = runner.startStudy({ ...order, ...change }, (reply) => replies.push(reply));
  return { replies, cancel, worker: FakeWorker.last };
}

describe('a study on a page', () => {
  it('is told row by row, and remembered when it is complete', () => {
    const { replies, worker } = start();
    worker.answer(2);
    expect(replies.map(({ type }) => type)).toEqual(['row', 'row']);
    expect(runner.rememberedFigures(order)).toBeNull();

    const other = start();
    other.worker.answer();
    expect(other.replies.map(({ type }) => type)).toEqual(['row', 'row', 'row', 'done']);
    expect(Object.keys(runner.rememberedFigures(order) ?? {})).toEqual(['rare', 'frequent', 'fair']);
    expect(runner.rememberedFigures({ ...order, seed: 2 })).toBeNull();
  });

  it('leaves its worker to the next one', () => {
    const first = start();
    first.worker.answer();
    const second = start({ seed: 2 });
    expect(second.worker).toBe(first.worker);
    second.worker.answer();
    expect([first, second].map(({ replies }) => replies.length)).toEqual([4, 4]);
    expect(FakeWorker.made).toHaveLength(1);
  });

  it('ends at once when it is cancelled, worker and all, and is told no more of', () => {
    const { replies, cancel, worker } = start();
    worker.answer(1);
    cancel();
    expect(worker.isTerminated).toBe(true);
    worker.answer();
    expect(replies).toHaveLength(1);
    expect(start().worker).not.toBe(worker);
  });

  it('does not end the worker of another when it is cancelled after its end', () => {
    const first = start();
    first.worker.answer();
    const second = start({ seed: 2 });
    first.cancel();
    expect(second.worker.isTerminated).toBe(false);
  });

  it('says so when its worker fails, and takes a new one next time', () => {
    const { replies, worker } = start();
    worker.dispatchEvent(new Event('error'));
    expect(replies).toEqual([
      { type: 'problem', problem: 'The comparison could not be computed in this browser.' },
    ]);
    expect(worker.isTerminated).toBe(true);
    expect(start().worker).not.toBe(worker);
  });

  it('is not remembered when it could not be carried out', () => {
    const { replies, worker } = start({ trials: 0 });
    worker.answer();
    expect(replies).toEqual([{ type: 'problem', problem: expect.stringMatching(/^The number/) as string }]);
    expect(runner.rememberedFigures({ ...order, trials: 0 })).toBeNull();
  });

  it('is known again whatever the order of the parameters, and never mistaken', () => {
    const keyOf = (given: StudyOrder['given']) => runner.orderKey({ ...order, given });
    expect(keyOf({ share: 0.5, limit: 3 })).toBe(keyOf({ limit: 3, share: 0.5 }));
    const different = [null, {}, { limit: 3 }, { limit: 4 }, { limit: Infinity }].map(keyOf);
    expect(new Set(different).size).toBe(different.length);
  });

  it('is forgotten when fifty others were measured since', () => {
    const measure = (seed: number) => start({ seed }).worker.answer();
    for (let seed = 0; seed < 50; seed += 1) measure(seed);
    expect(runner.rememberedFigures({ ...order, seed: 0 })).not.toBeNull();
    measure(50);
    expect(runner.rememberedFigures({ ...order, seed: 0 })).not.toBeNull();
    expect(runner.rememberedFigures({ ...order, seed: 1 })).toBeNull();
  });
});
