import { describe, expect, it } from 'vitest';
import { PLOT } from './geometry.ts';
import type { Step } from './steps.ts';
import { bottomOfSteps, stepShapes } from './stepShapes.ts';

/** A plot of 600 × 100 px, where 1 px is 10 ms. */
const SIZE = { width: 600 + PLOT.left + PLOT.right, height: 100 + PLOT.top + PLOT.bottom };
const MAX = 1_000;

const step = (label: string, rest: Partial<Step> = {}): Step => ({
  label,
  count: 0,
  p5: null,
  p50: null,
  p95: null,
  allowed: null,
  isUsed: true,
  ...rest,
});

const narrow = (width: number) => ({ ...SIZE, width: width + PLOT.left + PLOT.right });
const retries = Array.from({ length: 9 }, (_, index) => step(`retry no. ${index + 1}`));
const textsOf = (steps: readonly Step[], width: number) =>
  stepShapes(steps, MAX, narrow(width)).steps.map(({ label }) => label.text);

describe('a step', () => {
  const [shape] = stepShapes(
    [step('a', { p5: 100, p50: 300, p95: 500, allowed: [50, 800] })],
    MAX,
    SIZE,
  ).steps;

  it('has its range before the band of what is allowed, and its median across both', () => {
    expect(shape?.range).toMatchObject({ y: PLOT.top + 50, height: 40 });
    expect(shape?.allowed).toMatchObject({ y: PLOT.top + 20, height: 75, hasCeiling: true });
    expect(shape?.median).toMatchObject({ y: PLOT.top + 70 - 1.5, height: 3 });
    const widths = [shape?.range, shape?.median, shape?.allowed].map((box) => box?.width ?? 0);
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
  });

  it('has only its band before it was observed', () => {
    const [waiting] = stepShapes([step('a', { allowed: [0, 500] })], MAX, SIZE).steps;
    expect(waiting).toMatchObject({ range: null, median: null, allowed: { height: 50 } });
  });

  it('has no ceiling line when the band goes on beyond the plot', () => {
    const [endless] = stepShapes([step('a', { allowed: [200, Infinity] })], MAX, SIZE).steps;
    expect(endless?.allowed).toMatchObject({ y: PLOT.top, height: 80, hasCeiling: false });
  });
});

describe('the names of steps', () => {
  it('stand side by side in full where they have room', () => {
    expect(textsOf(retries, 900)[8]).toBe('retry no. 9');
    expect(bottomOfSteps(retries, narrow(900))).toBe(SIZE.height - PLOT.bottom);
  });

  it('lose the words that they share where they have less', () => {
    expect(textsOf(retries, 200)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(bottomOfSteps(retries, narrow(200))).toBe(SIZE.height - PLOT.bottom);
  });

  it('stand on two lines in turn where that is not enough', () => {
    const steps = ['cache', 'database 1', 'database 2', 'enrichment'].map((label) => step(label));
    const { steps: shapes } = stepShapes(steps, MAX, narrow(200));
    expect(shapes.map(({ label }) => label.text)).toEqual([
      'cache',
      'database 1',
      'database 2',
      'enrichment',
    ]);
    expect(new Set(shapes.map(({ label }) => label.y)).size).toBe(2);
    expect(bottomOfSteps(steps, narrow(200))).toBe(SIZE.height - PLOT.bottom - 13);
  });

  it('are shortened at last', () => {
    const steps = ['recommendation', 'personalisation', 'authentication'].map((label) => step(label));
    expect(textsOf(steps, 120).every((text) => text.endsWith('…'))).toBe(true);
  });
});

describe('steps that are not used', () => {
  const unused = (label: string) => step(label, { isUsed: false });

  it('share one field and one word', () => {
    const { unused: fields } = stepShapes([step('a'), unused('b'), unused('c')], MAX, SIZE);
    expect(fields).toHaveLength(1);
    expect(fields[0]).toMatchObject({ width: 398, y: PLOT.top, height: 100 });
    expect(fields[0]?.label).toMatchObject({ text: 'not used', x: PLOT.left + 400, isUpright: false });
  });

  it('have the word upright where it does not fit across', () => {
    const { unused: fields } = stepShapes([...retries, unused('last')], MAX, narrow(300));
    expect(fields[0]?.label.isUpright).toBe(true);
  });
});
