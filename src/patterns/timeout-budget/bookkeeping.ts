/** Keeps the figures of the timeout-budget page as operations go by. */
import type { CallRecord, Outcome } from '../../sim/call.ts';
import { quantiseMs } from '../../sim/clock.ts';
import type { Counter } from '../../sim/metrics.ts';
import type { World } from '../../sim/world.ts';
import type { BudgetMetric } from './metrics.ts';
import type { Operation, Step } from './operation.ts';

export interface Bookkeeping {
  noteStart(): void;
  noteStep(step: Step, fastestQueryMs: number): void;
  /** The call has ended for its user. */
  noteAnswer(record: CallRecord): void;
  /** The operation itself is over. */
  noteEnd(operation: Operation): void;
}

const overrunOf = ({ startedAtMs, settings, endedAtMs }: Operation): number =>
  quantiseMs((endedAtMs ?? startedAtMs) - startedAtMs - settings.budgetMs);

export const isOverBudget = (operation: Operation): boolean =>
  operation.gaveUpAtMs !== null || overrunOf(operation) > 0;

export function createBookkeeping({ clock, metrics }: World): Bookkeeping {
  const counter = (id: BudgetMetric) => metrics.counter(id);
  const gauge = (id: BudgetMetric) => metrics.gauge(id);
  const histogram = (id: BudgetMetric) => metrics.histogram(id);

  const operations = counter('operations');
  const outcomes: Readonly<Record<Outcome, Counter>> = {
    succeeded: counter('succeeded'),
    degraded: counter('degraded'),
    failed: counter('failed'),
    timedOut: counter('timedOut'),
    rejected: counter('rejected'),
  };
  const answered = counter('answered');
  const withoutData = counter('withoutData');
  const overBudget = counter('overBudget');
  const attempts = counter('databaseAttempts');
  const doomed = counter('doomedAttempts');
  const elapsed = histogram('elapsedMs');
  const left = {
    cache: [histogram('budgetAtCacheMs')],
    database: [histogram('budgetAtDatabase1Ms'), histogram('budgetAtDatabase2Ms')],
    api: [histogram('budgetAtApiMs')],
    pause: [],
  };
  const leftAtEnd = histogram('budgetAtEndMs');
  const gauges = {
    successRate: gauge('successRate'),
    meanSuccess: gauge('meanSuccessMs'),
    meanFailure: gauge('meanFailureMs'),
    fromCache: gauge('fromCacheShare'),
    enriched: gauge('enrichedShare'),
    overBudget: gauge('overBudgetShare'),
    longestOverrun: gauge('longestOverrunMs'),
  };
  const counts = { successes: 0, fromCache: 0, enriched: 0, ended: 0 };
  const times = { successes: 0, failures: 0 };

  return {
    noteStart: () => operations.add(),
    noteStep(step, fastestQueryMs) {
      const { child, attempt, verdict, remainingMs, timeoutMs } = step;
      left[child][attempt]?.add(remainingMs);
      if (child !== 'database' || verdict !== 'start') return;
      attempts.add();
      if (timeoutMs <= fastestQueryMs) doomed.add();
    },
    noteAnswer({ result, arrivedAtMs }) {
      if (!result) return;
      const waitedMs = clock.nowMs - arrivedAtMs;
      outcomes[result.outcome].add();
      answered.add();
      if (result.outcome === 'succeeded' || result.outcome === 'degraded') {
        counts.successes += 1;
        times.successes += waitedMs;
        gauges.meanSuccess.set(times.successes / counts.successes);
      } else {
        times.failures += waitedMs;
        gauges.meanFailure.set(times.failures / (answered.total - counts.successes));
      }
      if (result.cause === 'fromCache' || result.cause === 'hitWithoutData') counts.fromCache += 1;
      if (result.cause === 'hitWithoutData') withoutData.add();
      if (result.cause === 'enriched') counts.enriched += 1;
      gauges.successRate.set(counts.successes / answered.total);
      gauges.fromCache.set(counts.fromCache / answered.total);
      gauges.enriched.set(counts.enriched / answered.total);
    },
    noteEnd(operation) {
      const overrunMs = overrunOf(operation);
      elapsed.add(quantiseMs(clock.nowMs - operation.startedAtMs));
      leftAtEnd.add(Math.max(0, -overrunMs));
      counts.ended += 1;
      if (isOverBudget(operation)) overBudget.add();
      gauges.overBudget.set(overBudget.total / counts.ended);
      gauges.longestOverrun.set(Math.max(gauges.longestOverrun.value ?? 0, overrunMs, 0));
    },
  };
}
