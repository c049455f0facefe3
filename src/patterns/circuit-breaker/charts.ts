/** The charts of the circuit-breaker page. */
import type { ChartSpec } from '../pattern.ts';

export const charts = [
  {
    id: 'outcomes',
    title: 'Outcomes per second',
    kind: 'stacked',
    unit: 'callsPerSecond',
    series: [
      { metric: 'succeeded', label: 'succeeded', outcome: 'succeeded' },
      { metric: 'failed', label: 'failed', outcome: 'failed' },
      { metric: 'timedOut', label: 'timed out', outcome: 'timedOut' },
      { metric: 'rejected', label: 'rejected', outcome: 'rejected' },
    ],
  },
  {
    id: 'failure-rate',
    title: 'Failure rate of attempted calls',
    kind: 'lines',
    unit: 'share',
    series: [{ metric: 'failures', over: 'attempted', label: 'failure rate', outcome: 'failed' }],
    threshold: { param: 'failureRatio', label: 'trips at' },
  },
  {
    id: 'latency',
    title: 'Latency of attempted calls',
    kind: 'lines',
    unit: 'ms',
    series: [
      { metric: 'latencyMs.p50', label: 'p50', tone: 'muted' },
      { metric: 'latencyMs.p95', label: 'p95', tone: 'accent' },
      { metric: 'latencyMs.p99', label: 'p99', tone: 'warning' },
    ],
  },
  { id: 'states', title: 'State over time', kind: 'lanes', unit: 'state', series: [] },
] as const satisfies readonly ChartSpec[];
