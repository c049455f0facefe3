/** The studies of the resilient client: what a page comes up as under each client, held to theory, and what each defence buys. */
import { meanEstimate, shareEstimate, type Estimate } from '../../sim/estimate.ts';
import { formatNumber, formatShare } from '../../sim/format.ts';
import type { Study, StudyFigures } from '../study.ts';
import { runWhole } from '../wholeRun.ts';
import { asWritten, referenceChaos } from './asWritten.ts';
import { pageLaw, type PageLaw } from './closedForms.ts';
import { metrics } from './metrics.ts';
import { createModel, type ClientParams } from './model.ts';
import { isShown, labelsOf, type Page } from './page.ts';
import { params as specs } from './params.ts';
import { isDegraded } from './rules.ts';
import { createTrials } from './trials.ts';

type ClientStudy = Study<ClientParams>;

const ALL_RANDOM = {
  userDataChaos: 'random',
  transactionsChaos: 'random',
  recommendationsChaos: 'random',
  paymentChaos: 'random',
  userDataRate: 1,
  transactionsRate: 1,
  recommendationsRate: 1,
  paymentRate: 1,
  latencyMinMs: 100,
  timeoutDelayMs: 1_000,
} as const satisfies Partial<ClientParams>;

/** What a client without any defence is left with. */
const DEFENCELESS = {
  ...asWritten,
  attempts: 1,
  cacheTtlMs: 0,
  staleAllowed: false,
  transactionsFallback: false,
  recommendationsFallback: false,
  paymentFallback: false,
} as const satisfies Partial<ClientParams>;

const HONEST = { flawsCountAs: 'partial', lostPaymentCountsAs: 'partial' } as const;

/** Without it, every page is independent of those before it. */
const FORGETFUL = { breaker: false, serviceMs: 0 } as const;

const SHARES = {
  full: ({ outcome }: Page) => outcome === 'full',
  partial: ({ outcome }: Page) => outcome === 'partial',
  failed: (page: Page) => !isShown(page),
  fullYetDegraded: (page: Page) => page.outcome === 'full' && isDegraded(labelsOf(page)),
  itemsMissing: (page: Page) => isShown(page) && page.parts.recommendations.status === 'missing',
  paymentLost: (page: Page) => isShown(page) && page.parts.payment.status === 'fallback',
} as const satisfies Partial<Record<keyof PageLaw, (page: Page) => boolean>>;

const dashboard: ClientStudy = {
  id: 'dashboard',
  title: 'What does the page come up as?',
  question:
    'Every page is a new user’s, so nothing is cached and theory gives each figure exactly. Compare what is reported as a full success with what is whole.',
  trialsOf: 'pages',
  columns: {
    full: { label: 'full', unit: 'share', help: 'Share of pages that are reported as a full success.' },
    partial: {
      label: 'partial',
      unit: 'share',
      help: 'Share of pages that are shown and reported as partial.',
    },
    failed: { label: 'failed', unit: 'share', help: 'Share of pages that come up as an error.' },
    fullYetDegraded: {
      label: 'full yet degraded',
      unit: 'share',
      help: 'Share of pages reported as a full success of which a part is truncated, missing or a stand-in.',
    },
    itemsMissing: {
      label: 'items missing',
      unit: 'share',
      help: 'Share of pages that are shown with recommendations that have lost their items.',
    },
    paymentLost: {
      label: 'pay button dead',
      unit: 'share',
      help: 'Share of pages that are shown with a pay button that cannot be used.',
    },
    meanMs: { label: 'mean time', unit: 'ms', help: 'Mean time until the page comes up, as an error too.' },
  },
  rows: [
    { id: 'as-written', label: 'as written', group: 'the reference’s chaos', set: asWritten },
    {
      id: 'as-written-counted-honestly',
      label: 'as written, counted honestly',
      group: 'the reference’s chaos',
      set: { ...asWritten, ...HONEST },
    },
    { id: 'corrected', label: 'corrected', group: 'the reference’s chaos', set: {} },
    { id: 'naive', label: 'naive', group: 'the reference’s chaos', set: DEFENCELESS },
    {
      id: 'random-as-written',
      label: 'as written',
      group: 'everything random',
      set: { ...ALL_RANDOM, ...asWritten },
    },
    {
      id: 'random-as-written-counted-honestly',
      label: 'as written, counted honestly',
      group: 'everything random',
      set: { ...ALL_RANDOM, ...asWritten, ...HONEST },
    },
    { id: 'random-corrected', label: 'corrected', group: 'everything random', set: ALL_RANDOM },
    {
      id: 'random-naive',
      label: 'naive',
      group: 'everything random',
      set: { ...ALL_RANDOM, ...DEFENCELESS },
    },
  ],
  conditions: { ...referenceChaos, ...FORGETFUL },
  trials: [500, 5_000, 20_000],
  checkedTrials: 3_000,
  measure({ params, seed, trials, confidence }) {
    const nextPage = createTrials(params, seed);
    const hits = new Map(Object.keys(SHARES).map((id) => [id, 0]));
    const times = new Float64Array(trials);
    for (let trial = 0; trial < trials; trial += 1) {
      const page = nextPage();
      times[trial] = (page.endedAtMs ?? NaN) - page.startedAtMs;
      for (const [id, holds] of Object.entries(SHARES)) {
        if (holds(page)) hits.set(id, (hits.get(id) ?? 0) + 1);
      }
    }
    const law = pageLaw(params);
    const shares = Object.keys(SHARES).map((id): readonly [string, Estimate] => [
      id,
      shareEstimate(hits.get(id) ?? 0, trials, confidence, law?.[id as keyof typeof SHARES]),
    ]);
    return { ...Object.fromEntries(shares), meanMs: meanEstimate(times, confidence, law?.meanMs) };
  },
  findings(figures) {
    const valueAt = (row: string, column: string) => figures[row]?.[column]?.value ?? null;
    return [
      ...sentence(
        [valueAt('as-written', 'full'), valueAt('as-written', 'fullYetDegraded')],
        ([full, hidden]) =>
          `As written, ${formatShare(full)} of pages are reported as a full success, and ${formatShare(hidden)} of all pages are among them although a part is damaged or dead.`,
      ),
      ...sentence(
        [valueAt('naive', 'failed'), valueAt('corrected', 'failed')],
        ([naive, corrected]) =>
          `Under the same chaos the naive client fails ${formatShare(naive)} of pages, the corrected one ${formatShare(corrected)}.`,
      ),
      ...sentence(
        [valueAt('random-as-written', 'full'), valueAt('random-as-written', 'fullYetDegraded')],
        ([full, hidden]) =>
          `When everything is random, ${formatShare(full)} of pages are reported as full, of which ${formatShare(full > 0 ? hidden / full : 0)} are not.`,
      ),
    ];
  },
};

/** The sentence about two figures, none when one of them is missing. */
function sentence(
  [one, other]: readonly [number | null, number | null],
  write: (values: readonly [number, number]) => string,
): readonly string[] {
  return one === null || other === null ? [] : [write([one, other])];
}

const FALLBACKS = {
  transactionsFallback: true,
  recommendationsFallback: true,
  paymentFallback: true,
} as const;
const RETRIES = { attempts: 3, ...FALLBACKS } as const;
const CACHE = { ...RETRIES, cacheTtlMs: 3_000 } as const;
const STALE = { ...CACHE, staleAllowed: true, staleUse: 'afterAttempts', staleMaxAgeMs: 60_000 } as const;

const PAGES_PER_RUN = 40;

const runnable = { params: specs, metrics, create: createModel };

const defences: ClientStudy = {
  id: 'defences',
  title: 'What does each defence buy?',
  question:
    'Seven of ten calls to the user service fail, and the other services have the reference’s chaos. The defences are added one by one; look at what each one saves, and at what it costs in calls.',
  trialsOf: 'runs',
  columns: {
    shown: { label: 'shown', unit: 'share', help: 'Share of pages that come up whole or in part.' },
    whole: {
      label: 'whole',
      unit: 'share',
      help: 'Share of pages of which every part is fresh or cached within its time.',
    },
    stale: { label: 'stale', unit: 'share', help: 'Share of shown pages with stale user data.' },
    callsPerPage: {
      label: 'service calls per page',
      unit: 'calls',
      help: 'Calls to the four services over pages, retries included.',
    },
    p95: {
      label: 'p95',
      unit: 'ms',
      help: 'Mean over the runs of the 95th percentile of the time until a page comes up.',
    },
  },
  rows: [
    { id: 'naive', label: 'naive', set: {} },
    { id: 'fallbacks', label: 'and fallbacks', set: FALLBACKS },
    { id: 'retries', label: 'and retries', set: RETRIES },
    { id: 'cache', label: 'and a cache', set: CACHE },
    { id: 'stale', label: 'and stale data', set: STALE },
    { id: 'breakers', label: 'and circuit breakers', set: { ...STALE, breaker: true } },
  ],
  conditions: {
    ...DEFENCELESS,
    ...HONEST,
    ...referenceChaos,
    ...FORGETFUL,
    answers: 'checked',
    cacheAdmits: 'wholeAnswers',
    truncates: 'copy',
    latencyHits: 'atRate',
    userDataChaos: 'error',
    userDataRate: 0.7,
    users: 4,
    pagesPerSecond: 2,
    arrivals: 'poisson',
  },
  trials: [10, 50, 200],
  checkedTrials: 25,
  measure({ params, seed, trials, confidence }) {
    const runs = Array.from({ length: trials }, (_, trial) => measureRun(params, seed + trial));
    const column = (id: string, predicted?: number) =>
      meanEstimate(
        runs.map((run) => run[id] ?? NaN).filter((value) => !Number.isNaN(value)),
        confidence,
        predicted,
      );
    const isForgetful = params.cacheTtlMs === 0 && !params.singleFlight && params.truncates === 'copy';
    const law = isForgetful ? pageLaw(params) : null;
    return {
      shown: column('shown', law ? 1 - law.failed : undefined),
      whole: column('whole', law ? law.full - law.fullYetDegraded : undefined),
      stale: column('stale'),
      callsPerPage: column('callsPerPage'),
      p95: column('p95'),
    };
  },
  findings(figures) {
    const shownOf = (row: string) => figures[row]?.['shown']?.value ?? null;
    return [
      ...sentence(
        [shownOf('naive'), shownOf('stale')],
        ([naive, stale]) =>
          `The naive client shows ${formatShare(naive)} of pages; with fallbacks, retries, a cache and stale data ${formatShare(stale)} are shown.`,
      ),
      ...sentence(
        [callsOf(figures, 'retries'), callsOf(figures, 'cache')],
        ([retries, cache]) =>
          `Retries alone take ${formatNumber(retries)} service calls per page; with a cache it is ${formatNumber(cache)}.`,
      ),
    ];
  },
};

function callsOf(figures: Readonly<Record<string, StudyFigures>>, row: string): number | null {
  return figures[row]?.['callsPerPage']?.value ?? null;
}

/** Long enough for every page to come up, so that no figure favours the quick ones. */
const RUN_MS = 120_000;

function measureRun(params: ClientParams, seed: number): Readonly<Record<string, number>> {
  const { summary } = runWhole(
    runnable,
    { ...params, maxPages: PAGES_PER_RUN },
    { seed, durationMs: RUN_MS },
  );
  const figure = (id: string) => summary[id] ?? NaN;
  const perPage = (id: string) => figure(id) / figure('ended');
  return {
    shown: perPage('shown'),
    whole: figure('wholeShare'),
    stale: figure('shown') > 0 ? (summary['staleShare'] ?? 0) : NaN,
    callsPerPage: perPage('serviceCalls'),
    p95: figure('latencyMs.p95'),
  };
}

export const studies: readonly ClientStudy[] = [dashboard, defences];
