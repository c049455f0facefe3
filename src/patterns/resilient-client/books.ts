/** The books of the page: what is counted when something happens to a page, to a part of it or to a call. */
import type { Disturbance, Incident } from '../../sim/chaos.ts';
import { quantiseMs } from '../../sim/clock.ts';
import type { Gauge } from '../../sim/metrics.ts';
import type { World } from '../../sim/world.ts';
import type { ClientMetric } from './metrics.ts';
import { isShown, labelsOf, type Page } from './page.ts';
import { LABELS, SERVICES, type Label } from './parts.ts';
import { isDegraded } from './rules.ts';

const PARTS = {
  fresh: 'partsFresh',
  cached: 'partsCached',
  stale: 'partsStale',
  fallback: 'partsFallback',
  truncated: 'partsTruncated',
  missing: 'partsMissing',
} as const satisfies Record<Label, ClientMetric>;

const INCIDENTS = {
  latency: 'incidentsLatency',
  error: 'incidentsError',
  partial: 'incidentsPartial',
  timeout: 'incidentsTimeout',
} as const satisfies Record<Disturbance, ClientMetric>;

const REPORTS = {
  full: 'successful',
  partial: 'partial',
  noUserData: 'failed',
  partLost: 'failed',
} as const satisfies Record<NonNullable<Page['outcome']>, ClientMetric>;

export interface Books {
  count(metric: ClientMetric, amount?: number): void;
  noteIncident(incident: Incident): void;
  noteEnd(page: Page): void;
  noteNaiveEnd(page: Page): void;
}

const LATELY_PAGES = 10;

/** Keeps the gauge at the share of pages that were shown, of those that ended last. */
function createLately(gauge: Gauge): (wasShown: boolean) => void {
  const pages: boolean[] = [];
  return (wasShown) => {
    pages.push(wasShown);
    if (pages.length > LATELY_PAGES) pages.shift();
    gauge.set(pages.filter(Boolean).length / pages.length);
  };
}

export function createBooks({ clock, metrics }: World): Books {
  const counters = new Map(
    (
      [
        'pages',
        'ended',
        'shown',
        'successful',
        'partial',
        'failed',
        'fullYetDegraded',
        'retries',
        'serviceCalls',
        'wasted',
        'shared',
        'hedges',
        'poisonings',
        'damagedFromCache',
        'incidents',
        'naiveEnded',
        'naiveShown',
        'naiveFailed',
        ...LABELS.map((label) => PARTS[label]),
        ...Object.values(INCIDENTS),
      ] as const
    ).map((id) => [id as ClientMetric, metrics.counter(id)]),
  );
  const gauge = (id: ClientMetric) => metrics.gauge(id);
  const gauges = {
    successRate: gauge('successRate'),
    fullShare: gauge('fullShare'),
    wholeShare: gauge('wholeShare'),
    staleShare: gauge('staleShare'),
    naiveSuccessRate: gauge('naiveSuccessRate'),
  };
  const lately = { page: createLately(gauge('shownLately')), naive: createLately(gauge('naiveShownLately')) };
  const latency = metrics.histogram('latencyMs');
  const naiveLatency = metrics.histogram('naiveLatencyMs');
  const staleAge = metrics.histogram('staleAgeMs');
  let wholePages = 0;

  const count: Books['count'] = (metric, amount = 1) => counters.get(metric)?.add(amount);
  const total = (metric: ClientMetric): number => counters.get(metric)?.total ?? NaN;
  const durationMs = ({ startedAtMs }: Page) => quantiseMs(clock.nowMs - startedAtMs);

  function countLabels(page: Page): void {
    const labels = labelsOf(page);
    for (const service of SERVICES) count(PARTS[labels[service]]);
    if (!isShown(page)) return;
    count('shown');
    const { ageMs } = page.parts.userData;
    if (labels.userData === 'stale') staleAge.add(ageMs ?? NaN);
    if (ageMs !== null && (labels.userData === 'truncated' || labels.userData === 'missing')) {
      count('damagedFromCache');
    }
    if (!isDegraded(labels)) wholePages += 1;
    else if (page.outcome === 'full') count('fullYetDegraded');
    gauges.staleShare.set(total('partsStale') / total('shown'));
  }

  return {
    count,
    noteIncident({ mode }) {
      count('incidents');
      count(INCIDENTS[mode]);
    },
    noteEnd(page) {
      count('ended');
      if (page.outcome) count(REPORTS[page.outcome]);
      latency.add(durationMs(page));
      lately.page(isShown(page));
      countLabels(page);
      gauges.successRate.set(total('shown') / total('ended'));
      gauges.fullShare.set(total('successful') / total('ended'));
      gauges.wholeShare.set(wholePages / total('ended'));
    },
    noteNaiveEnd(page) {
      count('naiveEnded');
      count(isShown(page) ? 'naiveShown' : 'naiveFailed');
      naiveLatency.add(durationMs(page));
      lately.naive(isShown(page));
      gauges.naiveSuccessRate.set(total('naiveShown') / total('naiveEnded'));
    },
  };
}
