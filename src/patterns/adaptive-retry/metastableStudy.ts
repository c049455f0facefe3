/** The metastable failure of “Metastable Failures in Distributed Systems” (HotOS 2021), and what ends it. */
import { exactly, meanEstimate, shareEstimate } from '../../sim/estimate.ts';
import { formatDuration, formatShare } from '../../sim/format.ts';
import type { Study, StudyFigures, StudyRow } from '../study.ts';
import type { AdaptiveParams } from './settings.ts';
import { createTrial } from './trials.ts';

/** Runs per row, with the study's seed and those after it: one for each so many seconds that are watched, up to the other. */
const WATCH_PER_RUN_S = 45;
const MOST_RUNS = 6;
/** Goodput is taken at the end, over this long. */
const LAST_MS = 20_000;

const row = (
  group: string,
  id: string,
  label: string,
  set: Partial<AdaptiveParams>,
): StudyRow<AdaptiveParams> => ({ id, label, group, set });

const rows: readonly StudyRow<AdaptiveParams>[] = [
  row('The failure', 'base', 'one immediate retry', {}),
  row('The failure', 'half-second', 'outage of 0.5 s', { outageMs: 500 }),
  row('The failure', 'one-second', 'outage of 1 s', { outageMs: 1_000 }),
  row('The failure', 'light-load', 'load of 140/s', { callsPerSecond: 140 }),
  row('The failure', 'half-load', 'load of 240/s', { callsPerSecond: 240 }),
  row('Other retries', 'none', 'no retries', { contender: 'none' }),
  row('Other retries', 'jitter-1', 'full jitter up to 1 s', { contender: 'expo', initialDelayMs: 1_000 }),
  row('Other retries', 'jitter-10', 'full jitter up to 10 s', { contender: 'expo', initialDelayMs: 10_000 }),
  row('Budgets', 'bucket-5', 'bucket of 10, 0.05 per success', { guard: 'bucket', guardRatio: 0.05 }),
  row('Budgets', 'bucket-10', 'bucket of 10, 0.1 per success', { guard: 'bucket', guardRatio: 0.1 }),
  row('Budgets', 'grpc', 'gRPC, 10 tokens', { contender: 'grpc' }),
  row('Budgets', 'aws', 'AWS, 500 tokens at 5', { contender: 'aws' }),
  row('Budgets', 'aws-2026', 'AWS since 2026, 500 at 14', { contender: 'aws', awsRetryCost: 14 }),
  row('Holding back', 'breaker', 'breaker, open for 5 s', { guard: 'breaker' }),
  row('Holding back', 'sre', 'SRE throttling, K = 2, 30 s', { guard: 'sre' }),
  row('Holding back', 'sre-strict', 'SRE throttling, K = 1.1, 30 s', { guard: 'sre', guardRatioK: 1.1 }),
  row('Holding back', 'adaptive', 'adaptive', { contender: 'adaptive' }),
  row('The queue', 'lifo', 'last come, first served', { queueOrder: 'lifo' }),
  row('The queue', 'queue-100', 'queue of 100', { serverQueue: 100 }),
  row('The queue', 'queue-250', 'queue of 250', { serverQueue: 250 }),
  row('The queue', 'queue-300', 'queue of 300', { serverQueue: 300 }),
  row('The queue', 'drop-late', 'drops what is too late', { dropSlackMs: 0 }),
  row('The queue', 'drop-early', 'drops what has 0.3 s left', { dropSlackMs: 300 }),
];

type Figures = Readonly<Record<string, StudyFigures>>;

const valueOf = (figures: Figures, id: string, column: string) => figures[id]?.[column]?.value ?? null;

/**
 * When the queue has drained without retries, (λT − μτ)/(μ − λ): λT calls wait when the outage ends, and all is well
 * once no more wait than the server serves within the timeout. Only where each call is one attempt of a queue that holds all.
 */
export function drainMs(params: AdaptiveParams): number | null {
  const { callsPerSecond, serverConcurrency, serviceMs, outageMs, attemptTimeoutMs } = params;
  const served = (1_000 * serverConcurrency) / serviceMs;
  if (callsPerSecond >= served) return null;
  return (callsPerSecond * outageMs - served * attemptTimeoutMs) / (served - callsPerSecond);
}

export const metastableStudy: Study<AdaptiveParams> = {
  id: 'metastable',
  title: 'A metastable failure, and what ends it',
  question:
    'A server of 300 attempts per second gets 280 calls, each with a timeout of 1 s and one retry. After an outage of 10 s whose calls all arrive at its end, the retries alone keep the queue too long for any answer to be in time. Which clients, which queues recover, watched for so many seconds after the outage? One run per row for each 45 s watched, six at most, with the seed and those after it.',
  trialsOf: 'seconds watched',
  columns: {
    recovered: {
      label: 'recovered',
      unit: 'share',
      help: 'Share of runs that recover within the time watched.',
    },
    recovery: {
      label: 'recovery',
      unit: 'ms',
      help: 'Of those that do, mean time from the end of the outage to the first of five seconds in a row with 90 % of the goodput that the traffic allows.',
    },
    fastest: { label: 'fastest', unit: 'ms', help: 'The fastest recovery.' },
    slowest: { label: 'slowest', unit: 'ms', help: 'The slowest recovery.' },
    drain: {
      label: 'closed form',
      unit: 'ms',
      help: 'Time in which the queue drains when nothing is retried: (λT − μτ)/(μ − λ), only told for the row without retries.',
    },
    goodput: {
      label: 'goodput per second',
      unit: 'count',
      help: 'Calls answered in time per second, in the last 20 s.',
    },
    offered: { label: 'attempts per call', unit: 'count', help: 'Over the whole run.' },
  },
  rows,
  conditions: {
    callsPerSecond: 280,
    clients: 1,
    failureRate: 0,
    serverConcurrency: 30,
    serviceMs: 100,
    attemptTimeoutMs: 1_000,
    callDeadlineMs: 60_000,
    maxAttempts: 2,
    fixedDelayMs: 0,
    initialDelayMs: 0,
    outage: 'holds',
    outageAtMs: 20_000,
    outageMs: 10_000,
    contender: 'fixed',
  },
  trials: [45, 270],
  checkedTrials: 1,
  measure({ params, seed, trials, confidence }) {
    const recoveries: number[] = [];
    const goodputs: number[] = [];
    const offered: number[] = [];
    const outageMs = params.outage === 'none' ? 0 : Math.min(params.outageMs, 60_000);
    const endMs = params.outageAtMs + outageMs + trials * 1_000;
    const lastMs = Math.min(LAST_MS, trials * 1_000);
    const runs = Math.min(MOST_RUNS, Math.ceil(trials / WATCH_PER_RUN_S));
    for (let run = 0; run < runs; run += 1) {
      const { tally, runTo } = createTrial(params, (seed + run) % 2 ** 32);
      runTo(endMs - lastMs);
      const before = tally.ok;
      runTo(endMs);
      goodputs.push((1_000 * (tally.ok - before)) / lastMs);
      if (tally.calls > 0) offered.push(tally.attempts / tally.calls);
      if (tally.recoveryMs !== null) recoveries.push(tally.recoveryMs);
    }
    const drain = params.contender === 'none' ? drainMs(params) : null;
    return {
      recovered: shareEstimate(recoveries.length, runs, confidence),
      recovery: meanEstimate(recoveries, confidence),
      fastest: exactly(recoveries.length > 0 ? Math.min(...recoveries) : null),
      slowest: exactly(recoveries.length > 0 ? Math.max(...recoveries) : null),
      drain: exactly(drain === null ? null : Math.max(0, drain)),
      goodput: meanEstimate(goodputs, confidence),
      offered: meanEstimate(offered, confidence),
    };
  },
  findings(figures) {
    const share = (id: string) => valueOf(figures, id, 'recovered');
    const time = (id: string) => valueOf(figures, id, 'recovery');
    const sentences: string[] = [];
    const [base, jitter] = [share('base'), share('jitter-10')];
    if (base !== null && jitter !== null)
      sentences.push(
        `With one retry ${formatShare(base)} of runs recover, and ${formatShare(jitter)} when it is spread over 10 s: jitter lowers peaks, not the load.`,
      );
    const [none, drain] = [time('none'), valueOf(figures, 'none', 'drain')];
    if (none !== null && drain !== null)
      sentences.push(
        `Without retries the queue drains in ${formatDuration(none)}; the closed form says ${formatDuration(drain)}.`,
      );
    const [mine, breaker] = [time('adaptive'), time('breaker')];
    if (mine !== null && breaker !== null)
      sentences.push(
        `Who sends less lets the queue drain: adaptive has recovered after ${formatDuration(mine)}, a breaker after ${formatDuration(breaker)}.`,
      );
    return sentences;
  },
};
