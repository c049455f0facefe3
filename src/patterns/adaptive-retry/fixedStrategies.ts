/** The contenders that do not learn: none, fixed delay, full jitter, AWS standard, gRPC with throttling. */
import { ceilingMs } from '../../sim/backoff.ts';
import { createBudget, type BudgetSettings, type RetryBudget } from '../../sim/retryBudget.ts';
import type { World } from '../../sim/world.ts';
import type { Failure, LabCall, Strategy } from './attempt.ts';
import type { ContenderId, ErrorClass } from './contenders.ts';
import { createGuard } from './guards.ts';
import type { AdaptiveParams, ParamsNow } from './settings.ts';

export type FixedContender = Exclude<ContenderId, 'adaptive'>;

/** The names under which the budgets know these failures. */
function budgetCause(errorClass: ErrorClass): string {
  if (errorClass === 'slow') return 'callTimeout';
  return errorClass;
}

function budgetSettings(kind: 'aws' | 'grpc', params: AdaptiveParams): BudgetSettings {
  const { awsCapacity, awsRetryCost, grpcMaxTokens, grpcTokenRatio } = params;
  return {
    retryBudget: kind,
    budgetRatio: 0,
    budgetMinPerSecond: 0,
    budgetWindowMs: 1_000,
    grpcMaxTokens,
    grpcTokenRatio,
    awsCapacity,
    awsRetryCost,
    awsTimeoutCost: awsRetryCost,
    awsThrottlingCost: awsRetryCost,
  };
}

function createWaits(kind: FixedContender, world: World, params: ParamsNow) {
  const jitter = world.random.stream('jitter');
  return ({ id, attempts }: LabCall, { askedMs }: Failure): number => {
    const { fixedDelayMs, initialDelayMs, maxDelayMs, grpcJitter, awsMostExtraMs } = params();
    if (kind === 'fixed') return fixedDelayMs;
    const retry = attempts - 1;
    const ceiling = ceilingMs({ initialDelayMs, maxDelayMs, exponentialBase: 2, jitter: 'full' }, retry);
    const draw = jitter.at(id, retry);
    if (kind === 'grpc') return askedMs ?? ceiling * (1 - grpcJitter + 2 * grpcJitter * draw);
    const own = ceiling * draw;
    if (kind === 'expo' || askedMs === null) return own;
    return Math.min(Math.max(own, askedMs), own + awsMostExtraMs);
  };
}

export function createFixedStrategy(kind: FixedContender, world: World, params: ParamsNow): Strategy {
  const { clock } = world;
  const waitAfter = createWaits(kind, world, params);
  const budget: RetryBudget | null =
    kind === 'aws' || kind === 'grpc' ? createBudget(clock, () => budgetSettings(kind, params())) : null;
  let guarded: { readonly kind: string; readonly guard: ReturnType<typeof createGuard> } | null = null;

  /** A change of kind starts a new guard. */
  function guard() {
    const present = params().guard;
    if (guarded?.kind !== present) guarded = { kind: present, guard: createGuard(world, params) };
    return guarded.guard;
  }
  const isGuarded = kind === 'fixed';

  return {
    admits(attempt) {
      if (attempt.number === 0) budget?.noteCall();
      return !isGuarded || guard().admits(attempt);
    },
    answered(attempt) {
      budget?.noteSuccess(attempt.after && budgetCause(attempt.after));
      if (isGuarded) guard().ended(attempt, true);
    },
    failed(attempt) {
      budget?.noteFailure();
      if (isGuarded) guard().ended(attempt, false);
    },
    decide(call, failure) {
      const cause = budgetCause(failure.errorClass);
      if (kind === 'none' || call.attempts >= params().maxAttempts)
        return failure.errorClass === 'slow' ? 'lastTimedOut' : 'exhausted';
      const waitMs = waitAfter(call, failure);
      if (clock.nowMs + waitMs >= call.deadlineAtMs) return 'deadlinePassed';
      if (isGuarded && !guard().paysRetry()) return 'budgetSpent';
      if (!budget) return waitMs;
      if (!budget.hasRoom(cause)) return 'budgetSpent';
      budget.withdraw(cause);
      return waitMs;
    },
  };
}
