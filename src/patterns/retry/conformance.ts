/** Replays vectors of the reference's retry policy (Exercise 2): single calls, and batches with their statistics. */
import type { Result, Service } from '../../sim/call.ts';
import { meanOf, quantileEstimate } from '../../sim/estimate.ts';
import { firstDifference, type Replayer, type VectorFile } from '../conformance.ts';
import { defaultParams } from '../params.ts';
import { params } from './params.ts';
import { ceilingMs } from '../../sim/backoff.ts';
import type { Wait } from './rules.ts';
import { createStudyWorld, runTrials, type TrialSettings } from './trials.ts';

interface Policy {
  readonly max_attempts: number;
  readonly initial_delay_ms: number;
  readonly max_delay_ms: number;
  readonly exponential_base: number;
  readonly jitter: boolean;
}

interface Vector {
  readonly policy: Policy;
  readonly outcomes: readonly ('success' | 'failure')[];
  readonly jitter_u: readonly number[];
  readonly service_ms: number;
  readonly expected: Readonly<Record<string, unknown>>;
}

interface Batch {
  readonly policy: Policy;
  readonly success_chance: number;
  readonly trials: readonly { readonly service_u: readonly number[]; readonly jitter_u: readonly number[] }[];
  readonly per_trial: readonly unknown[];
  readonly expected: Readonly<Record<string, number>>;
}

const ANSWERED: Result = { outcome: 'succeeded', cause: 'answered', causeMs: null };
const FAILED: Result = { outcome: 'failed', cause: 'injectedError', causeMs: null };

/** The reference's rules, with nothing of what it lacks. */
function asWritten(policy: Policy): TrialSettings {
  return {
    ...defaultParams(params),
    maxAttempts: policy.max_attempts,
    initialDelayMs: policy.initial_delay_ms,
    maxDelayMs: policy.max_delay_ms,
    exponentialBase: policy.exponential_base,
    jitter: policy.jitter ? 'full' : 'none',
    retryOn: 'everything',
    retryBudget: 'none',
    attemptTimeoutMs: Infinity,
    callDeadlineMs: Infinity,
  };
}

/** `expected` with every number that `got` meets to within the tolerance replaced by what was got. */
function withinTolerance(expected: unknown, got: unknown, tolerance: number): unknown {
  if (typeof expected === 'number' && typeof got === 'number')
    return Math.abs(expected - got) <= tolerance ? got : expected;
  if (typeof expected !== 'object' || expected === null || typeof got !== 'object') return expected;
  const found = got as Readonly<Record<string, unknown>> | null;
  const entries = Object.entries(expected).map(([key, value]) => [
    key,
    withinTolerance(value, found?.[key], tolerance),
  ]);
  return Array.isArray(expected) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

function drawGiven(draws: readonly number[] | undefined, index: number): number {
  const draw = draws?.[index];
  if (draw === undefined) throw new Error(`There is no draw ${index}.`);
  return draw;
}

function observe({ policy, outcomes, jitter_u, service_ms }: Vector): Readonly<Record<string, unknown>> {
  const world = createStudyWorld(0);
  const settings = asWritten(policy);
  const starts: number[] = [];
  const waits: Wait[] = [];
  const drawn = new Set<number>();
  const server: Service = ({ attempt = 0 }, settle) => {
    const outcome = outcomes[attempt];
    if (outcome === undefined) throw new Error(`There is no outcome for attempt ${attempt + 1}.`);
    starts.push(world.clock.nowMs);
    const timer = world.clock.schedule(service_ms, () => settle(outcome === 'success' ? ANSWERED : FAILED));
    return () => world.clock.cancel(timer);
  };
  const [trial] = runTrials(world, server, 1, settings, {
    jitterOf(_, retry) {
      drawn.add(retry);
      return drawGiven(jitter_u, retry);
    },
    onWait: (_, wait) => waits.push(wait),
  });
  if (!trial) throw new Error('The call has not ended.');
  return {
    result: trial.isSuccess ? 'success' : 'failure',
    error_is_from_attempt: trial.isSuccess ? null : starts.length,
    attempts: trial.attempts,
    base_delays_ms: waits.map(({ retry }) => ceilingMs(settings, retry)),
    delays_ms: waits.map(({ waitMs }) => waitMs),
    total_delay_ms: trial.waitedMs,
    attempt_starts_ms: starts,
    elapsed_ms: trial.timeMs,
    jitter_draws_used: drawn.size,
  };
}

function replay(vector: unknown, file: VectorFile): string | null {
  const { expected } = vector as Vector;
  const observed = observe(vector as Vector);
  return firstDifference('call', withinTolerance(expected, observed, Number(file['tolerance_ms'])), observed);
}

/** The batches name no tolerance; their times are sums of products with six digits. */
const BATCH_TOLERANCE = 1e-4;

function observeBatch({ policy, success_chance, trials: draws }: Batch) {
  const world = createStudyWorld(0);
  const server: Service = ({ id, attempt = 0 }, settle) => {
    const isSuccess = drawGiven(draws[id]?.service_u, attempt) < success_chance;
    const timer = world.clock.schedule(0, () => settle(isSuccess ? ANSWERED : FAILED));
    return () => world.clock.cancel(timer);
  };
  const trials = runTrials(world, server, draws.length, asWritten(policy), {
    jitterOf: ({ id }, retry) => drawGiven(draws[id]?.jitter_u, retry),
  });
  const waits = trials.map(({ waitedMs }) => waitedMs);
  const times = trials.map(({ timeMs }) => timeMs);
  return {
    perTrial: trials.map(({ isSuccess, attempts, timeMs }) => ({ ok: isSuccess, attempts, time_ms: timeMs })),
    summary: {
      success_rate: meanOf(trials.map(({ isSuccess }) => Number(isSuccess))),
      avg_attempts: meanOf(trials.map(({ attempts }) => attempts)),
      total_delay_ms: meanOf(waits) * waits.length,
      avg_delay_ms: meanOf(waits),
      avg_time_ms: meanOf(times),
      p95_time_ms: quantileEstimate(times, 0.95, 0.95).value,
    },
  };
}

function replayBatch(vector: unknown): string | null {
  const { per_trial, expected } = vector as Batch;
  const { perTrial, summary } = observeBatch(vector as Batch);
  return (
    firstDifference('trial', withinTolerance(per_trial, perTrial, BATCH_TOLERANCE), perTrial) ??
    firstDifference('batch', withinTolerance(expected, summary, BATCH_TOLERANCE), summary)
  );
}

export const replayers: readonly Replayer[] = [
  { format: 'retry/1', replay },
  { format: 'retry-batch/1', list: 'batches', replay: replayBatch },
];
