/** What is measured on the circuit-breaker page: the reference's `get_state`, and what a breaker is judged by. */
import type { MetricSpecs } from '../../sim/metrics.ts';

export const metrics = {
  calls: {
    label: 'Total calls',
    unit: 'calls',
    kind: 'counter',
    help: 'All calls made, rejected ones included.',
  },
  attempted: {
    label: 'Attempted',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls that were let through and have ended.',
  },
  succeeded: { label: 'Succeeded', unit: 'calls', kind: 'counter', help: 'Calls answered.' },
  failed: { label: 'Failed', unit: 'calls', kind: 'counter', help: 'Calls answered with an error.' },
  timedOut: { label: 'Timed out', unit: 'calls', kind: 'counter', help: 'Calls the client gave up on.' },
  rejected: {
    label: 'Rejected',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls the breaker turned away at once.',
  },
  failures: {
    label: 'Total failures',
    unit: 'calls',
    kind: 'counter',
    help: 'Errors and timeouts together, as the breaker counts them.',
  },
  failureRate: {
    label: 'Failure rate',
    unit: 'share',
    kind: 'gauge',
    help: 'Failures over attempted calls, or over all calls as the reference reports it.',
  },
  circuitOpens: {
    label: 'Circuit opens',
    unit: 'count',
    kind: 'counter',
    help: 'How often a breaker opened.',
  },
  failureCount: {
    label: 'Failure count',
    unit: 'count',
    kind: 'gauge',
    help: 'Failures in a row at the first client’s breaker.',
  },
  successCount: {
    label: 'Success count',
    unit: 'count',
    kind: 'gauge',
    help: 'Successful probes at the first client’s breaker.',
  },
  spared: {
    label: 'Failures spared',
    unit: 'calls',
    kind: 'counter',
    help: 'Rejected calls that the server would have failed.',
  },
  needless: {
    label: 'Needless rejections',
    unit: 'calls',
    kind: 'counter',
    help: 'Rejected calls that the server would have answered.',
  },
  shareClosed: {
    label: 'Time closed',
    unit: 'share',
    kind: 'gauge',
    figure: 'mean',
    help: 'Share of time closed, over all breakers.',
  },
  shareOpen: {
    label: 'Time open',
    unit: 'share',
    kind: 'gauge',
    figure: 'mean',
    help: 'Share of time open, over all breakers.',
  },
  shareHalfOpen: {
    label: 'Time half-open',
    unit: 'share',
    kind: 'gauge',
    figure: 'mean',
    help: 'Share of time half-open, over all breakers.',
  },
  shareForcedOpen: {
    label: 'Time forced open',
    unit: 'share',
    kind: 'gauge',
    figure: 'mean',
    help: 'Share of time forced open by the operator.',
  },
  shareDisabled: {
    label: 'Time disabled',
    unit: 'share',
    kind: 'gauge',
    figure: 'mean',
    help: 'Share of time disabled by the operator.',
  },
  latencyMs: {
    label: 'Latency',
    unit: 'ms',
    kind: 'histogram',
    help: 'Time from arrival to end of the calls that were let through.',
  },
  timeToDetectMs: {
    label: 'Time to detect',
    unit: 'ms',
    kind: 'gauge',
    help: 'From the start of the last sickness (an outage, or at least half of all calls failing) to the first opening.',
  },
  timeToRecoverMs: {
    label: 'Time to recover',
    unit: 'ms',
    kind: 'gauge',
    help: 'From the end of the last sickness until every breaker was closed again.',
  },
} as const satisfies MetricSpecs;

export type BreakerMetric = keyof typeof metrics;
