import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestChoice, type Situation } from './choice.ts';
import { DELAY_EDGES_MS, type Belief } from './learner.ts';

const sure = (mean: number): Belief => ({ mean, deviation: 0, evidence: 100 });

const SITUATION: Situation = {
  beliefs: DELAY_EDGES_MS.map(() => sure(0.9)),
  comesBack: () => null,
  askedMs: null,
  elapsedMs: 0,
  deadlineMs: 10_000,
  latencyMs: 50,
  price: 0.15,
  loadFactor: 1,
  optimism: 1,
  impatience: 0.2,
  askedSpread: 0.5,
  outagePrior: 1,
  leastAdvantage: 0.02,
  loadHalfLifeMs: 500,
};

const choose = (change: Partial<Situation>) => bestChoice({ ...SITUATION, ...change });
const isWorth = (change: Partial<Situation>) => {
  const choice = choose(change);
  return choice !== null && choice.worth > choice.price;
};

describe('the choice of a delay', () => {
  it('is the shortest where all help alike', () => {
    expect(choose({})).toMatchObject({ bucket: 0, fromMs: 0, toMs: 50 });
  });

  it('is a longer one where only that helps', () => {
    const beliefs = DELAY_EDGES_MS.map((fromMs) => sure(fromMs >= 1_000 ? 0.9 : 0.1));
    expect(choose({ beliefs })).toMatchObject({ fromMs: 1_000, toMs: 2_000 });
  });

  it('is none worth its price where nothing helps', () => {
    expect(isWorth({ beliefs: DELAY_EDGES_MS.map(() => sure(0.1)) })).toBe(false);
  });

  it('tries what little is known of', () => {
    const beliefs = DELAY_EDGES_MS.map((_, bucket) =>
      bucket === 3 ? { mean: 0.1, deviation: 0.2, evidence: 0 } : sure(0.1),
    );
    expect(choose({ beliefs })).toMatchObject({ bucket: 3 });
    expect(isWorth({ beliefs })).toBe(true);
    expect(isWorth({ beliefs, optimism: 0 })).toBe(false);
  });

  it('waits for the server to come back where past outages say when', () => {
    const comesBack = (delayMs: number) => ({ chance: delayMs > 1_500 ? 1 : 0, evidence: 20 });
    expect(choose({ comesBack })?.fromMs).toBe(2_000);
  });

  it('never comes before the server has asked for', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30_000 }), fc.nat({ max: 10_000 }), (askedMs, elapsedMs) => {
        const choice = choose({ askedMs, elapsedMs });
        expect(choice === null || choice.fromMs >= askedMs).toBe(true);
      }),
    );
  });

  it('is drawn from a span and never ends after the deadline', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.nat({ max: 2_000 }), (elapsedMs, latencyMs) => {
        const choice = choose({ elapsedMs, latencyMs });
        if (!choice) return;
        expect(choice.toMs).toBeGreaterThan(choice.fromMs);
        expect(elapsedMs + choice.toMs + latencyMs).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  it('finds a quick retry too dear under load', () => {
    expect(choose({ loadFactor: 10 })?.fromMs).toBeGreaterThan(0);
    expect(isWorth({ loadFactor: 10, deadlineMs: 100 })).toBe(false);
  });
});
