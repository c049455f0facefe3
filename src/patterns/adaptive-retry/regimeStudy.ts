/** All contenders under all regimes: who serves most calls in time, who wastes least, who comes back after an outage. */
import { meanEstimate, shareEstimate } from '../../sim/estimate.ts';
import { formatDuration, formatNumber, formatShare } from '../../sim/format.ts';
import type { Study, StudyFigures, StudyRow } from '../study.ts';
import { CONTENDER_LABELS, CONTENDERS, type ContenderId } from './contenders.ts';
import type { AdaptiveParams } from './settings.ts';
import { createTrial } from './trials.ts';

export const REGIME_MS = 50_000;

interface Regime {
  readonly id: string;
  readonly label: string;
  readonly set: Partial<AdaptiveParams>;
}

export const REGIMES: readonly Regime[] = [
  { id: 'blips', label: 'Random blips', set: { failureRate: 0.1 } },
  {
    id: 'short-outage',
    label: 'Short outages',
    set: { outage: 'refuses', outageAtMs: 5_000, outageMs: 2_000, outageEveryMs: 15_000 },
  },
  {
    id: 'long-outage',
    label: 'Long outage',
    set: { outage: 'refuses', outageAtMs: 10_000, outageMs: 15_000 },
  },
  {
    id: 'overload',
    label: 'Metastable overload',
    set: {
      callsPerSecond: 70,
      failureRate: 0,
      outage: 'holds',
      outageAtMs: 5_000,
      outageMs: 10_000,
      fixedDelayMs: 0,
    },
  },
  {
    id: 'rate-limit',
    label: 'Rate limit',
    set: { throttling: true, throttlePerSecond: 30, retryAfterMs: 1_000, throttleBurst: 20 },
  },
  { id: 'permanent', label: 'Permanent errors', set: { permanentShare: 0.2 } },
  {
    id: 'herd',
    label: 'Restart with 1 000 clients',
    set: {
      callsPerSecond: 200,
      clients: 1_000,
      arrivals: 'fixed',
      serverConcurrency: 60,
      attemptTimeoutMs: 5_000,
      failureRate: 0,
      outage: 'resets',
      outageAtMs: 5_000,
      outageMs: 2_000,
    },
  },
  {
    id: 'mixed',
    label: 'Mixed',
    set: {
      failureRate: 0.05,
      permanentShare: 0.05,
      slowShare: 0.02,
      outage: 'hangs',
      outageAtMs: 15_000,
      outageMs: 3_000,
    },
  },
];

const rowId = (regime: string, contender: ContenderId) => `${regime}-${contender}`;

const rows: readonly StudyRow<AdaptiveParams>[] = REGIMES.flatMap(({ id, label, set }) =>
  CONTENDERS.map((contender) => ({
    id: rowId(id, contender),
    label: CONTENDER_LABELS[contender],
    group: label,
    set: { ...set, contender },
  })),
);

type Figures = Readonly<Record<string, StudyFigures>>;

const valueOf = (figures: Figures, regime: string, contender: ContenderId, column: string) =>
  figures[rowId(regime, contender)]?.[column]?.value ?? null;

/** Adaptive's success, and that of the best of the others; null while one of them is missing. */
function compareIn(figures: Figures, { id, label }: Regime) {
  const mine = valueOf(figures, id, 'adaptive', 'success');
  const others = CONTENDERS.filter((contender) => contender !== 'adaptive').flatMap((contender) => {
    const success = valueOf(figures, id, contender, 'success');
    return success === null ? [] : [{ contender, success }];
  });
  const [best] = others.toSorted((a, b) => b.success - a.success);
  if (mine === null || !best || others.length < CONTENDERS.length - 1) return null;
  return { label, mine, best: best.success, name: CONTENDER_LABELS[best.contender] };
}

function findBest(figures: Figures): readonly string[] {
  const compared = REGIMES.flatMap((regime) => compareIn(figures, regime) ?? []);
  const ahead = compared
    .filter(({ mine, best }) => mine >= best)
    .map(
      ({ label, mine, best, name }) => `${label} ${formatShare(mine)} against ${formatShare(best)} (${name})`,
    );
  const behind = compared
    .filter(({ mine, best }) => mine < best)
    .map(
      ({ label, mine, best, name }) => `${label} ${(100 * (best - mine)).toPrecision(2)} points (${name})`,
    );
  return [
    ...(ahead.length > 0
      ? [`Adaptive answers at least as many in time as the best of the others: ${ahead.join('; ')}.`]
      : []),
    ...(behind.length > 0 ? [`It is behind the best of the others: ${behind.join('; ')}.`] : []),
  ];
}

function findWaste(figures: Figures): readonly string[] {
  const shares = ['permanent', 'long-outage'].flatMap((regime) => {
    const [mine, full] = (['adaptive', 'expo'] as const).map((id) => valueOf(figures, regime, id, 'wasted'));
    const label = REGIMES.find(({ id }) => id === regime)?.label ?? '';
    return mine === null || mine === undefined || !full ? [] : [`${label} ${formatShare(mine / full)}`];
  });
  return shares.length > 0
    ? [`Of the attempts that full jitter wastes, adaptive wastes: ${shares.join('; ')}.`]
    : [];
}

function findRecovery(figures: Figures): readonly string[] {
  const [mine, fixed] = (['adaptive', 'fixed'] as const).map((id) =>
    valueOf(figures, 'overload', id, 'recovered'),
  );
  const time = valueOf(figures, 'overload', 'adaptive', 'recovery');
  return mine === null || mine === undefined || fixed === null || fixed === undefined || time === null
    ? []
    : [
        `In the metastable overload ${formatShare(fixed)} of runs with a fixed delay recover, and ${formatShare(mine)} of adaptive ones, after ${formatDuration(time)}.`,
      ];
}

const times = (factor: number) => formatNumber(Number(factor.toPrecision(2)));

function findPeak(figures: Figures): readonly string[] {
  const [mine, full] = (['adaptive', 'expo'] as const).map((id) => valueOf(figures, 'herd', id, 'peak'));
  const chance = valueOf(figures, 'long-outage', 'none', 'peak');
  const sentences: string[] = [];
  if (mine && full)
    sentences.push(
      `When 1 000 clients lose a server together, ${times(mine)} times the usual calls arrive in the busiest 100 ms after it if they are adaptive, and ${times(full)} times with full jitter.`,
    );
  if (chance)
    sentences.push(
      `Where only 4 calls arrive in 100 ms, chance alone makes a peak of ${times(chance)} times as many, as the row without retries shows.`,
    );
  return sentences;
}

export const contendersStudy: Study<AdaptiveParams> = {
  id: 'contenders',
  title: 'The contenders in every regime',
  question:
    'Each run lasts 50 s; all contenders meet the same calls and faults. Who answers most calls within the user’s deadline of 10 s, at which price in attempts, and with which peak when the server is back?',
  trialsOf: 'runs',
  columns: {
    success: {
      label: 'success in time',
      unit: 'share',
      help: 'Mean share of calls that were answered; when the 50 s are over, those under way are waited for.',
    },
    wasted: {
      label: 'wasted attempts',
      unit: 'count',
      help: 'Retries and hedges per run that were not answered first.',
    },
    amplification: { label: 'amplification', unit: 'count', help: 'Attempts per call.' },
    peak: {
      label: 'peak after the outage',
      unit: 'count',
      help: 'Most attempts within 100 ms in the 15 s after the last outage, over the calls that arrive in 100 ms.',
    },
    recovered: {
      label: 'recovered',
      unit: 'share',
      help: 'Share of runs that recover within 30 s of the last outage.',
    },
    recovery: {
      label: 'recovery',
      unit: 'ms',
      help: 'Of those that recover, from the end of the outage to the first of five good seconds in a row.',
    },
  },
  rows,
  conditions: {},
  trials: [3, 50, 200],
  checkedTrials: 1,
  measure({ params, seed, trials, confidence }) {
    const success: number[] = [];
    const wasted: number[] = [];
    const amplification: number[] = [];
    const peaks: number[] = [];
    const recoveries: number[] = [];
    let outages = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const { tally, runTo, finish } = createTrial(params, (seed + trial) % 2 ** 32);
      runTo(REGIME_MS);
      const { peakRatio, recoveryMs } = tally;
      finish();
      if (tally.endedCalls > 0) success.push(tally.ok / tally.endedCalls);
      wasted.push(tally.wasted);
      if (tally.calls > 0) amplification.push(tally.attempts / tally.calls);
      if (peakRatio === null) continue;
      peaks.push(peakRatio);
      outages += 1;
      if (recoveryMs !== null && recoveryMs <= 30_000) recoveries.push(recoveryMs);
    }
    return {
      success: meanEstimate(success, confidence),
      wasted: meanEstimate(wasted, confidence),
      amplification: meanEstimate(amplification, confidence),
      peak: meanEstimate(peaks, confidence),
      recovered: shareEstimate(recoveries.length, outages, confidence),
      recovery: meanEstimate(recoveries, confidence),
    };
  },
  findings: (figures) => [
    ...findBest(figures),
    ...findWaste(figures),
    ...findRecovery(figures),
    ...findPeak(figures),
  ],
};
