import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHistogram } from './histogram.ts';

const values = fc.array(fc.double({ min: 0.02, max: 3_600_000, noNaN: true }), {
  minLength: 1,
  maxLength: 200,
});
const quantile = fc.constantFrom(0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1);

function histogramOf(numbers: readonly number[]) {
  const histogram = createHistogram();
  for (const value of numbers) histogram.add(value);
  return histogram;
}

/** The smallest value that a share `q` of all values does not exceed. */
function exactQuantile(numbers: readonly number[], q: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * numbers.length) - 1)] as number;
}

describe('histogram', () => {
  it('knows every quantile to 1.5 %, and the least and greatest value exactly', () => {
    fc.assert(
      fc.property(values, quantile, (numbers, q) => {
        const found = histogramOf(numbers).quantile(q) as number;
        const exact = exactQuantile(numbers, q);
        const tolerance = q === 0 || q === 1 ? 0 : 0.015;
        expect(Math.abs(found / exact - 1)).toBeLessThanOrEqual(tolerance);
      }),
    );
  });

  it('has quantiles that never fall as q grows', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const histogram = histogramOf(numbers);
        const found = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1].map((q) => histogram.quantile(q) as number);
        expect(found).toEqual(found.toSorted((a, b) => a - b));
      }),
    );
  });

  it('merges into what it would have been with all values', () => {
    fc.assert(
      fc.property(values, values, quantile, (first, second, q) => {
        const merged = histogramOf(first);
        merged.merge(histogramOf(second));
        const whole = histogramOf([...first, ...second]);
        expect(merged.count).toBe(whole.count);
        expect(merged.quantile(q)).toBe(whole.quantile(q));
        expect(merged.mean()).toBeCloseTo(whole.mean() as number, 3);
      }),
    );
  });

  it('has the exact mean', () => {
    expect(histogramOf([1, 2, 6]).mean()).toBe(3);
  });

  it('takes values of 0 and beyond its largest bucket', () => {
    const histogram = histogramOf([0, 0, 1e9]);
    expect([0, 0.5, 1].map(histogram.quantile)).toEqual([0, 0.01, 1e9]);
    expect(histogramOf([0, 0]).quantile(0.95)).toBe(0);
  });

  it('has no quantiles and no mean while it is empty, and after clearing', () => {
    const histogram = histogramOf([5]);
    histogram.clear();
    expect([histogram.count, histogram.quantile(0.5), histogram.mean()]).toEqual([0, null, null]);
    histogram.merge(createHistogram());
    expect(histogram.count).toBe(0);
    histogram.add(7);
    expect(histogram.quantile(0)).toBe(7);
  });
});
