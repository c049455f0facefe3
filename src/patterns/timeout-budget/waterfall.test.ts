import { describe, expect, it } from 'vitest';
import { play } from './testOperation.ts';
import { axisLengthMs, axisTicks, waterfallOf } from './waterfall.ts';

const WRITTEN = { coordination: 'asWritten', budgetMs: 1_000 } as const;

const drawn = (...[script, change, options]: Parameters<typeof play>) =>
  waterfallOf(play(script, change, options).operation, 60_000);

describe('a waterfall', () => {
  it('gives every attempt a row of its own between the cache and the enrichment', () => {
    const { rows, bars } = drawn({ databaseMs: [-100, 200] }, { maxAttempts: 3 });
    expect(rows).toEqual(['cache', 'database 1', 'database 2', 'database 3', 'enrichment']);
    expect(bars.map(({ row }) => rows[row])).toEqual(['cache', 'database 1', 'database 2', 'enrichment']);
  });

  it('shows what was left, what was given and what was used', () => {
    const [cache, first, second] = drawn({ databaseMs: [700, 700] }, WRITTEN).bars;
    expect(cache).toMatchObject({ leftMs: 1_000, givenToMs: 100, used: [0, 30], end: 'succeeded' });
    expect(first).toMatchObject({ leftMs: 970, givenToMs: 612, used: [30, 612], end: 'timedOut' });
    expect(second).toMatchObject({ leftMs: 288, givenToMs: 1_000, used: [712, 1_000] });
    expect([cache, first].map((bar) => bar?.status)).toEqual(['30 ms of 100 ms', 'timed out at 582 ms']);
  });

  it('puts a pause before the attempt that follows it', () => {
    expect(drawn({ databaseMs: [700, 700] }, WRITTEN).pauses).toEqual([{ row: 2, stretch: [612, 712] }]);
  });

  it('draws no pause beyond the end of its operation', () => {
    const fixed = { coordination: 'uncoordinated', budgetMs: 900, databaseTimeoutMs: 800 } as const;
    const { pauses, elapsedMs, gaveUpMs, outcome, ending } = drawn({ databaseMs: [Infinity] }, fixed);
    expect(pauses).toEqual([{ row: 2, stretch: [830, 900] }]);
    expect([elapsedMs, gaveUpMs, outcome, ending]).toEqual([900, 900, 'timedOut', 'user gave up']);
  });

  it('shows what a refused child would have needed', () => {
    const { bars, outcome, ending } = drawn({ cacheMs: 50 }, { budgetMs: 350 });
    expect(bars.at(-1)).toMatchObject({
      givenToMs: null,
      neededToMs: 370,
      end: 'rejected',
      status: 'refused, needs 320 ms',
    });
    expect([outcome, ending]).toEqual(['rejected', 'too little time']);
  });

  it('says that nothing was left', () => {
    const { bars, elapsedMs } = drawn({ databaseMs: [600, 10] }, { ...WRITTEN, budgetMs: 500 });
    expect(bars.at(-1)).toMatchObject({ leftMs: 0, givenToMs: null, status: 'nothing left' });
    expect(elapsedMs).toBe(600);
  });

  it('lets a bar grow with time, and keeps the status apart from its end', () => {
    const { operation } = play({ databaseMs: [400] });
    const step = operation.steps[1];
    if (!step) throw new Error('There is no second step.');
    Object.assign(step, { endedAtMs: null, end: null });
    Object.assign(operation, { endedAtMs: null, result: null });
    expect(waterfallOf(operation, 130).bars[1]).toMatchObject({
      used: [30, 130],
      end: null,
      status: 'has 1.78 s',
    });
    expect(waterfallOf(operation, 130)).toMatchObject({ ending: 'running', outcome: null });
  });

  it('tells work for nobody from the wait for it', () => {
    const { operation } = play({ databaseMs: [700, 700] }, WRITTEN);
    const step = operation.steps[1];
    if (!step) throw new Error('There is no second step.');
    Object.assign(step, { workFromMs: 130, workUntilMs: 830, isForNobody: true });
    const { bars, lastMs } = waterfallOf(operation, 60_000);
    expect(bars[1]).toMatchObject({
      queued: [30, 130],
      used: [30, 612],
      orphaned: [612, 830],
      note: '+ 218 ms for nobody',
    });
    expect(lastMs).toBe(1_000);
    Object.assign(step, { workFromMs: 900, workUntilMs: 1_500 });
    expect(waterfallOf(operation, 60_000)).toMatchObject({ lastMs: 1_500 });
    expect(waterfallOf(operation, 60_000).bars[1]).toMatchObject({
      queued: [30, 612],
      orphaned: [900, 1_500],
    });
  });
});

describe('the time axis', () => {
  const [short] = [drawn({ databaseMs: [400] })];

  it('reaches a little beyond the budget', () => {
    expect(axisLengthMs([short], 1_000)).toBe(1_150);
  });

  it('reaches to the end of what is late', () => {
    expect(axisLengthMs([{ ...short, lastMs: 2_300 }], 1_000)).toBe(2_500);
  });

  it('ends before a budget that is far away, so that the bars can be seen', () => {
    expect(axisLengthMs([short], 10_000)).toBe(1_250);
  });

  it('rests while a bar grows', () => {
    const lengths = [1_300, 1_310, 1_330].map((lastMs) => axisLengthMs([{ ...short, lastMs }], 500));
    expect(new Set(lengths)).toEqual(new Set([1_500]));
  });

  it('has round ticks', () => {
    expect(axisTicks(1_150, 5)).toEqual([0, 250, 500, 750, 1_000]);
    expect(axisTicks(2_500, 4)).toEqual([0, 1_000, 2_000]);
  });
});
