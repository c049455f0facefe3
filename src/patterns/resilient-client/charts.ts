/** The charts of the resilient-client page. */
import type { ChartSpec } from '../pattern.ts';

export const charts = [
  {
    id: 'pages',
    title: 'Pages as reported',
    kind: 'stacked',
    unit: 'callsPerSecond',
    series: [
      { metric: 'successful', label: 'full', outcome: 'succeeded' },
      { metric: 'partial', label: 'partial', outcome: 'degraded' },
      { metric: 'failed', label: 'failed', outcome: 'failed' },
    ],
  },
  {
    id: 'twin',
    title: 'Shown of the last ten pages',
    kind: 'lines',
    unit: 'share',
    series: [
      { metric: 'shownLately', label: 'resilient client', tone: 'accent' },
      { metric: 'naiveShownLately', label: 'naive client', outcome: 'failed' },
    ],
  },
  {
    id: 'origins',
    title: 'Where parts came from',
    kind: 'stacked',
    unit: 'callsPerSecond',
    series: [
      { metric: 'partsFresh', label: 'fresh', outcome: 'succeeded' },
      { metric: 'partsCached', label: 'cached', tone: 'one' },
      { metric: 'partsStale', label: 'stale', tone: 'warning' },
      { metric: 'partsFallback', label: 'fallback', outcome: 'degraded' },
      { metric: 'partsTruncated', label: 'truncated', tone: 'two' },
      { metric: 'partsMissing', label: 'missing', outcome: 'failed' },
    ],
  },
  {
    id: 'injections',
    title: 'Injections by mode',
    kind: 'stacked',
    unit: 'callsPerSecond',
    series: [
      { metric: 'incidentsLatency', label: 'latency', tone: 'three' },
      { metric: 'incidentsPartial', label: 'partial', outcome: 'degraded' },
      { metric: 'incidentsTimeout', label: 'timeout', outcome: 'timedOut' },
      { metric: 'incidentsError', label: 'error', outcome: 'failed' },
    ],
  },
  {
    id: 'latency',
    title: 'Page latency',
    kind: 'lines',
    unit: 'ms',
    series: [
      { metric: 'latencyMs.p50', label: 'p50', tone: 'muted' },
      { metric: 'latencyMs.p95', label: 'p95', tone: 'accent' },
      { metric: 'naiveLatencyMs.p95', label: 'naive p95', tone: 'warning' },
    ],
  },
  { id: 'states', title: 'Watched page over time', kind: 'lanes', unit: 'state', series: [] },
] as const satisfies readonly ChartSpec[];
