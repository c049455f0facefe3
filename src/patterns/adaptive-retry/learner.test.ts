import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../sim/clock.ts';
import { bucketOfDelay, createLearner, DELAY_EDGES_MS, LONGEST_DELAY_MS, rangeOfBucket } from './learner.ts';

const HALF_LIFE_MS = 10_000;

function setUp() {
  const clock = createClock();
  return {
    clock,
    learner: createLearner(clock, () => ({
      halfLifeMs: HALF_LIFE_MS,
      priorWeight: 2,
      downFrom: 5,
      outageHalfLives: 6,
    })),
  };
}

describe('beliefs', () => {
  it('know nothing at first: every delay is a toss-up', () => {
    const { learner } = setUp();
    for (const [bucket] of DELAY_EDGES_MS.entries())
      expect(learner.belief('slow', bucket)).toMatchObject({ mean: 0.5, evidence: 0 });
  });

  it('put every delay into the bucket whose range holds it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 20_000, noNaN: true }), (delayMs) => {
        const [from, to] = rangeOfBucket(bucketOfDelay(delayMs));
        expect(delayMs).toBeGreaterThanOrEqual(from);
        expect(delayMs < to || to === LONGEST_DELAY_MS).toBe(true);
      }),
    );
  });

  it('follow the outcomes of their bucket, and a little those of their class', () => {
    const { learner } = setUp();
    for (let i = 0; i < 20; i += 1) learner.note('permanent', 100, false);
    expect(learner.belief('permanent', bucketOfDelay(100)).mean).toBeLessThan(0.05);
    expect(learner.belief('permanent', bucketOfDelay(3_000)).mean).toBeCloseTo(1 / 22);
    expect(learner.belief('transient', bucketOfDelay(100)).mean).toBe(0.5);
  });

  it('fade by half in every half-life, and the doubt grows again', () => {
    const { clock, learner } = setUp();
    for (let i = 0; i < 16; i += 1) learner.note('slow', 0, false);
    const before = learner.belief('slow', 0);
    clock.moveTo(2 * HALF_LIFE_MS);
    const after = learner.belief('slow', 0);
    expect(learner.evidence('slow')).toBeCloseTo(4);
    expect(after.mean).toBeGreaterThan(before.mean);
    expect(after.deviation).toBeGreaterThan(before.deviation);
  });

  it('stay chances whatever is seen', () => {
    const outcomes = fc.array(fc.tuple(fc.nat({ max: 9_000 }), fc.boolean(), fc.nat({ max: 5_000 })));
    fc.assert(
      fc.property(outcomes, (seen) => {
        const { clock, learner } = setUp();
        for (const [delayMs, isSuccess, passesMs] of seen) {
          clock.moveTo(clock.nowMs + passesMs);
          learner.note('overload', delayMs, isSuccess);
        }
        for (const [bucket] of DELAY_EDGES_MS.entries()) {
          const { mean, deviation, evidence } = learner.belief('overload', bucket);
          expect(mean > 0 && mean < 1 && deviation > 0 && deviation <= 0.5 && evidence >= 0).toBe(true);
        }
      }),
    );
  });
});

describe('the learned recovery', () => {
  function outage(lengthMs: number, { clock, learner }: ReturnType<typeof setUp>) {
    const fromMs = clock.nowMs;
    for (let i = 0; i < 5; i += 1) learner.sawFailure(fromMs);
    clock.moveTo(fromMs + lengthMs);
    return learner.sawAnswer(clock.nowMs);
  }

  it('takes the server for down after five failures in a row, and for back at the next answer', () => {
    const world = setUp();
    for (let i = 0; i < 4; i += 1) world.learner.sawFailure(0);
    expect(world.learner.isDown).toBe(false);
    world.learner.sawFailure(0);
    expect(world.learner.isDown).toBe(true);
    world.clock.moveTo(1_500);
    expect(world.learner.sawAnswer(1_490)).toBe(1_500);
    expect(world.learner.isDown).toBe(false);
  });

  it('does not believe an answer to what was sent before the first failure', () => {
    const { clock, learner } = setUp();
    clock.moveTo(1_000);
    for (let i = 0; i < 5; i += 1) learner.sawFailure(1_000);
    clock.moveTo(1_050);
    expect(learner.sawAnswer(990)).toBeNull();
    expect(learner.isDown).toBe(true);
  });

  it('knows after a few outages of 2 s that the next one takes 2 s', () => {
    const world = setUp();
    for (let i = 0; i < 4; i += 1) {
      outage(2_000, world);
      world.clock.moveTo(world.clock.nowMs + 5_000);
    }
    expect(world.learner.recoveryMs()).toBeCloseTo(2_000);
    for (let i = 0; i < 5; i += 1) world.learner.sawFailure(world.clock.nowMs);
    expect(world.learner.comesBack(1_900)?.chance).toBe(0);
    expect(world.learner.comesBack(2_100)?.chance).toBe(1);
    expect(world.learner.comesBack(2_100)?.evidence).toBeGreaterThan(2);
  });
});
