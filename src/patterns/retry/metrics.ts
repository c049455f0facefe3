/** What is measured on the retry page: the reference's `get_stats`, and what retries do to a server. */
import type { MetricSpec, MetricSpecs } from '../../sim/metrics.ts';

/** Retries whose waits have a histogram each: as many as one layer makes at most. */
export const MOST_RETRIES = 9;

export type DelayMetric = `delay${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}Ms`;

export const DELAY_METRICS = Array.from(
  { length: MOST_RETRIES },
  (_, retry) => `delay${retry + 1}Ms` as DelayMetric,
);

const delays = Object.fromEntries(
  DELAY_METRICS.map((id, retry): [string, MetricSpec] => [
    id,
    {
      label: `Delay ${retry + 1}`,
      unit: 'ms',
      kind: 'histogram',
      help: `Drawn delay before retry ${retry + 1}, without what the server asked for.`,
    },
  ]),
) as Record<DelayMetric, MetricSpec>;

export const metrics = {
  calls: { label: 'Calls', unit: 'calls', kind: 'counter', help: 'All calls made; retries are not calls.' },
  succeeded: {
    label: 'Succeeded',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls of which an attempt was answered.',
  },
  exhausted: {
    label: 'Exhausted',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls whose last allowed attempt failed.',
  },
  rejectedByBudget: {
    label: 'Rejected by budget',
    unit: 'calls',
    kind: 'counter',
    help: 'Failed calls for whose retry the budget had no room.',
  },
  abandoned: {
    label: 'Abandoned',
    unit: 'calls',
    kind: 'counter',
    help: 'Failed calls that were not retried: no retry would help, or none would come in time.',
  },
  successRate: {
    label: 'Success rate',
    unit: 'share',
    kind: 'gauge',
    help: 'Share of ended calls that succeeded.',
  },
  attempts: {
    label: 'Attempts',
    unit: 'calls',
    kind: 'counter',
    help: 'Attempts that reached the server, first ones and retries.',
  },
  firstAttempts: {
    label: 'First attempts',
    unit: 'calls',
    kind: 'counter',
    help: 'First attempts of calls.',
  },
  retries: {
    label: 'Retries',
    unit: 'calls',
    kind: 'counter',
    help: 'Attempts that are not the first of their call.',
  },
  amplification: {
    label: 'Amplification',
    unit: 'count',
    kind: 'gauge',
    help: 'Attempts per call so far: how many times the load the server gets.',
  },
  avgAttempts: {
    label: 'Average attempts',
    unit: 'count',
    kind: 'gauge',
    help: 'Attempts per call that has ended.',
  },
  goodput: {
    label: 'Goodput',
    unit: 'count',
    kind: 'gauge',
    help: 'Calls that succeeded, per second of the run so far.',
  },
  totalDelayMs: {
    label: 'Total delay',
    unit: 'ms',
    kind: 'counter',
    help: 'All waits of the calls that have ended.',
  },
  avgDelayMs: { label: 'Average delay', unit: 'ms', kind: 'gauge', help: 'Waits per call that has ended.' },
  callTimeMs: {
    label: 'Time of a call',
    unit: 'ms',
    kind: 'histogram',
    help: 'From arrival to end, with all attempts and waits, however it ended.',
  },
  successTimeMs: {
    label: 'Time to success',
    unit: 'ms',
    kind: 'histogram',
    help: 'From arrival to the answer, of the calls that succeeded.',
  },
  peakPer10Ms: {
    label: 'Peak of retries per 10 ms',
    unit: 'calls',
    kind: 'gauge',
    help: 'Most retries that reached the server within 10 ms.',
  },
  peakPer100Ms: {
    label: 'Peak of retries per 100 ms',
    unit: 'calls',
    kind: 'gauge',
    help: 'Most retries that reached the server within 100 ms.',
  },
  wastedShare: {
    label: 'Wasted work',
    unit: 'share',
    kind: 'gauge',
    help: 'Share of the server’s working time spent on attempts for whose answer nobody waited any more.',
  },
  budgetLeft: {
    label: 'Budget left',
    unit: 'share',
    kind: 'gauge',
    help: 'What is left of the first client’s retry budget: 0 % when its next retry would be refused.',
  },
  ...delays,
} as const satisfies MetricSpecs;

export type RetryMetric = keyof typeof metrics;
