/** How visits end, and how the parts of a page do. */
import type { CauseSpec, Result } from '../../sim/call.ts';
import { TIMEOUT_CAUSES } from '../../sim/timeout.ts';

export const VISIT_CAUSES = {
  wholePage: { outcome: 'succeeded', label: 'whole page', describe: () => 'every part was there' },
  lastGoodData: {
    outcome: 'degraded',
    label: 'last good data',
    describe: () => 'the core answered from the last good data',
  },
  partsMissing: {
    outcome: 'degraded',
    label: 'parts missing',
    describe: () => 'an optional part was asked for in vain',
  },
  partsOff: {
    outcome: 'degraded',
    label: 'parts left out',
    describe: () => 'optional parts were left out on purpose',
  },
  coreFailed: { outcome: 'failed', label: 'core failed', describe: () => 'the core feature gave no answer' },
  noWorker: {
    outcome: 'rejected',
    label: 'no worker',
    describe: () => 'every worker is busy and the queue is full',
  },
  shed: {
    outcome: 'rejected',
    label: 'shed',
    describe: () => 'shed, to keep room for more critical visits',
  },
  callTimeout: {
    ...TIMEOUT_CAUSES.callTimeout,
    label: 'user left',
    describe: (time) => `the user left after ${time ?? 'a while'}`,
  },
} as const satisfies Record<string, CauseSpec>;

export type VisitCause = Exclude<keyof typeof VISIT_CAUSES, 'callTimeout'>;

export const endsVisit = (cause: VisitCause): Result => ({
  outcome: VISIT_CAUSES[cause].outcome,
  cause,
  causeMs: null,
});

/** Why a part was not asked for. These end parts only, never visits. */
export type Omission = 'off' | 'dimmed' | 'shed';

export const OMITTED: Readonly<Record<Omission, Result>> = {
  off: { outcome: 'degraded', cause: 'off', causeMs: null },
  dimmed: { outcome: 'degraded', cause: 'dimmed', causeMs: null },
  shed: { outcome: 'degraded', cause: 'shed', causeMs: null },
};

export const FROM_LAST_GOOD: Result = { outcome: 'degraded', cause: 'lastGoodData', causeMs: null };
