/** Why an operation ended as it did, in words with the numbers that decided. */
import type { CauseSpec } from '../../sim/call.ts';
import type { EndCause } from './machine.ts';

const some = (time: string | null) => time ?? 'some time';

export const OPERATION_CAUSES = {
  fromCache: { outcome: 'succeeded', label: 'from the cache', describe: () => 'from the cache' },
  hitWithoutData: {
    outcome: 'succeeded',
    label: 'hit without data',
    describe: () => 'from the cache, but without any data (as written)',
  },
  enriched: {
    outcome: 'succeeded',
    label: 'enriched',
    describe: () => 'from the database, enriched',
  },
  enrichmentSkipped: {
    outcome: 'degraded',
    label: 'enrichment skipped',
    describe: (time) => `not enriched: only ${some(time)} left`,
  },
  enrichmentTimedOut: {
    outcome: 'degraded',
    label: 'enrichment timed out',
    describe: (time) => `not enriched: no answer within ${some(time)}`,
  },
  enrichmentFailed: {
    outcome: 'degraded',
    label: 'enrichment failed',
    describe: () => 'not enriched: the enrichment failed',
  },
  cacheTimedOut: {
    outcome: 'failed',
    label: 'cache timeout',
    describe: (time) => `no answer from the cache within ${some(time)}, taken as fatal`,
  },
  databaseTimedOut: {
    outcome: 'failed',
    label: 'database timeout',
    describe: (time) => `last attempt: no answer from the database within ${some(time)}`,
  },
  databaseFailed: {
    outcome: 'failed',
    label: 'database error',
    describe: () => 'last attempt: the database answered with an error',
  },
  budgetExhausted: {
    outcome: 'failed',
    label: 'budget exhausted',
    describe: (time) => `budget exhausted, overdrawn by ${some(time)}`,
  },
  noTimeToRetry: {
    outcome: 'failed',
    label: 'no time to retry',
    describe: (time) => `first attempts failed; ${some(time)} left are too little for another`,
  },
  tooLittleTime: {
    outcome: 'rejected',
    label: 'too little time',
    describe: (time) => `database not asked: only ${some(time)} left`,
  },
  userGaveUp: {
    outcome: 'timedOut',
    label: 'user gave up',
    describe: (time) => `the user gave up after ${some(time)}`,
  },
} as const satisfies Record<EndCause, CauseSpec>;
