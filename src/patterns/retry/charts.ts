/** The charts of the retry page. */
import type { AnyParamValues } from '../params.ts';
import type { ChartSpec } from '../pattern.ts';
import { possibleRangeMs, type BackoffSettings } from '../../sim/backoff.ts';
import { attemptsPerLayer } from './rules.ts';
import { DELAY_METRICS } from './metrics.ts';

/** Parameters by the names of the schema, as the page knows them. */
function allowedDelays(params: AnyParamValues): readonly (readonly [number, number] | null)[] {
  const settings = params as unknown as BackoffSettings;
  const attempts = attemptsPerLayer(Number(params['maxAttempts']), Number(params['layers']));
  return DELAY_METRICS.map((_, retry) => (retry + 1 < attempts ? possibleRangeMs(settings, retry) : null));
}

export const charts = [
  {
    id: 'arrivals',
    title: 'Arrivals at the server',
    kind: 'stacked',
    unit: 'callsPerRow',
    series: [
      { metric: 'firstAttempts', label: 'first attempts', tone: 'accent' },
      { metric: 'retries', label: 'retries', tone: 'warning' },
    ],
  },
  {
    id: 'delays',
    title: 'Retry delays',
    kind: 'steps',
    unit: 'ms',
    series: DELAY_METRICS.map((metric, retry) => ({ metric, label: `retry ${retry + 1}` })),
    allowed: allowedDelays,
  },
  {
    id: 'goodput',
    title: 'Goodput against load',
    kind: 'lines',
    unit: 'callsPerSecond',
    series: [
      { metric: 'attempts', label: 'attempts', tone: 'warning' },
      { metric: 'calls', label: 'calls', tone: 'muted' },
      { metric: 'succeeded', label: 'goodput', outcome: 'succeeded' },
    ],
  },
  {
    id: 'amplification',
    title: 'Amplification: attempts per call',
    kind: 'lines',
    unit: 'count',
    series: [{ metric: 'attempts', over: 'firstAttempts', label: 'attempts per call', tone: 'warning' }],
  },
  {
    id: 'latency',
    title: 'Time of a call',
    kind: 'lines',
    unit: 'ms',
    series: [
      { metric: 'callTimeMs.p50', label: 'p50', tone: 'muted' },
      { metric: 'callTimeMs.p95', label: 'p95', tone: 'accent' },
      { metric: 'callTimeMs.p99', label: 'p99', tone: 'warning' },
    ],
  },
] as const satisfies readonly ChartSpec[];
