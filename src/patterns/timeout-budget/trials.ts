/** The trials of the studies: many operations, each alone on the servers, and what became of them. */
import type { Measuring } from '../study.ts';
import { runWhole } from '../wholeRun.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params } from './params.ts';
import type { BudgetParams } from './servers.ts';

/** One operation after the other, so that none meets another's work. */
const ALONE = {
  clients: 1,
  arrivals: 'sequential',
  operationsPerSecond: 200,
  databaseConcurrency: 1_000,
  databaseQueue: Infinity,
} as const satisfies Partial<BudgetParams>;

/** Longer than any operation can take with its pauses. */
const LONGEST_OPERATION_MS = 100_000;

/** What can befall an operation, as studies count it. */
export type Counted =
  'fromCache' | 'withoutData' | 'enriched' | 'refused' | 'overBudget' | 'secondAttempt' | 'secondSucceeds';

interface Trials {
  readonly isSuccess: readonly boolean[];
  readonly successTimesMs: readonly number[];
  readonly failureTimesMs: readonly number[];
  readonly counts: Readonly<Record<Counted, number>>;
}

export function runTrials({ params: values, seed, trials }: Measuring<BudgetParams>): Trials {
  const isSuccess: boolean[] = [];
  const successTimesMs: number[] = [];
  const failureTimesMs: number[] = [];
  const counts = {
    fromCache: 0,
    withoutData: 0,
    enriched: 0,
    refused: 0,
    overBudget: 0,
    secondAttempt: 0,
    secondSucceeds: 0,
  };
  const { summary } = runWhole(
    { params, metrics, create: createModel },
    { ...values, ...ALONE, maxOperations: trials },
    {
      seed,
      durationMs: trials * LONGEST_OPERATION_MS,
      onStart({ trace }) {
        trace.subscribe(({ type, data }) => {
          if (data['child'] === 'database' && data['attempt'] === 1) {
            if (type === 'call.stepReached' && data['verdict'] === 'start') counts.secondAttempt += 1;
            if (type === 'call.stepEnded' && data['end'] === 'answered') counts.secondSucceeds += 1;
          }
          if (data['latencyMs'] === undefined) return;
          const succeeded = type === 'call.succeeded' || type === 'call.degraded';
          isSuccess.push(succeeded);
          (succeeded ? successTimesMs : failureTimesMs).push(Number(data['latencyMs']));
          if (data['cause'] === 'fromCache' || data['cause'] === 'hitWithoutData') counts.fromCache += 1;
          if (data['cause'] === 'enriched') counts.enriched += 1;
        });
      },
    },
  );
  counts.withoutData = Number(summary['withoutData']);
  counts.overBudget = Number(summary['overBudget']);
  counts.refused = Number(summary['rejected']);
  return { isSuccess, successTimesMs, failureTimesMs, counts };
}
