import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../sim/trace.ts';
import type { Fault } from './searchFaults.ts';
import { shrink, type Look, type Shrunk } from './searchShrink.ts';
import { searchedPattern, searchedScenario } from './testSearch.ts';

const event: TraceEvent = { index: 0, atMs: 5_000, type: 'client.woke', subject: 0, data: {} };
const pause: Fault = { param: 'client', value: 'paused', fromMs: 1_234, untilMs: 5_000 };
const late: Fault = { param: 'node', value: 'down', fromMs: 5_001, untilMs: null };

function shrunk(faults: readonly Fault[], look: Look): { readonly last: Shrunk; readonly runs: number } {
  let runs = 0;
  const counting: Look = (simpler) => {
    runs += 1;
    return look(simpler);
  };
  const shrinking = shrink(searchedPattern, searchedScenario, { faults, event }, counting);
  let step = shrinking.next();
  while (!step.done) step = shrinking.next();
  return { last: step.value, runs };
}

describe('a found timeline', () => {
  it('loses what comes after the event without a run', () => {
    const outlasting: Fault = { param: 'share', value: 1, fromMs: 100, untilMs: 5_001 };
    const { last } = shrunk([pause, outlasting, late], () => null);
    expect(last.faults).toEqual([pause, { ...outlasting, untilMs: null }]);
  });

  it('never looks at the same timeline twice, and counts its runs', () => {
    const seen = new Set<string>();
    const { last, runs } = shrunk([pause, { ...pause, fromMs: 20_000, untilMs: 30_000 }], (faults) => {
      const text = JSON.stringify(faults);
      expect(seen.has(text)).toBe(false);
      seen.add(text);
      return null;
    });
    expect(last.runs).toBe(runs);
    expect(runs).toBe(seen.size);
  });

  it('loses a fault that the others do not need, the lone one first that leads there alone', () => {
    const needed = (faults: readonly Fault[]) => faults.some(({ param }) => param === 'client');
    const others = ['share', 'node', 'isSlow'].map((param): Fault => ({
      param,
      value: true,
      fromMs: 0,
      untilMs: null,
    }));
    const { last } = shrunk([...others, pause], (faults) => (needed(faults) ? event : null));
    expect(last.faults.map(({ param }) => param)).toEqual(['client']);
  });

  it('is left as it is after 500 runs', () => {
    const many = Array.from({ length: 20 }, (_, index): Fault => ({
      param: 'depth',
      value: 7,
      fromMs: 200 * index + 3,
      untilMs: 200 * index + 101,
    }));
    const { last, runs } = shrunk(many, () => null);
    expect([runs, last.runs, last.faults]).toEqual([500, 500, many]);
  });
});
