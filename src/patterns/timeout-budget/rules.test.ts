import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFailure, allot, type BudgetSettings, type Child } from './rules.ts';
import { settingsOf } from './testOperation.ts';

const written = (change: Partial<BudgetSettings> = {}) =>
  settingsOf({ coordination: 'asWritten', ...change });

describe('as written, a child', () => {
  it('gets its share of what is left', () => {
    expect(allot(written({ budgetMs: 3_000 }), 'database', 100, 0)).toMatchObject({
      verdict: 'start',
      remainingMs: 2_900,
      timeoutMs: 1_740,
    });
  });

  it('gets its minimum where that is more than its share', () => {
    expect(allot(written({ budgetMs: 700 }), 'database', 20, 0).timeoutMs).toBe(500);
    expect(allot(written({ budgetMs: 700 }), 'cache', 0, 0).timeoutMs).toBe(100);
  });

  it('gets all that is left where that is less than its minimum, however little it is', () => {
    expect(allot(written({ budgetMs: 500 }), 'database', 20, 0).timeoutMs).toBe(480);
    expect(allot(written({ budgetMs: 500 }), 'database', 499, 1)).toMatchObject({
      verdict: 'start',
      timeoutMs: 1,
    });
  });

  it('finds the budget exhausted only when nothing is left', () => {
    expect(allot(written({ budgetMs: 500 }), 'database', 500, 1).verdict).toBe('exhausted');
    expect(allot(written({ budgetMs: 500 }), 'database', 600, 1)).toMatchObject({
      verdict: 'exhausted',
      remainingMs: 0,
    });
  });

  it('is skipped as enrichment unless it gets more than its minimum', () => {
    expect(allot(written({ budgetMs: 1_000 }), 'api', 600, 0).verdict).toBe('refused');
    expect(allot(written({ budgetMs: 1_000 }), 'api', 598, 0).verdict).toBe('start');
  });
});

describe('corrected, a child', () => {
  it('is refused when less is left than it needs and the reserve', () => {
    const settings = settingsOf({ budgetMs: 1_000, databaseNeedsMs: 300, reserveMs: 20 });
    expect(allot(settings, 'database', 680, 0).verdict).toBe('start');
    expect(allot(settings, 'database', 680.001, 0)).toMatchObject({ verdict: 'refused', neededMs: 320 });
  });

  it('leaves the reserve alone, even for its minimum', () => {
    const settings = settingsOf({ budgetMs: 500, reserveMs: 50 });
    expect(allot(settings, 'database', 20, 0).timeoutMs).toBe(430);
  });

  it('gets all but the reserve when no other attempt would fit, if it may', () => {
    const settings = settingsOf({ budgetMs: 1_000, reserveMs: 20, spendsRest: true });
    expect(allot(settings, 'database', 30, 0).timeoutMs).toBe(950);
    expect(allot({ ...settings, budgetMs: 3_000 }, 'database', 30, 0).timeoutMs).toBe(1_782);
    expect(allot({ ...settings, budgetMs: 3_000 }, 'database', 30, 1).timeoutMs).toBe(2_950);
    expect(allot({ ...settings, spendsRest: false }, 'database', 30, 0).timeoutMs).toBe(582);
  });
});

it('uncoordinated, a child gets its fixed timeout whatever is left', () => {
  const settings = settingsOf({ coordination: 'uncoordinated', budgetMs: 1_000, databaseTimeoutMs: 800 });
  expect(allot(settings, 'database', 1_500, 1)).toMatchObject({
    verdict: 'start',
    remainingMs: 0,
    timeoutMs: 800,
  });
});

describe('after a failed attempt', () => {
  it('there is a pause while attempts are left', () => {
    expect(afterFailure(written(), 400, 1)).toBe('pause');
    expect(afterFailure(written(), 400, 2)).toBe('giveUp');
  });

  it('as written, there is a pause even when nothing is left', () => {
    expect(afterFailure(written({ budgetMs: 500 }), 500, 1)).toBe('pause');
  });

  it('corrected, there is no pause unless another attempt fits behind it', () => {
    const settings = settingsOf({ budgetMs: 1_000, pauseMs: 100, databaseNeedsMs: 300, reserveMs: 20 });
    expect(afterFailure(settings, 580, 1)).toBe('pause');
    expect(afterFailure(settings, 581, 1)).toBe('noTime');
  });
});

it('no child outlives its operation, whatever the settings, where the budget is known', () => {
  const ms = (max: number) => fc.integer({ min: 0, max });
  const share = fc.double({ min: 0.01, max: 1, noNaN: true });
  const anySettings = fc
    .record({
      coordination: fc.constantFrom('corrected', 'asWritten'),
      budgetMs: fc.integer({ min: 1, max: 12_000 }),
      maxAttempts: fc.integer({ min: 1, max: 5 }),
      pauseMs: ms(2_000),
      spendsRest: fc.boolean(),
      reserveMs: ms(1_000),
      databaseFraction: share,
      databaseMinimumMs: ms(5_000),
      databaseNeedsMs: ms(5_000),
      cacheFraction: share,
      cacheMinimumMs: ms(2_000),
      apiFraction: share,
      apiMinimumMs: ms(5_000),
    })
    .map(settingsOf);
  const children = fc.constantFrom<Child>('cache', 'database', 'api');
  fc.assert(
    fc.property(
      anySettings,
      children,
      fc.double({ min: 0, max: 13_000, noNaN: true }),
      fc.nat(4),
      (settings, child, elapsedMs, attempt) => {
        const { verdict, timeoutMs, remainingMs } = allot(settings, child, elapsedMs, attempt);
        expect(timeoutMs).toBeGreaterThanOrEqual(0);
        if (verdict !== 'start') return;
        expect(timeoutMs).toBeGreaterThan(0);
        expect(timeoutMs).toBeLessThanOrEqual(remainingMs);
        const keptMs = settings.coordination === 'corrected' ? settings.reserveMs : 0;
        expect(timeoutMs).toBeLessThanOrEqual(remainingMs - keptMs + 1e-6);
      },
    ),
  );
});
