/** How calls end on this page, whichever contender makes them. */
import type { CauseSpec } from '../../sim/call.ts';

export const CALL_CAUSES = {
  answered: { outcome: 'succeeded', label: 'answered', describe: () => 'answered' },
  exhausted: {
    outcome: 'failed',
    label: 'attempts exhausted',
    describe: () => 'the last attempt that is allowed failed too',
  },
  lastTimedOut: {
    outcome: 'timedOut',
    label: 'last attempt timed out',
    describe: () => 'the last attempt that is allowed was not answered in time',
  },
  notWorthIt: {
    outcome: 'failed',
    label: 'not worth a retry',
    describe: () => 'a retry was not expected to be worth its price',
  },
  deadlinePassed: {
    outcome: 'timedOut',
    label: 'deadline',
    describe: () => 'another attempt would come too late for its user',
  },
  budgetSpent: {
    outcome: 'rejected',
    label: 'retry budget spent',
    describe: () => 'an attempt failed and the retry budget has no room for another in time',
  },
  turnedAway: {
    outcome: 'rejected',
    label: 'not sent',
    describe: () => 'not sent: the client holds back while the server turns away or loses what it gets',
  },
} as const satisfies Record<string, CauseSpec>;

export type CallCause = keyof typeof CALL_CAUSES;
