/** What is measured on the graceful-degradation page: what users get, what switching costs, and what the twin would have lost. */
import type { MetricSpec, MetricSpecs } from '../../sim/metrics.ts';
import { FEATURES, type FeatureId } from './features.ts';

type PerFeature<Prefix extends string> = Record<`${Prefix}${Capitalize<FeatureId>}`, MetricSpec>;

export const metricOf = <Prefix extends 'health' | 'availability'>(prefix: Prefix, id: FeatureId) =>
  `${prefix}${id[0]?.toUpperCase()}${id.slice(1)}` as `${Prefix}${Capitalize<FeatureId>}`;

function perFeature<Prefix extends 'health' | 'availability'>(
  prefix: Prefix,
  specOf: (label: string) => MetricSpec,
): PerFeature<Prefix> {
  return Object.fromEntries(
    FEATURES.map(({ id, label }) => [metricOf(prefix, id), specOf(label)]),
  ) as PerFeature<Prefix>;
}

export const metrics = {
  coreAvailability: {
    label: 'Core availability',
    unit: 'share',
    kind: 'gauge',
    help: 'Share of all visits whose core feature, browse or checkout, was answered before the user left.',
  },
  twinAvailability: {
    label: 'Without degradation',
    unit: 'share',
    kind: 'gauge',
    help: 'The core availability of the twin: the same visits and the same faults, but no degradation.',
  },
  featureAvailability: {
    label: 'Feature availability',
    unit: 'share',
    kind: 'gauge',
    help: 'Share of all optional parts asked for that were there.',
  },
  userValue: {
    label: 'User-visible value',
    unit: 'share',
    kind: 'gauge',
    help: 'Weighted share of what visits asked for that their users got: checkout 20, browse 10, ads 1, other parts 2; last good data count half.',
  },
  twinValue: {
    label: 'Value without',
    unit: 'share',
    kind: 'gauge',
    help: 'The user-visible value of the twin without degradation.',
  },
  timeToDisableMs: {
    label: 'Time to disable',
    unit: 'ms',
    kind: 'gauge',
    help: 'From the moment a service fell sick until its feature was off, for the last feature that went off so.',
  },
  timeToRestoreMs: {
    label: 'Time to restore',
    unit: 'ms',
    kind: 'gauge',
    help: 'From the moment a service was well again until its feature was fully on, for the last one that came back so.',
  },
  toggles: {
    label: 'Toggles',
    unit: 'count',
    kind: 'counter',
    help: 'Features switched off by their health, and switched fully on again.',
  },
  togglesPerMinute: {
    label: 'Toggles per minute',
    unit: 'count',
    kind: 'gauge',
    help: 'Toggles of the last 20 s, times three.',
  },
  flaps: {
    label: 'Flaps',
    unit: 'count',
    kind: 'counter',
    help: 'Features that went off again within 10 s of being fully on again.',
  },
  failedReturns: {
    label: 'Failed returns',
    unit: 'count',
    kind: 'counter',
    help: 'Probes and ramps that ended in another time off.',
  },
  falseDisables: {
    label: 'False disables',
    unit: 'count',
    kind: 'counter',
    help: 'Features that went off although their true health was at or above the threshold.',
  },
  saved: {
    label: 'Requests saved',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls to services that were not made, because a part was off, dimmed or shed.',
  },
  savedOff: {
    label: 'Saved: off',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls not made because the feature was off, probing or ramping.',
  },
  savedDimmed: {
    label: 'Saved: dimmed',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls not made because the dimmer left out optional content.',
  },
  savedShed: {
    label: 'Saved: shed',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls not made because the part was shed under pressure.',
  },
  visits: { label: 'Visits', unit: 'calls', kind: 'counter', help: 'Pages that users asked for.' },
  whole: { label: 'Whole pages', unit: 'calls', kind: 'counter', help: 'Pages with every part there.' },
  degraded: {
    label: 'Degraded pages',
    unit: 'calls',
    kind: 'counter',
    help: 'Pages whose core was there, with parts missing, left out or from the last good data.',
  },
  failed: { label: 'Failed', unit: 'calls', kind: 'counter', help: 'Visits whose core gave no answer.' },
  timedOut: {
    label: 'Users left',
    unit: 'calls',
    kind: 'counter',
    help: 'Visits whose user ran out of patience.',
  },
  rejected: {
    label: 'Turned away',
    unit: 'calls',
    kind: 'counter',
    help: 'Visits shed, or turned away because every worker was busy and the queue full.',
  },
  coreAsked: { label: 'Core asked', unit: 'calls', kind: 'counter', help: 'Visits that have ended.' },
  coreServed: {
    label: 'Core served',
    unit: 'calls',
    kind: 'counter',
    help: 'Visits whose core feature was answered in time.',
  },
  twinAsked: {
    label: 'Twin asked',
    unit: 'calls',
    kind: 'counter',
    help: 'Visits that have ended at the twin.',
  },
  twinServed: {
    label: 'Twin served',
    unit: 'calls',
    kind: 'counter',
    help: 'Visits whose core feature the twin answered in time.',
  },
  fromLastGood: {
    label: 'From last good data',
    unit: 'calls',
    kind: 'counter',
    help: 'Visits whose core feature was answered from the last good data.',
  },
  pageLatencyMs: {
    label: 'Page latency',
    unit: 'ms',
    kind: 'histogram',
    help: 'From arrival until the page was there or the user left, without those turned away.',
  },
  p95Ms: {
    label: 'p95 now',
    unit: 'ms',
    kind: 'gauge',
    help: 'The p95 of page latency that the dimmer measures.',
  },
  dimmer: {
    label: 'Dimmer',
    unit: 'share',
    kind: 'gauge',
    help: 'Share of visits that are served with optional content; 100 % while the dimmer is off.',
  },
  queueFill: {
    label: 'Queue for workers',
    unit: 'share',
    kind: 'gauge',
    help: 'How full the queue for shared workers is; it decides what is shed.',
  },
  disableThreshold: {
    label: 'Disable below',
    unit: 'share',
    kind: 'gauge',
    help: 'The threshold under which a feature is disabled.',
  },
  enableThreshold: {
    label: 'Enable from',
    unit: 'share',
    kind: 'gauge',
    help: 'The threshold that probes must reach, never under the other one.',
  },
  ...perFeature('health', (label) => ({
    label: `Health: ${label.toLowerCase()}`,
    unit: 'share',
    kind: 'gauge',
    help: 'Share of good answers in the health window, as monitoring reports it.',
  })),
  ...perFeature('availability', (label) => ({
    label: `Available: ${label.toLowerCase()}`,
    unit: 'share',
    kind: 'gauge',
    help: 'Share of the visits that asked for the part and got it.',
  })),
} as const satisfies MetricSpecs;

export type ShopMetric = keyof typeof metrics;
