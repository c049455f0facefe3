import { describe, expect, it } from 'vitest';
import { judgeSteps, peakOfSteps, seenSteps, unusedGroups, type Step } from './steps.ts';
import { DELAYS, observedRun } from './testRun.ts';

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

const step = (isUsed: boolean, p95: number | null = null, allowed: Step['allowed'] = null): Step => ({
  label: '',
  count: 0,
  p5: null,
  p50: null,
  p95,
  allowed,
  isUsed,
});

describe('the steps of a sequence', () => {
  it('have the count, the median and the range of their values', () => {
    const [first, second] = seenSteps(DELAYS, observedRun({ firstMs: hundred }));
    expect(first).toMatchObject({ label: '1st retry', count: 100 });
    expect([first?.p5, first?.p50, first?.p95].map((value) => Math.round((value ?? 0) / 5) * 5)).toEqual([
      5, 50, 95,
    ]);
    expect(second).toEqual({ label: '2nd retry', count: 0, p5: null, p50: null, p95: null });
  });

  it('have what the parameters allow, or are not used', () => {
    const steps = judgeSteps(DELAYS, seenSteps(DELAYS, observedRun({})), {
      failureThreshold: 2,
      latencyMs: 50,
    });
    expect(steps.map(({ allowed, isUsed }) => [allowed, isUsed])).toEqual([
      [[0, 100], true],
      [[0, 200], true],
      [null, false],
    ]);
  });

  it('are all used on a chart that does not tell what is allowed', () => {
    const { allowed: _, ...silent } = DELAYS;
    const steps = judgeSteps(silent, seenSteps(silent, observedRun({})), {});
    expect(steps.every(({ isUsed, allowed }) => isUsed && allowed === null)).toBe(true);
  });

  it('that are not used are told in rows', () => {
    const steps = [true, false, false, true, false].map((isUsed) => step(isUsed));
    expect(unusedGroups(steps)).toEqual([
      [1, 2],
      [4, 4],
    ]);
  });
});

describe('the greatest value to be seen', () => {
  it('is a ceiling or the end of a range, but no ceiling at infinity', () => {
    expect(peakOfSteps([step(true, 80, [0, 200]), step(true, 250)], null)).toBe(250);
    expect(peakOfSteps([step(true, 80, [0, Infinity])], null)).toBe(80);
    expect(peakOfSteps([], null)).toBe(0);
  });

  it('is the threshold while the steps stay readable below it', () => {
    const steps = [step(true, 100)];
    expect([200, 250, 251].map((threshold) => peakOfSteps(steps, threshold))).toEqual([200, 250, 100]);
    expect(peakOfSteps([], 500)).toBe(500);
  });
});
