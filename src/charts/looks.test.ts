import { describe, expect, it } from 'vitest';
import { findPattern } from '../patterns/index.ts';
import type { AnyPattern, ChartSpec } from '../patterns/pattern.ts';
import { seriesLooks, stateLook } from './looks.ts';
import { statesOf, toneOfState } from './tones.ts';

const breaker = findPattern('circuit-breaker') as AnyPattern;

describe('looks', () => {
  it('never tell two series of a chart apart by colour alone', () => {
    const spec: ChartSpec = {
      id: 'x',
      title: 'x',
      kind: 'lines',
      unit: 'count',
      series: ['a', 'b', 'c'].map((label) => ({ metric: label, label, tone: 'accent' })),
    };
    const looks = seriesLooks(spec);
    expect(new Set(looks.map(({ dash }) => dash)).size).toBe(3);
    expect(new Set(looks.map(({ hatch }) => hatch)).size).toBe(3);
  });

  it('never tell two states apart by colour alone', () => {
    const looks = statesOf(breaker).map(({ path }) => stateLook(breaker, path).hatch);
    expect(new Set(looks).size).toBe(looks.length);
  });
});

describe('the tone of a state', () => {
  it('comes from its tag', () => {
    expect(toneOfState(breaker, 'closed')).toBe('healthy');
    expect(toneOfState(breaker, 'open')).toBe('tripped');
    expect(toneOfState(breaker, 'halfOpen')).toBe('testing');
    expect(toneOfState(breaker, 'forcedOpen')).toBe('manual');
  });

  it('is neutral for a state nobody knows', () => {
    expect(toneOfState(breaker, 'nowhere')).toBe('neutral');
  });
});
