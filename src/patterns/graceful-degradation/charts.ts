/** The charts of the graceful-degradation page. */
import type { ChartSpec } from '../pattern.ts';

const thresholds = [
  { metric: 'disableThreshold', label: 'disable below', tone: 'warning' },
  { metric: 'enableThreshold', label: 'enable from', tone: 'muted' },
] as const;

export const charts = [
  {
    id: 'core',
    title: 'Core availability',
    kind: 'lines',
    unit: 'share',
    series: [
      { metric: 'coreServed', over: 'coreAsked', label: 'with degradation', outcome: 'succeeded' },
      { metric: 'twinServed', over: 'twinAsked', label: 'without', outcome: 'failed' },
    ],
  },
  {
    id: 'health-promotion',
    title: 'Health of promotions',
    kind: 'lines',
    unit: 'share',
    series: [
      { metric: 'healthRecommendations', label: 'recommendations', tone: 'one' },
      { metric: 'healthReviews', label: 'reviews', tone: 'two' },
      { metric: 'healthAds', label: 'ads', tone: 'three' },
      ...thresholds,
    ],
  },
  {
    id: 'health-offer',
    title: 'Health of the offer',
    kind: 'lines',
    unit: 'share',
    series: [
      { metric: 'healthPersonalPrices', label: 'personal prices', tone: 'one' },
      { metric: 'healthLiveStock', label: 'live stock', tone: 'two' },
      ...thresholds,
    ],
  },
  {
    id: 'health-core',
    title: 'Health of the core',
    kind: 'lines',
    unit: 'share',
    series: [
      { metric: 'healthBrowse', label: 'browse', tone: 'one' },
      { metric: 'healthCheckout', label: 'checkout', tone: 'two' },
      ...thresholds,
    ],
  },
  {
    id: 'toggles',
    title: 'Feature toggles per minute',
    kind: 'lines',
    unit: 'count',
    series: [{ metric: 'togglesPerMinute', label: 'toggles per minute', tone: 'warning' }],
  },
  {
    id: 'dimmer',
    title: 'Dimmer and queue',
    kind: 'lines',
    unit: 'share',
    series: [
      { metric: 'dimmer', label: 'dimmer', tone: 'accent' },
      { metric: 'queueFill', label: 'queue for workers', tone: 'muted' },
    ],
  },
  {
    id: 'latency',
    title: 'Page latency (p95)',
    kind: 'lines',
    unit: 'ms',
    series: [{ metric: 'p95Ms', label: 'p95', tone: 'accent' }],
    threshold: { param: 'setpointMs', label: 'setpoint' },
  },
  {
    id: 'saved',
    title: 'Requests saved per second',
    kind: 'stacked',
    unit: 'callsPerSecond',
    series: [
      { metric: 'savedOff', label: 'feature off', outcome: 'rejected' },
      { metric: 'savedDimmed', label: 'dimmed', tone: 'one' },
      { metric: 'savedShed', label: 'shed', tone: 'muted' },
    ],
  },
  {
    id: 'pages',
    title: 'Pages per second',
    kind: 'stacked',
    unit: 'callsPerSecond',
    series: [
      { metric: 'whole', label: 'whole', outcome: 'succeeded' },
      { metric: 'degraded', label: 'degraded', outcome: 'degraded' },
      { metric: 'failed', label: 'failed', outcome: 'failed' },
      { metric: 'timedOut', label: 'user left', outcome: 'timedOut' },
      { metric: 'rejected', label: 'turned away', outcome: 'rejected' },
    ],
  },
  { id: 'states', title: 'States of the features', kind: 'lanes', unit: 'state', series: [] },
] as const satisfies readonly ChartSpec[];
