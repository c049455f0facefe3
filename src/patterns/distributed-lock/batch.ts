/** Runs schedules one after another without keeping their pictures, and says what became of each. */
import type { Summary } from '../../sim/metrics.ts';
import type { StudyColumn } from '../study.ts';
import { runWhole } from '../wholeRun.ts';
import { metrics } from './metrics.ts';
import { createBlindModel } from './model.ts';
import { params, type LockParams } from './params.ts';
import type { Schedule } from './schedules.ts';

/** Short leases and much to do, so that a few seconds see many of them. */
export const BUSY = {
  clients: 3,
  ttlMs: 2_000,
  renewEveryMs: 700,
  sectionMs: 2_400,
  writes: 4,
  restMs: 2_500,
  retryDelayMs: 350,
  retryJitterMs: 350,
  answerTimeoutMs: 300,
  electionMs: 600,
  latencyJitterMs: 0,
} as const satisfies Partial<LockParams>;

export function runSchedule({ params: set, interventions, durationMs }: Schedule, seed: number): Summary {
  return runWhole({ params, metrics, create: createBlindModel }, set, { seed, durationMs, interventions })
    .summary;
}

/** So that the trials of one study and of the next seed's are different ones. */
const SEEDS_APART = 100_003;
export const seedOfTrial = (seed: number, trial: number) => (seed * SEEDS_APART + trial) >>> 0;

const isMarked = (summary: Summary, ...ids: readonly string[]) => ids.some((id) => Number(summary[id]) > 0);

/** Writes of two holders mixed, or one was accepted of a client that no longer held the lock. */
export const isUnsafe = (summary: Summary) => isMarked(summary, 'i1Violations', 'staleWrites');
export const hasTwoLeases = (summary: Summary) => isMarked(summary, 'i4Violations');
export const isStalled = (summary: Summary) => isMarked(summary, 'i7Violations', 'i8Violations');

export const twoLeasesColumn: StudyColumn = {
  label: 'two leases',
  unit: 'share',
  help: 'Share of schedules in which two clients had a lease at one real time.',
};
export const stallsColumn: StudyColumn = {
  label: 'stalls',
  unit: 'share',
  help: 'Share of schedules after which nobody got the free lock.',
};
