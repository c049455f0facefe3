import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { chiSquareShare, correlationShare } from './testStatistics.ts';

const DRAWS = 50_000;
const BINS = 100;

const series = (draw: (i: number) => number, length = DRAWS) => Array.from({ length }, (_, i) => draw(i));
const atSeed = (seed: number, name = 'faults', index = 0, part = 0) =>
  createRandom(seed).stream(name).at(index, part);

const WAYS: Readonly<Record<string, readonly number[]>> = {
  indexes: series((i) => createRandom(1).stream('faults').at(i)),
  parts: series((i) => createRandom(1).stream('faults').at(0, i)),
  seeds: series((i) => atSeed(i)),
  'high seeds': series((i) => atSeed(0xffffffff - i)),
  names: series((i) => atSeed(1, `client-${i}`)),
  'steps of a sequence': (() => {
    const stream = createRandom(1).stream('faults');
    return series(() => stream.next());
  })(),
};

describe('random streams', () => {
  it.each(Object.entries(WAYS))('are uniform over %s', (_, draws) => {
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    expect(chiSquareShare(draws, BINS)).toBeLessThan(1);
  });

  it.each(Object.entries(WAYS))('are uncorrelated between neighbouring %s', (_, draws) => {
    expect(correlationShare(draws.slice(0, -1), draws.slice(1))).toBeLessThan(1);
    const pairs = draws.slice(1).map((draw, i) => (Math.floor(draw * 10) + (draws[i] as number)) / 10);
    expect(chiSquareShare(pairs, BINS)).toBeLessThan(1);
  });

  it('are uncorrelated between near seeds, near names and parts, index by index', () => {
    const base = series((i) => createRandom(7).stream('faults').at(i), 20_000);
    for (const [seed, name, part] of [
      [8, 'faults', 0],
      [6, 'faults', 0],
      [7, 'fault', 0],
      [7, 'faultt', 0],
      [7, 'faults', 1],
      [7 ^ 0x80000000, 'faults', 0],
    ] as const) {
      const other = series((i) => createRandom(seed).stream(name).at(i, part), 20_000);
      expect(correlationShare(base, other), `seed ${seed}, ${name}, part ${part}`).toBeLessThan(1);
    }
  });

  it('hardly ever repeat a value', () => {
    const draws = new Set(WAYS['indexes']);
    expect(draws.size).toBeGreaterThan(DRAWS - 5);
  });

  it('give a draw by its index and part, whatever was asked before', () => {
    const questions = fc.array(fc.tuple(fc.nat(1000), fc.nat(3)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), questions, (seed, list) => {
        const stream = createRandom(seed).stream('latency');
        const answers = list.map(([index, part]) => stream.at(index, part));
        for (const [i, [index, part]] of [...list.entries()].toReversed()) {
          stream.next();
          expect(createRandom(seed).stream('latency').at(index, part)).toBe(answers[i]);
          expect(stream.at(index, part)).toBe(answers[i]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('run their own sequence however often single draws are asked for', () => {
    const quiet = createRandom(3).stream('jitter');
    const busy = createRandom(3).stream('jitter');
    for (let i = 0; i < 100; i += 1) {
      busy.at(i);
      expect(busy.next()).toBe(quiet.next());
    }
  });

  it('are one object per name', () => {
    const random = createRandom(3);
    expect(random.stream('faults')).toBe(random.stream('faults'));
    expect(random.stream('faults')).not.toBe(random.stream('arrivals'));
  });

  it('give these values for ever, because links name runs by their seeds', () => {
    expect([atSeed(0), atSeed(1), atSeed(1, 'arrivals', 5, 2), createRandom(9).stream('x').next()]).toEqual([
      0.49056091941065916, 0.022514699858579124, 0.9493980433564325, 0.5952727936225969,
    ]);
  });
});
