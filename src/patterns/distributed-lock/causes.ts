/** How wishes for the lock end. */
import type { CauseSpec } from '../../sim/call.ts';

export const LOCK_CAUSES = {
  done: { outcome: 'succeeded', label: 'done', describe: () => 'the critical section was worked through' },
  unconfirmed: {
    outcome: 'degraded',
    label: 'unconfirmed',
    describe: () => 'worked through, but the resource did not answer every write',
  },
  expired: {
    outcome: 'failed',
    label: 'lease over',
    describe: () => 'the lease was over by the client’s own clock before the work was done',
  },
  refused: {
    outcome: 'failed',
    label: 'not renewed',
    describe: () => 'the service would not prolong the lease',
  },
  fenced: {
    outcome: 'failed',
    label: 'fenced off',
    describe: () => 'the resource rejected the token',
  },
  crashed: { outcome: 'failed', label: 'crashed', describe: () => 'the client crashed' },
  gaveUp: { outcome: 'rejected', label: 'gave up', describe: () => 'the client would not wait any longer' },
} as const satisfies Record<string, CauseSpec>;

export type LockCause = keyof typeof LOCK_CAUSES;
