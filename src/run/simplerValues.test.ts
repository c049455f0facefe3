import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberParam } from '../patterns/params.ts';
import { simplerInstants, simplerLengths, simplerValues } from './simplerValues.ts';

const about = { group: 'inject', label: '', help: '' } as const;
const share: NumberParam = { ...about, kind: 'ratio', min: 0, max: 1, step: 0.01, default: 0 };
const latency: NumberParam = { ...about, kind: 'duration', min: 0, max: 30_000, step: 10, default: 80 };
const offset: NumberParam = { ...about, kind: 'duration', min: -500, max: 500, step: 50, default: 0 };
const limit: NumberParam = {
  ...about,
  kind: 'count',
  min: 1,
  max: 40,
  step: 1,
  default: 40,
  unlimited: 'none',
};

describe('simpler values', () => {
  it('are the round ones between the usual and this one, the mildest first', () => {
    expect(simplerValues(share, 0.5, 0.05)).toEqual([0.1, 0.2]);
    expect(simplerValues(share, 1, 0.05)).toEqual([0.1, 0.2, 0.5]);
    expect(simplerValues(share, 0, 0.05)).toEqual([0.02, 0.01]);
    expect(simplerValues(limit, 2, 40)).toEqual([20, 10, 5]);
    expect(simplerValues(offset, -200, 0)).toEqual([-50, -100]);
    expect(simplerValues(limit, 1, Infinity)).toEqual([40, 20, 10, 5, 2]);
    expect(simplerValues(limit, Infinity, 10)).toEqual([20, 40]);
  });

  it('are also the next round one beyond a value that is not, and the value in fewer digits', () => {
    expect(simplerValues(share, 0.37, 0.05)).toEqual([0.1, 0.2, 0.5, 0.4]);
    expect(simplerValues(latency, 4_870, 80)).toEqual([100, 200, 500, 1_000, 2_000, 5_000, 4_900]);
    expect(simplerValues(share, 0.97, 0.05)).toEqual([0.1, 0.2, 0.5, 1]);
  });

  it('are the options before this one', () => {
    const outage = {
      ...about,
      kind: 'choice',
      options: { none: '', errors: '', hangs: '' },
      default: 'none',
    } as const;
    expect(simplerValues(outage, 'hangs', 'none')).toEqual(['errors']);
    expect(simplerValues(outage, 'none', 'errors')).toEqual([]);
    expect(simplerValues({ ...about, kind: 'flag', default: false }, true, false)).toEqual([]);
    expect(simplerValues(latency, 700, 80, [300, 80, 500, 700])).toEqual([300, 500]);
  });
});

describe('simpler sets', () => {
  const links = { ...about, kind: 'set', options: { a: '', b: '', c: '', d: '' }, default: 'none' } as const;

  it('differ in one member from the usual one, or in all but one', () => {
    expect(simplerValues(links, 'a.b.c', 'none')).toEqual(['a', 'b', 'c', 'b.c', 'a.c', 'a.b']);
    expect(simplerValues(links, 'c.d', 'a.d')).toEqual(['d', 'a.c.d']);
    expect(simplerValues(links, 'a', 'none')).toEqual([]);
  });
});

describe('simpler instants and lengths', () => {
  it('are rounder or earlier', () => {
    expect(simplerInstants(0)).toEqual([]);
    expect(simplerInstants(20_000)).toEqual([0, 10_000]);
    expect(simplerInstants(15_000)).toEqual([0, 10_000, 20_000, 5_000]);
    expect(simplerInstants(731)).toEqual([
      0, 10_000, 5_000, 1_000, 500, 100, 200, 300, 400, 600, 700, 800, 750, 730, 740,
    ]);
  });

  it('are rounder or shorter', () => {
    expect(simplerLengths(5)).toEqual([10]);
    expect(simplerLengths(100)).toEqual([10, 20, 50]);
    expect(simplerLengths(730)).toEqual([10, 20, 50, 100, 200, 500, 1_000, 700, 800]);
    expect(simplerLengths(12_656).slice(-4)).toEqual([10_000, 20_000, 12_000, 13_000]);
  });
});

it('whoever goes on to something simpler again and again comes to an end', () => {
  const comesToAnEnd = (start: number, simpler: (value: number) => readonly number[]) => {
    let reached = new Set([start]);
    for (let step = 0; step < 40 && reached.size > 0; step += 1) {
      reached = new Set([...reached].flatMap((value) => simpler(value)));
    }
    return reached.size === 0;
  };
  const any = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(any, any, (value, usual) =>
      comesToAnEnd(value, (from) => simplerValues(share, from, usual) as readonly number[]),
    ),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60_000 }),
      (ms) => comesToAnEnd(ms, simplerInstants) && comesToAnEnd(ms, simplerLengths),
    ),
    { numRuns: 30 },
  );
});
