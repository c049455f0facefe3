/** What is measured on the bulkhead page: the reference's metrics of each pool, and what tells whether its size is right. */
import type { MetricSpec, MetricSpecs } from '../../sim/metrics.ts';
import { capitalise, KIND_NAMES, type Kind } from './kinds.ts';

type Named<K extends string, Specs> = {
  readonly [Id in keyof Specs & string as `${K}${Capitalize<Id>}`]: MetricSpec;
};

/** The metrics that each kind of calls has. `active` to `meanExecutionMs` are the reference's. */
const perKind = {
  active: {
    label: 'active',
    unit: 'calls',
    kind: 'gauge',
    help: 'Calls that hold a slot.',
  },
  queued: {
    label: 'queued',
    unit: 'calls',
    kind: 'gauge',
    help: 'Calls that wait for a slot.',
  },
  completed: {
    label: 'completed',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls whose work was done, whether or not somebody still waited for it.',
  },
  failed: {
    label: 'failed',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls whose work ended in an error, whether or not somebody still waited for it.',
  },
  rejected: {
    label: 'rejected',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls turned away at once because slots and queue were full.',
  },
  timedOut: {
    label: 'timed out',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls whose caller gave up.',
  },
  successRate: {
    label: 'success rate',
    unit: 'share',
    kind: 'gauge',
    help: 'Completed over completed and failed; none while nothing has ended, where the reference says 0 %.',
  },
  rejectionRate: {
    label: 'rejection rate',
    unit: 'share',
    kind: 'gauge',
    help: 'Rejected over completed, failed and rejected.',
  },
  predictedRejection: {
    label: 'predicted rejections',
    unit: 'share',
    kind: 'gauge',
    help: 'What theory says for the present parameters: Erlang B without a queue, M/M/c/K with one, which is exact for exponential times only; none where neither applies.',
  },
  meanExecutionMs: {
    label: 'average time',
    unit: 'ms',
    kind: 'gauge',
    help: 'Mean time in a slot of the completed calls, waiting not included.',
  },
  meanWaitMs: {
    label: 'average wait',
    unit: 'ms',
    kind: 'gauge',
    help: 'Mean time in the queue of all calls that got a slot.',
  },
  waitMs: {
    label: 'queue wait',
    unit: 'ms',
    kind: 'histogram',
    help: 'Time in the queue of the calls that got a slot.',
  },
  latencyMs: {
    label: 'latency',
    unit: 'ms',
    kind: 'histogram',
    help: 'Time until the caller had an answer, an error or enough; rejected calls not included.',
  },
  utilisation: {
    label: 'utilisation',
    unit: 'share',
    kind: 'gauge',
    figure: 'mean',
    help: 'Mean share of the pool’s slots that these calls held.',
  },
  inPool: {
    label: 'in the pool',
    unit: 'calls',
    kind: 'gauge',
    figure: 'mean',
    help: 'Mean number of calls in slots and queue: Little’s L.',
  },
  arrivalsTimesStay: {
    label: 'arrivals × stay',
    unit: 'calls',
    kind: 'gauge',
    help: 'Calls let in per second times the mean time they stayed: Little’s λ·W, which is L in the long run.',
  },
  wastedMs: {
    label: 'work for nobody',
    unit: 'ms',
    kind: 'counter',
    help: 'Time that slots were held after the caller had given up.',
  },
} as const satisfies MetricSpecs;

export type KindMetric = keyof typeof perKind;
export type MetricOfKind = `${Kind}${Capitalize<KindMetric>}`;

/** Id of that metric for that kind. */
export function metricOf(kind: Kind, metric: KindMetric): MetricOfKind {
  return `${kind}${capitalise(metric)}` as MetricOfKind;
}

function metricsOf<K extends Kind>(kind: K): Named<K, typeof perKind> {
  const named = Object.entries(perKind).map(([id, spec]) => [
    metricOf(kind, id as KindMetric),
    { ...spec, label: `${capitalise(KIND_NAMES[kind])}: ${spec.label}` },
  ]);
  return Object.fromEntries(named) as Named<K, typeof perKind>;
}

export const metrics = {
  calls: { label: 'Total calls', unit: 'calls', kind: 'counter', help: 'All calls of all kinds.' },
  succeeded: {
    label: 'Succeeded',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls whose caller got an answer.',
  },
  failed: { label: 'Failed', unit: 'calls', kind: 'counter', help: 'Calls whose caller got an error.' },
  timedOut: { label: 'Timed out', unit: 'calls', kind: 'counter', help: 'Calls whose caller gave up.' },
  rejected: {
    label: 'Rejected',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls turned away at once by a full pool.',
  },
  ...metricsOf('database'),
  ...metricsOf('cache'),
  ...metricsOf('api'),
} as const satisfies MetricSpecs;
