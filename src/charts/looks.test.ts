import { describe, expect, it } from 'vitest';
import { findPattern } from '../patterns/index.ts';
import type { AnyPattern, ChartSpec } from '../patterns/pattern.ts';
import { ownLook, seriesLooks, stateLook } from './looks.ts';
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

  it('of things of equal rank differ in every way, and from every outcome in colour', () => {
    const looks = (['one', 'two', 'three'] as const).map((tone) => ownLook({ tone }));
    for (const part of ['colour', 'hatch', 'dash'] as const) {
      expect(new Set(looks.map((look) => look[part])).size).toBe(3);
    }
    const outcomes = (['succeeded', 'degraded', 'failed', 'timedOut', 'rejected'] as const).map(
      (outcome) => ownLook({ outcome }).colour,
    );
    expect(looks.filter(({ colour }) => outcomes.includes(colour))).toEqual([]);
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
