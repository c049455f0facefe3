/** What may keep the contender “fixed delay” from overload: token bucket, circuit breaker, or throttling. */
import { nothingToCancel, type Result, type Settle } from '../../sim/call.ts';
import { createBreaker } from '../../sim/breaker/policy.ts';
import type { BreakerSettings } from '../../sim/breaker/rules.ts';
import type { World } from '../../sim/world.ts';
import type { Attempt } from './attempt.ts';
import type { AdaptiveParams, ParamsNow } from './settings.ts';
import { createThrottling } from './throttling.ts';

export interface Guard {
  admits(attempt: Attempt): boolean;
  ended(attempt: Attempt, isSuccess: boolean): void;
  /** Takes what a retry costs; false when there is not enough. */
  paysRetry(): boolean;
}

const OPEN: Guard = { admits: () => true, ended: () => {}, paysRetry: () => true };
const OK: Result = { outcome: 'succeeded', cause: 'answered', causeMs: null };
const NOT_OK: Result = { outcome: 'failed', cause: 'transient', causeMs: null };

function createBucket(params: ParamsNow): Guard {
  let spent = 0;
  return {
    ...OPEN,
    ended(_, isSuccess) {
      if (isSuccess) spent = Math.max(0, spent - params().guardRatio);
    },
    paysRetry() {
      if (params().guardCapacity - spent < 1) return false;
      spent += 1;
      return true;
    },
  };
}

function createSreGuard(world: World, params: ParamsNow): Guard {
  const draws = world.random.stream('guard');
  const throttling = createThrottling(world.clock, () => ({
    ratio: params().guardRatioK,
    windowMs: params().guardWindowMs,
  }));
  return {
    ...OPEN,
    admits({ call, number }) {
      const chance = throttling.chance();
      throttling.requested();
      return chance === 0 || draws.at(call.id, number) >= chance;
    },
    ended(_, isSuccess) {
      if (isSuccess) throttling.accepted();
    },
  };
}

/** Opens at half of at least 20 attempts within 10 s, closes after five probes. */
function breakerSettings({ guardOpenMs }: AdaptiveParams): BreakerSettings {
  return {
    tripOn: 'ratioInWindow',
    failureThreshold: 5,
    failureRatio: 0.5,
    windowCalls: 100,
    windowMs: 10_000,
    minimumCalls: 20,
    slowCallMs: Infinity,
    slowCallRatio: 1,
    ratioComparison: 'atLeast',
    evaluateOn: 'everyResult',
    successThreshold: 5,
    openDurationMs: guardOpenMs,
    openGrowth: 1,
    maxOpenDurationMs: guardOpenMs,
    reopenJitter: 0,
    halfOpenOn: 'nextCall',
    halfOpenProbes: 5,
    halfOpenRule: 'successes',
    maxHalfOpenMs: Infinity,
    lateResults: 'ignored',
  };
}

function createBreakerGuard(world: World, params: ParamsNow): Guard {
  // In the crowd: the guard's statechart is no part of this page.
  const breaker = createBreaker(
    { ...world, machines: world.crowd },
    {
      client: 0,
      settings: breakerSettings(params()),
      onState: () => {},
    },
  );
  const settles = new WeakMap<Attempt, Settle>();
  return {
    ...OPEN,
    admits(attempt) {
      let isAdmitted = false;
      const service = breaker.policy((_, settle) => {
        isAdmitted = true;
        settles.set(attempt, settle);
        return nothingToCancel;
      });
      service({ id: attempt.call.id, client: 0 }, () => {});
      return isAdmitted;
    },
    ended(attempt, isSuccess) {
      settles.get(attempt)?.(isSuccess ? OK : NOT_OK);
    },
  };
}

export function createGuard(world: World, params: ParamsNow): Guard {
  switch (params().guard) {
    case 'none':
      return OPEN;
    case 'bucket':
      return createBucket(params);
    case 'breaker':
      return createBreakerGuard(world, params);
    case 'sre':
      return createSreGuard(world, params);
  }
}
