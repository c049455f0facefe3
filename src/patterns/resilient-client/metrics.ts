/** What is measured on the resilient-client page: what the reference reports, what is true, and what a naive client would have given. */
import type { MetricSpecs } from '../../sim/metrics.ts';

const label = (name: string, help: string) =>
  ({ label: name, unit: 'count', kind: 'counter', help }) as const;

export const metrics = {
  pages: {
    label: 'Pages asked for',
    unit: 'calls',
    kind: 'counter',
    help: 'Pages that users have asked for.',
  },
  successful: {
    label: 'Successful dashboards',
    unit: 'calls',
    kind: 'counter',
    help: 'Pages reported as a full success.',
  },
  partial: {
    label: 'Partial dashboards',
    unit: 'calls',
    kind: 'counter',
    help: 'Pages shown and reported as partial.',
  },
  failed: {
    label: 'Failed dashboards',
    unit: 'calls',
    kind: 'counter',
    help: 'Pages that came up as an error.',
  },
  ended: {
    label: 'Pages ended',
    unit: 'calls',
    kind: 'counter',
    help: 'Pages that came up, one way or another.',
  },
  shown: {
    label: 'Pages shown',
    unit: 'calls',
    kind: 'counter',
    help: 'Pages that came up whole or in part.',
  },
  successRate: {
    label: 'Success rate',
    unit: 'share',
    kind: 'gauge',
    help: 'Successful and partial pages over all that ended, as the reference reports it.',
  },
  shownLately: {
    label: 'Shown lately',
    unit: 'share',
    kind: 'gauge',
    help: 'Pages shown among the last ten that ended.',
  },
  naiveShownLately: {
    label: 'Naive: shown lately',
    unit: 'share',
    kind: 'gauge',
    help: 'Pages shown among the last ten that ended at the naive client.',
  },
  fullShare: {
    label: 'Reported as full',
    unit: 'share',
    kind: 'gauge',
    help: 'Pages reported as a full success over all that ended.',
  },
  wholeShare: {
    label: 'Really whole',
    unit: 'share',
    kind: 'gauge',
    help: 'Pages of which every part was fresh or cached within its time, over all that ended.',
  },
  fullYetDegraded: {
    label: 'Full yet degraded',
    unit: 'calls',
    kind: 'counter',
    help: 'Pages reported as a full success although a part was stale, truncated, missing or a stand-in.',
  },
  latencyMs: {
    label: 'Page latency',
    unit: 'ms',
    kind: 'histogram',
    help: 'Time from asking for a page until it came up, as an error too.',
  },
  retries: {
    label: 'Retries',
    unit: 'calls',
    kind: 'counter',
    help: 'Attempts for user data after the first one of a page.',
  },
  serviceCalls: {
    label: 'Service calls',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls to the four services, retries and hedges included.',
  },
  wasted: {
    label: 'Wasted calls',
    unit: 'calls',
    kind: 'counter',
    help: 'Service calls cut off by a timeout, beaten by a hedge, or answered for a page that failed.',
  },
  shared: {
    label: 'Shared reads',
    unit: 'calls',
    kind: 'counter',
    help: 'Reads of user data that were spared because another page was already waiting for the same.',
  },
  hedges: {
    label: 'Hedged reads',
    unit: 'calls',
    kind: 'counter',
    help: 'Second calls for user data whose first one was late.',
  },
  staleShare: {
    label: 'Stale share',
    unit: 'share',
    kind: 'gauge',
    help: 'Shown pages with stale user data over all that were shown.',
  },
  staleAgeMs: {
    label: 'Stale age',
    unit: 'ms',
    kind: 'histogram',
    help: 'Age of stale user data when it was shown, counted from the end of its fetch.',
  },
  poisonings: {
    label: 'Cache poisonings',
    unit: 'count',
    kind: 'counter',
    help: 'Damaged answers that entered the cache.',
  },
  damagedFromCache: {
    label: 'Damaged from cache',
    unit: 'calls',
    kind: 'counter',
    help: 'Pages whose user data came damaged from the cache.',
  },
  partsFresh: label('Fresh parts', 'Parts shown as their service had just answered.'),
  partsCached: label('Cached parts', 'Parts shown from the cache within its time.'),
  partsStale: label('Stale parts', 'Parts shown from the cache past its time.'),
  partsFallback: label('Fallback parts', 'Parts for which a stand-in was shown.'),
  partsTruncated: label('Truncated parts', 'Parts shown with something lost.'),
  partsMissing: label('Missing parts', 'Parts of which nothing was shown, those of failed pages included.'),
  incidents: {
    label: 'Incidents',
    unit: 'count',
    kind: 'counter',
    help: 'Injections by chaos into calls of the resilient client.',
  },
  incidentsLatency: label('Latency incidents', 'Calls that chaos made late.'),
  incidentsError: label('Error incidents', 'Calls that chaos answered with an error.'),
  incidentsPartial: label('Partial incidents', 'Answers from which chaos took something away.'),
  incidentsTimeout: label('Timeout incidents', 'Calls that chaos lost.'),
  naiveEnded: {
    label: 'Naive: ended',
    unit: 'calls',
    kind: 'counter',
    help: 'The same pages, built by a client without retry, cache, fallback or timeout under the same draws.',
  },
  naiveShown: {
    label: 'Naive: shown',
    unit: 'calls',
    kind: 'counter',
    help: 'Pages that came up at the naive client.',
  },
  naiveFailed: {
    label: 'Naive: failed',
    unit: 'calls',
    kind: 'counter',
    help: 'Pages that came up as an error at the naive client.',
  },
  naiveSuccessRate: {
    label: 'Naive: success rate',
    unit: 'share',
    kind: 'gauge',
    help: 'Pages shown by the naive client over all that ended there.',
  },
  naiveLatencyMs: {
    label: 'Naive: page latency',
    unit: 'ms',
    kind: 'histogram',
    help: 'Time until the naive client’s page came up, as an error too.',
  },
} as const satisfies MetricSpecs;

export type ClientMetric = keyof typeof metrics;
