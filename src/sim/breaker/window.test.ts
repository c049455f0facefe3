import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  recordInWindow,
  windowTotals,
  type SlidingWindow,
  type WindowResult,
  type WindowSize,
} from './window.ts';

const results = fc.array(fc.record({ gapMs: fc.nat(400), isFailure: fc.boolean(), isSlow: fc.boolean() }), {
  maxLength: 60,
});

function fill(size: WindowSize, gaps: readonly (Omit<WindowResult, 'atMs'> & { readonly gapMs: number })[]) {
  let window: SlidingWindow = [];
  let atMs = 0;
  const timed: WindowResult[] = [];
  for (const { gapMs, isFailure, isSlow } of gaps) {
    atMs += gapMs;
    timed.push({ atMs, isFailure, isSlow });
    window = recordInWindow(window, size, { atMs, isFailure, isSlow });
  }
  return { window, timed, atMs };
}

function totalsOf(part: readonly WindowResult[]) {
  return {
    total: part.length,
    failures: part.filter(({ isFailure }) => isFailure).length,
    slow: part.filter(({ isSlow }) => isSlow).length,
  };
}

describe('window of calls', () => {
  it('holds the last ones exactly', () => {
    fc.assert(
      fc.property(results, fc.integer({ min: 1, max: 30 }), (list, calls) => {
        const { window, timed } = fill({ calls, durationMs: Infinity }, list);
        expect(windowTotals(window)).toEqual(totalsOf(timed.slice(-calls)));
        expect(window.length).toBeLessThanOrEqual(calls);
      }),
    );
  });
});

describe('window of time', () => {
  it('holds the ten newest slices exactly', () => {
    fc.assert(
      fc.property(results, fc.constantFrom(500, 1_000, 5_000), (list, durationMs) => {
        const { window, timed, atMs } = fill({ calls: Infinity, durationMs }, list);
        const sliceMs = durationMs / 10;
        const newest = Math.floor(atMs / sliceMs);
        const kept = timed.filter((result) => Math.floor(result.atMs / sliceMs) > newest - 10);
        expect(windowTotals(window)).toEqual(totalsOf(kept));
        expect(window.length).toBeLessThanOrEqual(10);
      }),
    );
  });
});
