/** What is measured on the timeout-budget page: the reference's success rate and times, what the budget allowed, and what was wasted. */
import type { MetricSpecs } from '../../sim/metrics.ts';

export const metrics = {
  operations: { label: 'Operations', unit: 'calls', kind: 'counter', help: 'All operations started.' },
  answered: {
    label: 'Ended for their users',
    unit: 'calls',
    kind: 'counter',
    help: 'Operations whose users have an answer, or know that there is none.',
  },
  succeeded: {
    label: 'Succeeded',
    unit: 'calls',
    kind: 'counter',
    help: 'Operations with a whole answer: from the cache, or enriched.',
  },
  degraded: {
    label: 'Degraded',
    unit: 'calls',
    kind: 'counter',
    help: 'Operations answered by the database, but not enriched.',
  },
  failed: {
    label: 'Failed',
    unit: 'calls',
    kind: 'counter',
    help: 'Operations that ended without an answer.',
  },
  timedOut: {
    label: 'Given up',
    unit: 'calls',
    kind: 'counter',
    help: 'Operations whose user stopped waiting when the budget was over.',
  },
  rejected: {
    label: 'Refused',
    unit: 'calls',
    kind: 'counter',
    help: 'Operations that were ended before the database was asked, because it could not have answered in time.',
  },
  successRate: {
    label: 'Success rate',
    unit: 'share',
    kind: 'gauge',
    help: 'Share of ended operations with an answer, enriched or not.',
  },
  meanSuccessMs: {
    label: 'Average time of successes',
    unit: 'ms',
    kind: 'gauge',
    help: 'Mean time from start to answer of the operations that got one.',
  },
  meanFailureMs: {
    label: 'Average time of failures',
    unit: 'ms',
    kind: 'gauge',
    help: 'Mean time that users waited for operations that gave no answer.',
  },
  elapsedMs: {
    label: 'Elapsed time',
    unit: 'ms',
    kind: 'histogram',
    help: 'Time from the start of an operation until it was over, even if its user had left before.',
  },
  fromCacheShare: {
    label: 'From the cache',
    unit: 'share',
    kind: 'gauge',
    help: 'Share of ended operations that the cache answered.',
  },
  withoutData: {
    label: 'Hits without data',
    unit: 'calls',
    kind: 'counter',
    help: 'Cache hits that carried no data, which the reference counts as successes.',
  },
  enrichedShare: {
    label: 'Enriched',
    unit: 'share',
    kind: 'gauge',
    help: 'Share of ended operations that the database answered and that were enriched.',
  },
  overBudget: {
    label: 'Over budget',
    unit: 'calls',
    kind: 'counter',
    help: 'Operations that were not over when their budget was.',
  },
  overBudgetShare: {
    label: 'Over budget, share',
    unit: 'share',
    kind: 'gauge',
    help: 'Share of ended operations that were not over when their budget was.',
  },
  longestOverrunMs: {
    label: 'Longest overrun',
    unit: 'ms',
    kind: 'gauge',
    help: 'The longest that an operation went on after its budget was over.',
  },
  budgetAtCacheMs: {
    label: 'Left at the cache',
    unit: 'ms',
    kind: 'histogram',
    help: 'Remaining budget when the cache is asked.',
  },
  budgetAtDatabase1Ms: {
    label: 'Left at attempt 1',
    unit: 'ms',
    kind: 'histogram',
    help: 'Remaining budget when the first attempt at the database is due.',
  },
  budgetAtDatabase2Ms: {
    label: 'Left at attempt 2',
    unit: 'ms',
    kind: 'histogram',
    help: 'Remaining budget when the second attempt at the database is due, 0 when it is overdrawn.',
  },
  budgetAtApiMs: {
    label: 'Left at the enrichment',
    unit: 'ms',
    kind: 'histogram',
    help: 'Remaining budget when the enrichment is due.',
  },
  budgetAtEndMs: {
    label: 'Left at the end',
    unit: 'ms',
    kind: 'histogram',
    help: 'Remaining budget when the operation is over, 0 when it is overdrawn.',
  },
  databaseAttempts: {
    label: 'Database attempts',
    unit: 'count',
    kind: 'counter',
    help: 'Attempts at the database that were started.',
  },
  doomedAttempts: {
    label: 'Doomed attempts',
    unit: 'count',
    kind: 'counter',
    help: 'Attempts started with no more time than the fastest query takes: they could not succeed.',
  },
  workedMs: {
    label: 'Server time',
    unit: 'ms',
    kind: 'counter',
    help: 'Time that the three servers worked, added up.',
  },
  wastedMs: {
    label: 'Wasted server time',
    unit: 'ms',
    kind: 'counter',
    help: 'Time that the servers worked on answers that nobody got.',
  },
  wastedShare: {
    label: 'Wasted server time, share',
    unit: 'share',
    kind: 'gauge',
    help: 'Share of the server time that went into answers that nobody got.',
  },
  databaseQueued: {
    label: 'Database queue',
    unit: 'count',
    kind: 'gauge',
    figure: 'mean',
    help: 'Queries that wait at the database, on average over time.',
  },
} as const satisfies MetricSpecs;

export type BudgetMetric = keyof typeof metrics;
