/** Studies over whole runs: whether the core survives, how soon features return, and what hysteresis is worth. */
import { exactly, meanEstimate, shareEstimate } from '../../sim/estimate.ts';
import { formatDuration, formatNumber, formatShare } from '../../sim/format.ts';
import type { TraceEvent } from '../../sim/trace.ts';
import type { Study, StudyFigures } from '../study.ts';
import { runEpisode, runEpisodes, SICK_FROM_MS } from './episode.ts';
import { FEATURES, isAsked, type Feature } from './features.ts';
import { longestReturnMs } from './rules.ts';
import { isTargeted, type ShopParams } from './sickness.ts';

type ShopStudy = Study<ShopParams>;

const RUNS = [3, 30, 200] as const;
const CHECKED_RUNS = 3;

const numbers = (values: readonly (number | null | undefined)[]): number[] =>
  values.filter((value): value is number => typeof value === 'number');

const valueOf = (figures: Readonly<Record<string, StudyFigures>>, row: string, column: string) =>
  figures[row]?.[column]?.value ?? null;

/** The sentence about these figures, none when one of them is missing. */
function sentence(
  values: readonly (number | null)[],
  write: (...known: readonly number[]) => string,
): readonly string[] {
  const known = numbers(values);
  return known.length < values.length ? [] : [write(...known)];
}

/** From this core availability on a run counts as having kept its core. */
export const KEPT = 0.999;

export const coreStudy: ShopStudy = {
  id: 'core',
  title: 'Does the core survive a sick dependency?',
  question:
    'From 3 s to 16 s of each run the recommender hangs, as in the first preset. Every run is also lived through by a shop without degradation, under the same visits and the same faults.',
  trialsOf: 'runs',
  columns: {
    core: { label: 'core availability', unit: 'share', help: 'Mean over the runs.' },
    worst: { label: 'worst run', unit: 'share', help: 'The least core availability of all runs.' },
    kept: {
      label: 'runs ≥ 99.9 %',
      unit: 'share',
      help: 'Share of runs with a core availability of at least 99.9 %.',
    },
    features: {
      label: 'optional parts',
      unit: 'share',
      help: 'Mean share of optional parts that were there.',
    },
    value: {
      label: 'user-visible value',
      unit: 'share',
      help: 'Mean weighted share of what users asked for.',
    },
  },
  rows: [
    { id: 'with', label: 'with degradation', set: {} },
    { id: 'switching', label: 'switching features only', set: { shedding: false } },
    { id: 'shedding', label: 'shedding only', set: { pin: 'recommendations' } },
    { id: 'without', label: 'without degradation', set: { degradation: false } },
  ],
  conditions: { sickDependency: 'recommender', outage: 'hangs' },
  trials: RUNS,
  checkedTrials: CHECKED_RUNS,
  measure(measuring) {
    const { confidence } = measuring;
    const summaries = runEpisodes(measuring, { sickUntilMs: 16_000, durationMs: 30_000 }).map(
      ({ summary }) => summary,
    );
    const figures = (id: string) => numbers(summaries.map((summary) => summary[id]));
    const core = figures('coreAvailability');
    return {
      core: meanEstimate(core, confidence),
      worst: exactly(core.length > 0 ? Math.min(...core) : null),
      kept: shareEstimate(core.filter((share) => share >= KEPT).length, core.length, confidence),
      features: meanEstimate(figures('featureAvailability'), confidence),
      value: meanEstimate(figures('userValue'), confidence),
    };
  },
  findings(figures) {
    return [
      ...sentence(
        [valueOf(figures, 'with', 'worst'), valueOf(figures, 'without', 'core')],
        (worst, without) =>
          `With degradation even the worst run serves ${formatShare(worst)} of its visits; without it ${formatShare(without)} are served on average.`,
      ),
      ...sentence(
        [
          valueOf(figures, 'with', 'core'),
          valueOf(figures, 'switching', 'core'),
          valueOf(figures, 'shedding', 'core'),
        ],
        (both, switching, shedding) =>
          `Shedding alone still asks the sick service and serves ${formatShare(shedding)}; switching alone serves ${formatShare(switching)}, both together ${formatShare(both)}.`,
      ),
    ];
  },
};

/** The rarest asked of the features that the faults befall, in visits per second. */
function asksPerSecond(feature: Feature, params: ShopParams): number {
  const { checkoutShare, signedInShare, usersPerSecond } = params;
  const kinds = [true, false].flatMap((isCheckout) =>
    [true, false].map((isSignedIn) => ({ isCheckout, isSignedIn })),
  );
  const share = kinds
    .filter(({ isCheckout, isSignedIn }) => isAsked(feature.id, isCheckout, isSignedIn))
    .map(
      ({ isCheckout, isSignedIn }) =>
        (isCheckout ? checkoutShare : 1 - checkoutShare) * (isSignedIn ? signedInShare : 1 - signedInShare),
    )
    .reduce((sum, part) => sum + part, 0);
  return share * usersPerSecond;
}

/** The time within which every feature is back after faults of this length end, in ms. */
export function statedReturnMs(params: ShopParams, sickForMs: number): number {
  const sick = FEATURES.filter((feature) => isTargeted(feature, params));
  const times = sick.map((feature) =>
    longestReturnMs(params, {
      sickForMs,
      callTimeoutMs: params.callTimeoutMs,
      asksPerSecond: asksPerSecond(feature, params),
    }),
  );
  return Math.max(...times);
}

/** When the faults of the study about returns end. */
const WELL_FROM_MS = 12_000;
/** A person may ask for parameters under which a return takes for ever. */
const LONGEST_LOOK_MS = 120_000;

/** Time from the end of the faults until the last feature was back, in ms; 0 when none was away, null when one still is. */
function timeToReturn(params: ShopParams, seed: number, lookMs: number): number | null {
  let lastMs = WELL_FROM_MS;
  const { view } = runEpisode(params, seed, {
    sickUntilMs: WELL_FROM_MS,
    durationMs: WELL_FROM_MS + lookMs,
    onStart: ({ trace }) =>
      trace.subscribe(({ type, atMs }) => {
        if (type === 'feature.restored') lastMs = Math.max(lastMs, atMs);
      }),
  });
  const isBack = view.features.every(({ state }) => state === 'healthy');
  return isBack ? lastMs - WELL_FROM_MS : null;
}

export const returnStudy: ShopStudy = {
  id: 'return',
  title: 'Does every feature return?',
  question:
    'All optional services refuse from 3 s to 12 s. The stated time is what the parameters allow at most: a last failed round of probes, the longest time off that can then begin, the next probes and the ramp.',
  trialsOf: 'runs',
  columns: {
    mean: {
      label: 'until all are back',
      unit: 'ms',
      help: 'Mean time from the end of the faults until the last feature was fully on.',
    },
    slowest: { label: 'slowest run', unit: 'ms', help: 'The longest such time of all runs.' },
    stated: { label: 'stated time', unit: 'ms', help: 'The longest time that the parameters allow.' },
    within: {
      label: 'within the stated time',
      unit: 'share',
      help: 'Share of runs in which every feature was back within the stated time.',
    },
  },
  rows: [
    { id: 'as-set', label: 'four steps, growing time off', set: {} },
    {
      id: 'no-growth',
      label: 'four steps, constant time off',
      set: { disabledGrowth: 1, maxDisabledMs: 4_000 },
    },
    { id: 'no-ramp', label: 'no ramp', set: { rampSteps: 0 } },
    { id: 'few-probes', label: 'a probe in 20 visits', set: { probeShare: 0.05 } },
  ],
  conditions: { sickDependency: 'allOptional', outage: 'errors' },
  trials: RUNS,
  checkedTrials: CHECKED_RUNS,
  measure({ params, seed, trials, confidence }) {
    const statedMs = statedReturnMs(params, WELL_FROM_MS - SICK_FROM_MS);
    const lookMs = Math.min(statedMs, LONGEST_LOOK_MS);
    const times = Array.from({ length: trials }, (_, trial) =>
      timeToReturn(params, (seed + trial) >>> 0, lookMs),
    );
    const known = numbers(times);
    return {
      mean: meanEstimate(known.length === times.length ? known : [], confidence),
      slowest: exactly(known.length === times.length ? Math.max(...known) : null),
      stated: exactly(Number.isFinite(statedMs) ? statedMs : null),
      within: shareEstimate(known.filter((ms) => ms <= statedMs).length, times.length, confidence),
    };
  },
  findings(figures) {
    return [
      ...sentence(
        [valueOf(figures, 'as-set', 'slowest'), valueOf(figures, 'as-set', 'stated')],
        (slowest, stated) =>
          `In the slowest run every feature was back ${formatDuration(slowest)} after its service; the parameters allow ${formatDuration(stated)}.`,
      ),
      ...sentence(
        [valueOf(figures, 'as-set', 'mean'), valueOf(figures, 'no-growth', 'mean')],
        (growing, constant) =>
          `A time off that grows makes the return later: ${formatDuration(growing)} on average instead of ${formatDuration(constant)}.`,
      ),
    ];
  },
};

const isToggle = ({ type, data }: TraceEvent): boolean =>
  (type === 'feature.disabled' && data['reason'] === 'unhealthy') ||
  (type === 'feature.restored' && data['reason'] === 'ramp');

/** The shortest time between two toggles of one feature, in ms; `Infinity` when there are no two. */
export function createToggleWatch() {
  const lastMs = new Map<number, number>();
  let shortestMs = Infinity;
  return {
    note(event: TraceEvent): void {
      if (!isToggle(event)) return;
      shortestMs = Math.min(shortestMs, event.atMs - (lastMs.get(event.subject) ?? -Infinity));
      lastMs.set(event.subject, event.atMs);
    },
    get shortestMs() {
      return shortestMs;
    },
  };
}

export const hysteresisStudy: ShopStudy = {
  id: 'hysteresis',
  title: 'What is hysteresis worth?',
  question:
    'Pricing fails for 5 s and works for 5 s, from 3 s to 43 s. A window keeps the feature from changing more often than once in its length; the price is that it is away while its service is well.',
  trialsOf: 'runs',
  columns: {
    toggles: {
      label: 'toggles',
      unit: 'count',
      help: 'Mean number of times that the feature went off or came back.',
    },
    shortest: {
      label: 'shortest time between',
      unit: 'ms',
      help: 'The shortest time between two toggles in all runs; empty when no run had two.',
    },
    flaps: {
      label: 'flaps',
      unit: 'count',
      help: 'Mean number of times that it went off within 10 s of its return.',
    },
    there: {
      label: 'prices there',
      unit: 'share',
      help: 'Mean share of visits that asked for prices and got them.',
    },
  },
  rows: [
    {
      id: 'none',
      label: 'none: one threshold, no window, no ramp',
      set: {
        enableAbove: 0.5,
        disableBelow: 0.5,
        hysteresisMs: 0,
        disabledGrowth: 1,
        rampSteps: 0,
        suspectMs: 0,
      },
    },
    { id: 'thresholds', label: 'two thresholds, no window', set: { hysteresisMs: 0, disabledGrowth: 1 } },
    { id: 'two-seconds', label: 'window of 2 s', set: { hysteresisMs: 2_000, disabledGrowth: 1 } },
    { id: 'four-seconds', label: 'window of 4 s', set: { hysteresisMs: 4_000, disabledGrowth: 1 } },
    { id: 'growing', label: 'window of 4 s that grows', set: { hysteresisMs: 4_000 } },
  ],
  conditions: {
    sickDependency: 'pricing',
    errorRate: 1,
    flapPeriodMs: 10_000,
    healthWindowMs: 1_000,
    minimumAnswers: 5,
    probeAnswers: 3,
    rampStepMs: 500,
  },
  trials: RUNS,
  checkedTrials: CHECKED_RUNS,
  measure(measuring) {
    const { confidence } = measuring;
    const watch: ReturnType<typeof createToggleWatch>[] = [];
    const summaries = runEpisodes(measuring, {
      sickUntilMs: 43_000,
      durationMs: 60_000,
      onStart({ trace }) {
        const toggles = createToggleWatch();
        watch.push(toggles);
        trace.subscribe(toggles.note);
      },
    }).map(({ summary }) => summary);
    const figures = (id: string) => numbers(summaries.map((summary) => summary[id]));
    const shortestMs = Math.min(...watch.map((each) => each.shortestMs));
    return {
      toggles: meanEstimate(figures('toggles'), confidence),
      shortest: exactly(shortestMs === Infinity ? null : shortestMs),
      flaps: meanEstimate(figures('flaps'), confidence),
      there: meanEstimate(figures('availabilityPersonalPrices'), confidence),
    };
  },
  findings(figures) {
    return [
      ...sentence(
        [valueOf(figures, 'none', 'toggles'), valueOf(figures, 'growing', 'toggles')],
        (none, growing) =>
          `Changes in a run: ${formatNumber(none)} without hysteresis, ${formatNumber(growing)} with a window that grows.`,
      ),
      ...sentence(
        [valueOf(figures, 'none', 'there'), valueOf(figures, 'growing', 'there')],
        (none, growing) =>
          `Calm has its price: prices are there for ${formatShare(growing)} of visits instead of ${formatShare(none)}.`,
      ),
    ];
  },
};
