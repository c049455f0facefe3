import { describe, expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import type { AnyParamValues } from '../params.ts';
import type { Study } from '../study.ts';
import { comparison } from './comparisonStudy.ts';
import { contention } from './contentionStudy.ts';
import { herd } from './herdStudy.ts';
import type { RetryParams } from './model.ts';
import { params } from './params.ts';

function measure(study: Study<RetryParams>, id: string, trials: number): Readonly<Record<string, number>> {
  const row = study.rows.find((each) => each.id === id);
  const all: AnyParamValues = { ...defaultParams(params), ...study.conditions, ...row?.set };
  const figures = study.measure({ params: all as RetryParams, seed: 3, trials, confidence: 0.95 });
  return Object.fromEntries(Object.entries(figures).map(([column, { value }]) => [column, value ?? NaN]));
}

/** Published or recorded figures are the mean of few runs. */
function expectNear(value: number | undefined, recorded: number): void {
  expect(Math.abs((value ?? NaN) / recorded - 1)).toBeLessThan(0.1);
}

describe('a herd of 1 000 clients', () => {
  it.each([
    ['fixed', 1_000],
    ['exponential', 1_000],
    ['equal', 218],
    ['full', 157],
    ['decorrelated', 72],
  ])('has the recorded peak per 10 ms with %s', (row, peak) => {
    expectNear(measure(herd, row, 2)['peak'], peak);
  });

  it('is gone soonest with full jitter and latest when decorrelated', () => {
    const last = (row: string) => measure(herd, row, 2)['last'] ?? NaN;
    expect(last('full')).toBeLessThan(last('exponential'));
    expect(last('decorrelated')).toBeGreaterThan(4 * last('full'));
  });
});

describe('AWS’s contest of jitters', () => {
  it.each([
    ['none-100', 2_436, 2_033],
    ['exponential-100', 1_874, 64_126],
    ['equal-100', 813, 6_883],
    ['full-100', 794, 4_829],
    ['decorrelated-100', 1_005, 4_453],
    ['none-50', 693, 1_144],
    ['full-50', 332, 2_692],
  ])('comes out as recorded: %s', (row, calls, doneMs) => {
    const figures = measure(contention, row, 4);
    expectNear(figures['calls'], calls);
    expect(Math.abs((figures['done'] ?? NaN) / doneMs - 1)).toBeLessThan(0.25);
  });

  it('is won by full jitter in calls, and by decorrelated jitter in time', () => {
    const kinds = ['exponential-100', 'equal-100', 'full-100', 'decorrelated-100'];
    const figures = new Map(kinds.map((id) => [id, measure(contention, id, 12)]));
    const winner = (column: string) =>
      kinds.toSorted((a, b) => Number(figures.get(a)?.[column]) - Number(figures.get(b)?.[column]))[0];
    expect([winner('calls'), winner('done')]).toEqual(['full-100', 'decorrelated-100']);
  });
});

describe('the reference’s comparison', () => {
  it('has “aggressive” wait least of all that retry, both as coded and in truth', () => {
    const delays = ['fixed-delay', 'exponential', 'exponential-jitter', 'aggressive'].map(
      (policy) => measure(comparison, `coded-${policy}`, 1_000)['avgTime'],
    );
    expect(Math.min(...delays.map(Number))).toBe(delays[3]);
  });

  it('has two rows of the same figures as coded, which differ as named', () => {
    const figures = (id: string) => measure(comparison, id, 100);
    expect(figures('coded-exponential')).toEqual(figures('coded-exponential-jitter'));
    expect(figures('named-exponential')).not.toEqual(figures('named-exponential-jitter'));
  });
});
