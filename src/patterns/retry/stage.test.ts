import { describe, expect, it } from 'vitest';
import type { RetryView } from './model.ts';
import { capacityWords, fateWords, herdWords, stripSentence } from './stageWords.ts';
import { createStrips, type Strip } from './strips.ts';
import { niceAtLeast, nextSpanMs, rowShapes } from './stripShapes.ts';

const wait = { askedMs: 0, drawnMs: 60, allowedMs: [0, 100] as const, waitMs: 60 };

/** Failed at once, waited 60 ms of at most 100, answered after 40 ms more. */
function rescued(call = 7, number = 0): Strip {
  return {
    call,
    number,
    arrivedAtMs: 1_000,
    attempts: [
      { fromMs: 0, toMs: 0, outcome: 'failed' },
      { fromMs: 60, toMs: 100, outcome: 'succeeded' },
    ],
    waits: [{ fromMs: 0, ...wait }],
    endedMs: 100,
    reason: 'answered',
    outcome: 'succeeded',
  };
}

function waiting(): Strip {
  return {
    ...rescued(),
    attempts: [{ fromMs: 0, toMs: 0, outcome: 'failed' }],
    endedMs: null,
    reason: null,
    outcome: null,
  };
}

const place = { left: 50, right: 250, top: 0, rowHeight: 20, rows: 3 };

describe('strips', () => {
  it('keep the newest calls with their attempts and waits, in time since arrival', () => {
    const strips = createStrips();
    strips.begin(7, 1_000);
    strips.attempt({ id: 7, client: 0 }, 1_000)('failed', 1_000);
    strips.wait({ id: 7, client: 0 }, wait, 1_000);
    strips.attempt({ id: 7, client: 0 }, 1_060)('succeeded', 1_100);
    strips.end(7, 'answered', 'succeeded', 1_100);
    expect(strips.all()).toEqual([rescued()]);
    for (let call = 8; call < 30; call += 1) strips.begin(call, 2_000);
    expect(strips.all()).toHaveLength(8);
    expect(strips.all().at(-1)).toMatchObject({ call: 29, number: 22 });
  });

  it('leave calls alone that are no longer shown', () => {
    const strips = createStrips();
    strips.attempt({ id: 99, client: 0 }, 0)('failed', 10);
    strips.wait({ id: 99, client: 0 }, wait, 0);
    strips.end(99, 'answered', 'succeeded', 0);
    expect(strips.all()).toEqual([]);
  });
});

describe('the shapes of a strip', () => {
  it('lie along the axis, the band of what a wait may have been behind it', () => {
    const [row] = rowShapes([rescued()], 2_000, 200, place);
    expect(row).toMatchObject({
      y: 10,
      isNewest: true,
      bands: [[50, 150]],
      waits: [[50, 110]],
      attempts: [
        { reach: [50, 50], outcome: 'failed' },
        { reach: [110, 150], outcome: 'succeeded' },
      ],
    });
  });

  it('grow up to the present instant, and put the band after what the server asked for', () => {
    const asked = { fromMs: 0, ...wait, askedMs: 50, waitMs: 110 };
    const at = (nowMs: number) => rowShapes([{ ...waiting(), waits: [asked] }], nowMs, 200, place)[0];
    expect(at(1_030)).toMatchObject({ asked: [[50, 80]], waits: [], bands: [[100, 200]] });
    expect(at(1_070)).toMatchObject({ asked: [[50, 100]], waits: [[100, 120]] });
  });

  it('keep their rows: a new call takes the place of the oldest', () => {
    const calls = [0, 1, 2, 3].map((number) => rescued(number, number));
    const rows = rowShapes(calls, 2_000, 200, place).map(({ strip, y }) => [strip.call, y]);
    expect(rows).toEqual([
      [1, 30],
      [2, 50],
      [3, 10],
    ]);
  });

  it('end at the edge of the axis', () => {
    const [row] = rowShapes([rescued()], 2_000, 50, place);
    expect(row?.bands).toEqual([[50, 250]]);
  });
});

describe('the axis', () => {
  it('is round, and long enough for what is planned', () => {
    expect(nextSpanMs(null, [rescued()], 2_000)).toBe(100);
    expect(nextSpanMs(null, [{ ...waiting(), waits: [{ ...wait, fromMs: 150 }] }], 1_010)).toBe(500);
  });

  it('keeps its length while that fits', () => {
    expect(nextSpanMs(200, [rescued()], 2_000)).toBe(200);
    expect(nextSpanMs(5_000, [rescued()], 2_000)).toBe(100);
  });

  it.each([
    [1, 1],
    [101, 200],
    [220, 500],
    [1_001, 2_000],
    [7_000, 10_000],
  ])('for %d is %d long', (value, nice) => {
    expect(niceAtLeast(value)).toBe(nice);
  });
});

describe('the words of the stage', () => {
  it('tell a call to those who do not see it', () => {
    expect(stripSentence(rescued())).toBe(
      'Call #7: attempt 1 failed; wait of 60 ms, drawn from 0 ms to 100 ms; attempt 2 was answered; succeeded, 100 ms.',
    );
    expect(stripSentence({ ...waiting(), waits: [{ fromMs: 0, ...wait, askedMs: 2_000 }] })).toContain(
      'wait of 2 s as asked and 60 ms',
    );
  });

  it('tell what a call does now', () => {
    expect(fateWords(waiting())).toBe('waits 60 ms');
    expect(fateWords({ ...waiting(), waits: [] })).toBe('attempt 1 …');
    expect(fateWords({ ...rescued(), reason: 'budgetSpent' })).toBe('budget spent, 100 ms');
  });

  it('tell the server’s load, and leave out what there is no figure for', () => {
    const view = { amplification: 3.14, isDown: false, serverRunning: 12, serverQueued: 500 } as RetryView;
    expect(herdWords(view)).toBe('3.1 per call, 12 served, 500 queued');
    expect(herdWords({ ...view, serverQueued: 0 })).toBe('3.1 per call, 12 served');
    expect(herdWords({ ...view, isDown: true, amplification: null })).toBe('server down');
    expect([capacityWords(2.5), capacityWords(Infinity)]).toEqual(['serves 2.5', '']);
  });
});
