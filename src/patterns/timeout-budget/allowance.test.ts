import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import { allowedBudgets } from './allowance.ts';
import type { BudgetMetric } from './metrics.ts';
import { params } from './params.ts';
import type { BudgetParams } from './servers.ts';
import { runModel } from './testOperation.ts';

const STEPS = [
  'budgetAtCacheMs',
  'budgetAtDatabase1Ms',
  'budgetAtDatabase2Ms',
  'budgetAtApiMs',
  'budgetAtEndMs',
] as const satisfies readonly BudgetMetric[];

const allowed = (change: Partial<BudgetParams>) => allowedBudgets({ ...defaultParams(params), ...change });

describe('what may be left', () => {
  it('as written at 1 s is less for the second query than the fastest one takes', () => {
    const [cache, first, second, enrichment, end] = allowed({ coordination: 'asWritten', budgetMs: 1_000 });
    expect(cache).toEqual([1_000, 1_000]);
    expect(first).toEqual([950, 990]);
    expect(second?.[0]).toBeCloseTo(280, 6);
    expect(second?.[1]).toBeCloseTo(296, 6);
    expect(enrichment?.[0]).toBeCloseTo(380, 6);
    expect(enrichment?.[1]).toBeCloseTo(690, 6);
    expect(end).toEqual([0, 990]);
  });

  it('corrected at 1 s never reaches a second query', () => {
    expect(allowed({ budgetMs: 1_000 })[2]).toBeNull();
  });

  it('as written at 500 ms is nothing for the second query', () => {
    expect(allowed({ coordination: 'asWritten', budgetMs: 500 })[2]).toEqual([0, 0]);
  });

  it('says that a step cannot happen where nothing leads to it', () => {
    expect(allowed({ hitRatio: 1 }).slice(1, 4)).toEqual([null, null, null]);
    expect(allowed({ maxAttempts: 1 })[2]).toBeNull();
    expect(allowed({ outage: 'databaseHangs' })[3]).toBeNull();
    expect(allowed({ outage: 'cacheHangs', coordination: 'asWritten' })[1]).toBeNull();
  });

  it('holds whatever is drawn', () => {
    const ms = (max: number, step = 10) => fc.nat(max / step).map((n) => n * step);
    const anyParams = fc.record({
      coordination: fc.constantFrom('corrected' as const, 'asWritten' as const, 'uncoordinated' as const),
      outage: fc.constantFrom('none', 'none', 'databaseRefuses', 'databaseHangs', 'cacheHangs', 'apiHangs'),
      budgetMs: fc.integer({ min: 2, max: 60 }).map((n) => n * 50),
      propagation: fc.boolean(),
      spendsRest: fc.boolean(),
      maxAttempts: fc.integer({ min: 1, max: 3 }),
      pauseMs: ms(300),
      reserveMs: ms(100),
      databaseMs: ms(600),
      databaseSpreadMs: ms(600),
      databaseMinimumMs: ms(800),
      databaseNeedsMs: ms(500),
      databaseErrorRate: fc.constantFrom(0, 0, 0.3),
      slowShare: fc.constantFrom(0, 0.3),
      slowMs: ms(2_000, 100),
      cacheMs: ms(120),
      cacheSpreadMs: ms(100),
      databaseConcurrency: fc.constantFrom(2, 1_000),
      databaseQueue: fc.constantFrom(1, Infinity),
      operationsPerSecond: fc.constant(30),
    }) as unknown as fc.Arbitrary<Partial<BudgetParams>>;
    fc.assert(
      fc.property(anyParams, fc.nat(1_000), (change, seed) => {
        const { world } = runModel(change, { seed, durationMs: 3_000 });
        const bands = allowed(change);
        STEPS.forEach((id, step) => {
          const values = world.metrics.histogram(id);
          const band = bands[step];
          const [least, greatest] = [values.quantile(0), values.quantile(1)];
          if (least === null || greatest === null) return;
          expect([id, band !== null && band !== undefined]).toEqual([id, true]);
          expect(least).toBeGreaterThanOrEqual((band?.[0] ?? NaN) - 1e-6);
          expect(greatest).toBeLessThanOrEqual((band?.[1] ?? NaN) + 1e-6);
        });
      }),
      { numRuns: 80 },
    );
  });
});
