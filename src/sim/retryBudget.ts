/**
 * Retry budgets: what limits the retries of all calls of a client together, so that retries cannot multiply the load on
 * a server that fails. The rules are those of Finagle (a share of calls), of gRPC (proposal A6) and of the AWS SDKs.
 */
import type { Clock } from './clock.ts';

export type BudgetKind = 'none' | 'ratio' | 'grpc' | 'aws';

export interface BudgetSettings {
  readonly retryBudget: BudgetKind;
  /** Retries per call within the window, 0–1. */
  readonly budgetRatio: number;
  /** Retries per second on top. */
  readonly budgetMinPerSecond: number;
  readonly budgetWindowMs: number;
  readonly grpcMaxTokens: number;
  readonly grpcTokenRatio: number;
  readonly awsCapacity: number;
  readonly awsRetryCost: number;
  readonly awsTimeoutCost: number;
  readonly awsThrottlingCost: number;
}

/** `cause` is the id of the cause with which the last attempt failed. */
export interface RetryBudget {
  noteCall(): void;
  noteFailure(): void;
  /** `retryCause` is the cause of the call's last failed attempt, null when the first attempt succeeded. */
  noteSuccess(retryCause: string | null): void;
  hasRoom(cause: string): boolean;
  /** Takes what a retry costs; only after `hasRoom`. */
  withdraw(cause: string): void;
  /** What is left for retries: 1 when full, 0 when the next one would be refused. */
  left(): number;
}

type SettingsNow = () => BudgetSettings;

export function createBudget(clock: Clock, settings: SettingsNow): RetryBudget {
  switch (settings().retryBudget) {
    case 'none':
      return unlimited;
    case 'ratio':
      return createRatioBudget(clock, settings);
    case 'grpc':
      return createGrpcBudget(settings);
    case 'aws':
      return createAwsBudget(settings);
  }
}

const unlimited: RetryBudget = {
  noteCall: () => {},
  noteFailure: () => {},
  noteSuccess: () => {},
  hasRoom: () => true,
  withdraw: () => {},
  left: () => 1,
};

const SLICES = 10;
/** Rounding must not cost a retry its place: 0.29 · 100 is a little less than 29. */
const ROUNDING = 1e-9;

/** Finagle's: calls pay in and retries draw out; both are forgotten after the window, and a reserve is always there. */
function createRatioBudget(clock: Clock, settings: SettingsNow): RetryBudget {
  const calls = new Float64Array(SLICES);
  const retries = new Float64Array(SLICES);
  let newest = 0;

  function present(): number {
    const slice = Math.floor((clock.nowMs * SLICES) / settings().budgetWindowMs);
    if (slice < newest || slice - newest >= SLICES) {
      calls.fill(0);
      retries.fill(0);
      newest = slice;
    }
    while (newest < slice) {
      newest += 1;
      calls[newest % SLICES] = 0;
      retries[newest % SLICES] = 0;
    }
    return slice % SLICES;
  }
  const add = (counts: Float64Array) => {
    const slice = present();
    counts[slice] = (counts[slice] as number) + 1;
  };
  const sum = (counts: Float64Array) => counts.reduce((total, count) => total + count, 0);

  function allowed(): number {
    const { budgetRatio, budgetMinPerSecond, budgetWindowMs } = settings();
    present();
    return budgetRatio * sum(calls) + (budgetMinPerSecond * budgetWindowMs) / 1000;
  }
  const free = () => allowed() - sum(retries) + ROUNDING;

  return {
    noteCall: () => add(calls),
    noteFailure: () => {},
    noteSuccess: () => {},
    hasRoom: () => free() >= 1,
    withdraw: () => add(retries),
    left: () => (free() < 1 ? 0 : Math.min(1, free() / allowed())),
  };
}

/** gRPC counts in thousandths of a token, so that tenths add up. */
const MILLI = 1_000;

function createGrpcBudget(settings: SettingsNow): RetryBudget {
  let spent = 0;
  const capacity = () => settings().grpcMaxTokens * MILLI;
  const tokens = () => Math.max(0, capacity() - spent);
  const isAlive = () => tokens() > capacity() / 2;

  return {
    noteCall: () => {},
    noteFailure() {
      spent = Math.min(capacity(), spent + MILLI);
    },
    noteSuccess() {
      spent = Math.max(0, Math.min(capacity(), spent) - Math.round(settings().grpcTokenRatio * MILLI));
    },
    hasRoom: isAlive,
    withdraw: () => {},
    left: () => (isAlive() ? (2 * tokens()) / capacity() - 1 : 0),
  };
}

function createAwsBudget(settings: SettingsNow): RetryBudget {
  let spent = 0;
  const capacity = () => settings().awsCapacity;
  const tokens = () => Math.max(0, capacity() - spent);

  function costOf(cause: string): number {
    const { awsRetryCost, awsTimeoutCost, awsThrottlingCost } = settings();
    if (cause === 'callTimeout') return awsTimeoutCost;
    return cause === 'throttled' ? awsThrottlingCost : awsRetryCost;
  }

  return {
    noteCall: () => {},
    noteFailure: () => {},
    noteSuccess(retryCause) {
      const refund = retryCause === null ? 1 : costOf(retryCause);
      spent = Math.max(0, Math.min(capacity(), spent) - refund);
    },
    hasRoom: (cause) => tokens() >= costOf(cause),
    withdraw(cause) {
      spent += costOf(cause);
    },
    left: () => (tokens() < settings().awsRetryCost ? 0 : tokens() / capacity()),
  };
}
