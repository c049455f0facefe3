/** The charts of the adaptive-retry page. */
import type { ChartSeries, ChartSpec } from '../pattern.ts';
import { CONTENDER_LABELS, type ContenderId } from './contenders.ts';
import { metricOf } from './metrics.ts';

/** The same colour for a contender in every chart. More than five lines cannot be told apart, so AWS's is left out: it lies between full jitter and gRPC. */
const LOOKS = {
  none: { tone: 'muted' },
  fixed: { tone: 'two' },
  expo: { tone: 'warning' },
  grpc: { tone: 'three' },
  adaptive: { tone: 'accent' },
} as const satisfies Partial<Record<ContenderId, Pick<ChartSeries, 'tone'>>>;

const SHOWN = Object.keys(LOOKS) as (keyof typeof LOOKS)[];

function perContender(
  figure: Parameters<typeof metricOf>[1],
  over?: Parameters<typeof metricOf>[1] | 'calls',
): ChartSeries[] {
  return SHOWN.map((id) => ({
    metric: metricOf(id, figure),
    label: CONTENDER_LABELS[id],
    ...LOOKS[id],
    ...(over && { over: over === 'calls' ? 'calls' : metricOf(id, over) }),
  }));
}

export const charts: readonly ChartSpec[] = [
  {
    id: 'success',
    title: 'Success within deadline',
    kind: 'lines',
    unit: 'callsPerSecond',
    series: perContender('ok'),
  },
  { id: 'strategy', title: 'Strategy over time', kind: 'lanes', unit: 'state', series: [] },
  {
    id: 'arrivals',
    title: 'Attempts at the server',
    kind: 'lines',
    unit: 'callsPerSecond',
    series: perContender('attempts'),
  },
  {
    id: 'wasted',
    title: 'Wasted attempts',
    kind: 'lines',
    unit: 'callsPerSecond',
    series: perContender('wasted'),
  },
  {
    id: 'amplification',
    title: 'Amplification: attempts per call',
    kind: 'lines',
    unit: 'count',
    series: perContender('attempts', 'calls'),
  },
  {
    id: 'belief',
    title: 'Chance that a retry succeeds',
    kind: 'lines',
    unit: 'share',
    series: [
      { metric: 'believedSuccesses', over: 'decidedRetries', label: 'believed', tone: 'accent' },
      { metric: 'retrySuccesses', over: 'decidedRetries', label: 'true', outcome: 'succeeded' },
    ],
  },
  {
    id: 'recovery',
    title: 'Recovery time of the server',
    kind: 'lines',
    unit: 'ms',
    series: [
      { metric: 'learnedRecoveryMs', label: 'learned', tone: 'accent' },
      { metric: 'trueRecoveryMs', label: 'last outage', tone: 'muted' },
    ],
  },
];
