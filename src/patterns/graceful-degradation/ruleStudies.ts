/** Studies of single rules: whether the dimmer holds its setpoint, and how often chance alone switches a feature. */
import { drawFault, NO_FAULTS } from '../../sim/faults.ts';
import { createRandom } from '../../sim/random.ts';
import { meanEstimate, meanOf, shareEstimate } from '../../sim/estimate.ts';
import { formatDuration, formatShare } from '../../sim/format.ts';
import type { Study } from '../study.ts';
import { chanceToReturn, chanceToSuspect } from './closedForms.ts';
import { runEpisode } from './episode.ts';
import { SURGE } from './presets.ts';
import { isUnhealthy, probesVerdict } from './rules.ts';
import type { ShopParams } from './sickness.ts';

type ShopStudy = Study<ShopParams>;

const SURGE_MS = 50_000;
/** Until here the dimmer finds its place, which takes some tens of control intervals. */
const STEADY_FROM_MS = 25_000;

/** Mean of the rows of a series in the steady part of the surge. */
const steadyMean = (series: Float64Array, rowMs: number): number =>
  meanOf(series.slice(Math.ceil(STEADY_FROM_MS / rowMs)));

/** The p95 of page latency and the dimmer, each as a mean over the steady part of one surge. */
export function steadySurge(
  params: ShopParams,
  seed: number,
): { readonly p95Ms: number; readonly dimmer: number } {
  const { world } = runEpisode(params, seed, { sickUntilMs: SURGE_MS, durationMs: SURGE_MS });
  const { metrics } = world;
  return {
    p95Ms: steadyMean(metrics.series('p95Ms'), metrics.rowMs),
    dimmer: steadyMean(metrics.series('dimmer'), metrics.rowMs),
  };
}

export const brownoutStudy: ShopStudy = {
  id: 'brownout',
  title: 'Does the dimmer hold its setpoint?',
  question:
    'Eight times the usual crowd comes at 3 s and stays. What counts is the time from 25 s to 50 s, when the dimmer has found its place: how near is the p95 of page latency to the setpoint?',
  trialsOf: 'surges',
  columns: {
    p95: { label: 'p95', unit: 'ms', help: 'Mean of the measured p95 from 25 s to 50 s.' },
    off: {
      label: 'off the setpoint',
      unit: 'share',
      help: 'Mean distance of that p95 from the setpoint, as a share of the setpoint.',
    },
    held: {
      label: 'held within 15 %',
      unit: 'share',
      help: 'Share of surges in which that p95 was within 15 % of the setpoint.',
    },
    dimmer: {
      label: 'dimmer',
      unit: 'share',
      help: 'Mean share of visits with optional content from 25 s to 50 s.',
    },
  },
  rows: [
    { id: 'fast', label: 'setpoint 0.8 s', set: { setpointMs: 800 } },
    { id: 'one-second', label: 'setpoint 1 s', set: { setpointMs: 1_000 } },
    { id: 'slow', label: 'setpoint 1.5 s', set: { setpointMs: 1_500 } },
    { id: 'undimmed', label: 'no dimmer', set: { brownout: false } },
  ],
  conditions: { ...SURGE, loadSurge: 8 },
  trials: [2, 20, 100],
  checkedTrials: 2,
  measure({ params, seed, trials, confidence }) {
    const surges = Array.from({ length: trials }, (_, trial) => steadySurge(params, (seed + trial) >>> 0));
    const distances = surges.map(({ p95Ms }) => Math.abs(p95Ms - params.setpointMs) / params.setpointMs);
    return {
      p95: meanEstimate(
        surges.map(({ p95Ms }) => p95Ms),
        confidence,
      ),
      off: meanEstimate(distances, confidence),
      held: shareEstimate(distances.filter((each) => each <= 0.15).length, trials, confidence),
      dimmer: meanEstimate(
        surges.map(({ dimmer }) => dimmer),
        confidence,
      ),
    };
  },
  findings(figures) {
    const p95 = figures['one-second']?.['p95']?.value;
    const dimmer = figures['one-second']?.['dimmer']?.value;
    const undimmed = figures['undimmed']?.['p95']?.value;
    if (typeof p95 !== 'number' || typeof dimmer !== 'number' || typeof undimmed !== 'number') return [];
    return [
      `With optional content for ${formatShare(dimmer)} of visits pages take ${formatDuration(p95)} (p95); with all of it they take ${formatDuration(undimmed)}.`,
    ];
  },
};

const RATES = [0.1, 0.3, 0.5] as const;
const ANSWERS = [5, 10, 40] as const;

export const thresholdStudy: ShopStudy = {
  id: 'thresholds',
  title: 'How often does chance switch a feature?',
  question:
    'Answers fail independently of each other. Below the threshold of 60 % a window makes the feature suspect, from 80 % on five probes bring it back. The more answers a window holds, the less chance decides.',
  trialsOf: 'windows',
  columns: {
    suspect: {
      label: 'suspect',
      unit: 'share',
      help: 'Share of windows, filled to the minimum of answers, whose health is below the threshold to disable.',
    },
    returns: {
      label: 'probes bring it back',
      unit: 'share',
      help: 'Share of rounds of probes that reach the threshold to enable.',
    },
  },
  rows: RATES.flatMap((errorRate) =>
    ANSWERS.map((minimumAnswers) => ({
      id: `${minimumAnswers}-answers-at-${errorRate * 100}`,
      label: `${minimumAnswers} answers`,
      group: `${formatShare(errorRate)} of answers fail`,
      set: { errorRate, minimumAnswers },
    })),
  ),
  conditions: { disableBelow: 0.6, enableAbove: 0.8, probeAnswers: 5 },
  trials: [200, 2_000, 20_000],
  checkedTrials: 5_000,
  measure({ params, seed, trials, confidence }) {
    const faults = createRandom(seed).stream('faults');
    const { minimumAnswers, probeAnswers, errorRate } = params;
    let call = 0;
    function answers(total: number) {
      let good = 0;
      for (let n = 0; n < total; n += 1) {
        const fault = drawFault({ ...NO_FAULTS, errorRatio: errorRate }, faults, { id: call, client: 0 });
        good += Number(fault === 'none');
        call += 1;
      }
      return { good, total };
    }
    let suspect = 0;
    let returns = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      suspect += Number(isUnhealthy(params, answers(minimumAnswers)));
      returns += Number(probesVerdict(params, answers(probeAnswers)) === 'on');
    }
    return {
      suspect: shareEstimate(suspect, trials, confidence, chanceToSuspect(params, minimumAnswers, errorRate)),
      returns: shareEstimate(returns, trials, confidence, chanceToReturn(params, errorRate)),
    };
  },
  findings(figures) {
    const few = figures['5-answers-at-30']?.['suspect']?.value;
    const many = figures['40-answers-at-30']?.['suspect']?.value;
    if (typeof few !== 'number' || typeof many !== 'number') return [];
    return [
      `While 30 % of answers fail, windows of 5 answers call ${formatShare(few)} of such features suspect, windows of 40 answers ${formatShare(many)}.`,
    ];
  },
};
