import { beforeEach, describe, expect, it } from 'vitest';
import { createCompiledHost } from '../../sim/compiledHost.ts';
import { createWorld, type World } from '../../sim/world.ts';
import { createController, type Controller } from './controller.ts';
import type { Manner } from './machine.ts';

let world: World;
let controller: Controller;
const LIMITS = { constrainedBelow: 0.5, healthyFrom: 0.6, throttledFrom: 0.05, openBelow: 0.01 };
let limits = LIMITS;

beforeEach(() => {
  world = createWorld({ seed: 1, durationMs: 1_000, metrics: {}, createHost: createCompiledHost });
  limits = LIMITS;
  controller = createController(world, () => limits);
});

const choose = (manner: Manner) =>
  controller.chosen('slow', {
    manner,
    evidence: 9,
    chance: 0.5,
    worth: 0.4,
    price: 0.1,
    fromMs: 0,
    toMs: 50,
  });
const told = () => world.trace.milestones().map(({ type }) => type);

describe('the strategy of a class', () => {
  it('goes from learning to what is known to be best, and to learning again once evidence has faded', () => {
    const states = (
      ['learning', 'quickRetry', 'giveUp', 'giveUp', 'waitAsTold', 'backoff', 'learning'] as const
    ).map((manner) => {
      choose(manner);
      return controller.strategyOf('slow');
    });
    const known = ['quickRetry', 'giveUp', 'giveUp', 'waitAsTold', 'backoff'].map(
      (manner) => `known.${manner}`,
    );
    expect(states).toEqual(['learning', ...known, 'learning']);
    expect(told()).toHaveLength(5);
    expect(controller.strategyOf('transient')).toBe('learning');
  });
});

describe('the budget', () => {
  it('is constrained below half and healthy again only well above it', () => {
    const states = [1, 0.6, 0.45, 0.55, 0.61].map((share) => {
      controller.tokens(share, true);
      return controller.budget;
    });
    expect(states).toEqual(['healthy', 'healthy', 'constrained', 'constrained', 'healthy']);
  });

  it('is exhausted without a token, and constrained with the next one', () => {
    controller.tokens(0, false);
    expect(controller.budget).toBe('exhausted');
    controller.tokens(0.01, true);
    expect(controller.budget).toBe('constrained');
  });
});

describe('limits', () => {
  it('that change count from the next fact on, even when that is the same as the last', () => {
    controller.tokens(0.45, true);
    controller.load(0.2);
    limits = { ...LIMITS, constrainedBelow: 0.2, healthyFrom: 0.4, openBelow: 0.3 };
    controller.tokens(0.45, true);
    controller.load(0.2);
    expect([controller.budget, controller.admission]).toEqual(['healthy', 'open']);
  });
});

describe('admission', () => {
  it('throttles from 5 % on, and opens when nearly nothing is held back any more', () => {
    const states = [0.04, 0.2, 0.03, 0].map((chance) => {
      controller.load(chance);
      return controller.admission;
    });
    expect(states).toEqual(['open', 'throttling', 'throttling', 'open']);
  });
});
