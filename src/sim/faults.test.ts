import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawFault, NO_FAULTS, type Fault, type FaultRates } from './faults.ts';
import { createRandom } from './random.ts';
import { shareInterval } from './testStatistics.ts';
import { callOf } from './testWorld.ts';

const stream = createRandom(5).stream('faults');
const draw = (rates: Partial<FaultRates>, count: number): readonly Fault[] =>
  Array.from({ length: count }, (_, id) => drawFault({ ...NO_FAULTS, ...rates }, stream, callOf(id)));
const victims = (faults: readonly Fault[], fault: Fault): readonly number[] =>
  faults.flatMap((found, id) => (found === fault ? [id] : []));

const KINDS = {
  timeoutRatio: 'timeout',
  errorRatio: 'error',
  latencyRatio: 'latency',
  partialRatio: 'partial',
} as const;
type Kind = keyof typeof KINDS;
const kinds = Object.keys(KINDS) as Kind[];

describe('faults', () => {
  it.each(kinds)('come at the rate of %s', (kind) => {
    const hits = victims(draw({ [kind]: 0.3 }, 20_000), KINDS[kind]).length;
    const { low, high } = shareInterval(hits, 20_000);
    expect(low).toBeLessThan(0.3);
    expect(high).toBeGreaterThan(0.3);
  });

  it.each(kinds)('befall nobody at a rate of 0 and everybody at 1: %s', (kind) => {
    expect(new Set(draw({ [kind]: 0 }, 1_000))).toEqual(new Set(['none']));
    expect(new Set(draw({ [kind]: 1 }, 1_000))).toEqual(new Set([KINDS[kind]]));
  });

  it('take more victims at a higher rate, and never spare one for it', () => {
    const few = new Set(victims(draw({ errorRatio: 0.2 }, 2_000), 'error'));
    const many = new Set(victims(draw({ errorRatio: 0.3 }, 2_000), 'error'));
    expect([...few].filter((id) => !many.has(id))).toEqual([]);
    expect(many.size).toBeGreaterThan(few.size);
  });

  it('leave the victims of the other kinds alone when one rate moves', () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true });
    const rates = fc.record({ timeoutRatio: rate, errorRatio: rate, latencyRatio: rate, partialRatio: rate });
    fc.assert(
      fc.property(rates, fc.constantFrom(...kinds), rate, (before, moved, value) => {
        const old = draw(before, 60);
        const now = draw({ ...before, [moved]: value }, 60);
        const others = (fault: Fault, id: number) => ![now[id], old[id]].includes(KINDS[moved]) && fault;
        expect(now.map(others)).toEqual(old.map(others));
      }),
    );
  });

  it('are a timeout before an error, an error before a slow call, a slow call before a partial answer', () => {
    expect(draw({ timeoutRatio: 1, errorRatio: 1, latencyRatio: 1, partialRatio: 1 }, 1)).toEqual([
      'timeout',
    ]);
    expect(draw({ errorRatio: 1, latencyRatio: 1, partialRatio: 1 }, 1)).toEqual(['error']);
    expect(draw({ latencyRatio: 1, partialRatio: 1 }, 1)).toEqual(['latency']);
  });

  it('come to exactly every second call when evenly spaced at 0.5', () => {
    expect(draw({ errorRatio: 0.5, errorLaw: 'evenlySpaced' }, 6)).toEqual([
      'none',
      'error',
      'none',
      'error',
      'none',
      'error',
    ]);
  });

  it('are never more than one off the rate when evenly spaced, and exact after 100 calls', () => {
    for (let percent = 0; percent <= 100; percent += 1) {
      const ratio = percent / 100;
      const hits = victims(draw({ errorRatio: ratio, errorLaw: 'evenlySpaced' }, 100), 'error');
      expect(hits, `${percent} %`).toHaveLength(percent);
      for (const [count, id] of hits.entries())
        expect(Math.abs(count + 1 - ratio * (id + 1))).toBeLessThan(1);
    }
  });
});
