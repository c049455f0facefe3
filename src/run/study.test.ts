import { describe, expect, it } from 'vitest';
import type { AnyParamValues } from '../patterns/params.ts';
import type { StudyRow } from '../patterns/study.ts';
import { PLAIN_VIEW } from '../scenario/link.ts';
import { checkOrder, GIVEN_ROW, measureRow, rowsOf, type StudyJob, type StudyOrder } from './study.ts';
import { linkOfRow } from './rowLink.ts';
import { repliesToStudy } from './studyProtocol.ts';
import { coinStudy, patternWith } from './testStudy.ts';

const pattern = patternWith(coinStudy);
const order: StudyOrder = { pattern: pattern.id, study: coinStudy.id, seed: 1, trials: 100, given: null };

function jobOf(change: Partial<StudyOrder> = {}): StudyJob {
  const checked = checkOrder({ ...order, ...change }, [pattern]);
  if (!checked.ok) throw new Error(checked.problem);
  return checked.job;
}

function theoryOf(job: StudyJob): Readonly<Record<string, number | undefined>> {
  return Object.fromEntries(rowsOf(job).map((row) => [row.id, measureRow(job, row)['heads']?.predicted]));
}

describe('a study', () => {
  it('compares its rows under its own conditions', () => {
    expect(theoryOf(jobOf())).toEqual({ rare: 0.2, frequent: 0.8, fair: 0.5 });
  });

  it('compares its rows under given parameters, and these as they are', () => {
    expect(theoryOf(jobOf({ given: { share: 0.6 } }))).toEqual({
      rare: 0.2,
      frequent: 0.8,
      fair: 0.6,
      [GIVEN_ROW]: 0.6,
    });
  });

  it('knows what is left out by its default', () => {
    const { study } = jobOf();
    const seen: AnyParamValues[] = [];
    const noting = {
      ...study,
      measure(measuring: Parameters<typeof study.measure>[0]) {
        seen.push(measuring.params);
        return study.measure(measuring);
      },
    };
    measureRow(
      { ...jobOf({ given: { waitMs: 50 } }), study: noting },
      { id: 'one', label: '', set: { rate: 7 } },
    );
    expect(seen[0]).toMatchObject({ share: 0.5, waitMs: 50, rate: 7, law: 'fixed', isSlow: false });
  });

  it('gives narrower intervals to less confidence and to more trials', () => {
    const [row] = coinStudy.rows;
    if (!row) throw new Error('There is no row.');
    const width = (trials: number, confidence: number) => {
      const heads = measureRow(jobOf({ trials }), row, confidence)['heads'];
      return (heads?.high ?? NaN) - (heads?.low ?? NaN);
    };
    expect(width(100, 0.9)).toBeLessThan(width(100, 0.95));
    expect(width(1_000, 0.95)).toBeLessThan(width(100, 0.95));
  });

  it('opens a row as a run under the row’s parameters and the same seed', () => {
    const job = jobOf({ seed: 9, given: { waitMs: 50, share: 0.6 } });
    const [rare, , fair] = rowsOf(job).map((row) => linkOfRow(job, row));
    expect(rare).toBe('#/test-pattern?share=0.2&waitMs=50&seed=9');
    expect(fair).toBe('#/test-pattern?share=0.6&waitMs=50&seed=9');
  });

  it('keeps what a link froze or hid when a row is opened', () => {
    const [row] = coinStudy.rows as readonly [StudyRow];
    const view = { ...PLAIN_VIEW, atMs: 500, lock: ['tune'] as const };
    expect(linkOfRow(jobOf(), row, { view })).toBe('#/test-pattern?share=0.2&seed=1&lock=tune');
  });
});

describe('an order that makes no sense', () => {
  it.each<[unknown, RegExp | string]>([
    [null, 'There is no pattern “undefined”. Known patterns: test-pattern.'],
    ['coins', /^There is no pattern/],
    [{ ...order, pattern: 'nope' }, 'There is no pattern “nope”. Known patterns: test-pattern.'],
    [{ ...order, study: 'nope' }, 'test-pattern has no study “nope”; it has coins.'],
    [{ ...order, seed: 1.5 }, /^The seed must be a whole number from 0 to /],
    [{ ...order, seed: -1 }, /^The seed must be /],
    [{ ...order, seed: '1' }, /^The seed must be /],
    [{ ...order, trials: 0 }, 'The number of trials must be a whole number from 1 to 1\u202f000\u202f000.'],
    [{ ...order, trials: 1e9 }, /^The number of trials must be /],
    [{ ...order, trials: NaN }, /^The number of trials must be /],
    [{ ...order, given: { share: 2 } }, 'Share must be between 0 and 1.'],
    [{ ...order, given: { law: 'none' } }, 'TTL law must be fixed or atRandom.'],
    [{ ...order, given: { toString: 1 } }, 'test-pattern has no parameter “toString”.'],
    [{ ...order, given: 'abc' }, 'test-pattern has no parameter “0”.'],
  ])('%j is answered with one sentence', (raw, sentence) => {
    expect([...repliesToStudy(raw, [pattern])]).toEqual([
      { type: 'problem', problem: expect.stringMatching(sentence) as string },
    ]);
  });

  it('is told so where a pattern has no studies', () => {
    expect(checkOrder(order, [patternWith()])).toEqual({
      ok: false,
      problem: 'test-pattern has no study “coins”; it has none.',
    });
  });
});

describe('the worker’s replies', () => {
  it('come row by row, and then the end', () => {
    const job = jobOf();
    expect([...repliesToStudy(order, [pattern])]).toEqual([
      ...rowsOf(job).map((row) => ({ type: 'row', row: row.id, figures: measureRow(job, row) })),
      { type: 'done' },
    ]);
  });

  it('are given as soon as they are known', () => {
    let measured = 0;
    const counted = patternWith({
      ...coinStudy,
      measure(measuring) {
        measured += 1;
        return coinStudy.measure(measuring);
      },
    });
    const replies = repliesToStudy(order, [counted]);
    replies.next();
    expect(measured).toBe(1);
  });

  it('end with a sentence when a row cannot be measured', () => {
    const broken = patternWith({
      ...coinStudy,
      measure(measuring) {
        if (measuring.params['share'] === 0.8) throw new Error('The coin rolled away.');
        return coinStudy.measure(measuring);
      },
    });
    expect([...repliesToStudy(order, [broken])].slice(1)).toEqual([
      { type: 'problem', problem: '“frequent” could not be measured: The coin rolled away.' },
    ]);
  });
});
