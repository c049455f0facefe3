/** The charts of the bulkhead page: what the pools hold, whom they turn away, and what that does to latency. */
import type { ChartSeries, ChartSpec } from '../pattern.ts';
import { KIND_NAMES, KINDS, type Kind } from './kinds.ts';
import { metricOf, type KindMetric } from './metrics.ts';

const TONES = { database: 'one', cache: 'two', api: 'three' } as const satisfies Record<
  Kind,
  NonNullable<ChartSeries['tone']>
>;

function perKind(metric: KindMetric, quantile = ''): readonly ChartSeries[] {
  return KINDS.map((kind) => ({
    metric: metricOf(kind, metric) + quantile,
    label: KIND_NAMES[kind],
    tone: TONES[kind],
  }));
}

export const charts: readonly ChartSpec[] = [
  {
    id: 'slots',
    title: 'Slots in use',
    kind: 'lines',
    unit: 'share',
    series: perKind('utilisation'),
  },
  {
    id: 'queues',
    title: 'Calls waiting in the queue',
    kind: 'lines',
    unit: 'count',
    series: perKind('queued'),
  },
  {
    id: 'rejections',
    title: 'Rejections per second',
    kind: 'stacked',
    unit: 'callsPerSecond',
    series: perKind('rejected'),
  },
  {
    id: 'latency',
    title: 'Latency p95',
    kind: 'lines',
    unit: 'ms',
    series: perKind('latencyMs', '.p95'),
  },
];
