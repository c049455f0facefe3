/** What becomes of a herd: clients that fail in the same instant, and how closely their retries follow each other. */
import { meanEstimate } from '../../sim/estimate.ts';
import { formatDuration, formatNumber } from '../../sim/format.ts';
import { drawOf } from '../../sim/random.ts';
import type { Service } from '../../sim/call.ts';
import type { Study, StudyFigures } from '../study.ts';
import { createArrivals } from './arrivals.ts';
import { meanWaitsMs } from './closedForms.ts';
import type { RetryParams } from './model.ts';
import { createOneLayer, createStudyWorld } from './trials.ts';

export interface HerdRun {
  /** Most retries within 10 ms, and within 100 ms. */
  readonly peak: number;
  readonly widePeak: number;
  readonly lastMs: number;
  readonly meanDelayMs: number;
}

const ignore = () => {};

/** `clients` calls at once to a server that refuses every attempt at once. */
export function runHerd(params: RetryParams, seed: number): HerdRun {
  const world = createStudyWorld(seed);
  const { clock } = world;
  const arrivals = createArrivals(clock);
  const jitter = world.random.stream('jitter');
  let lastMs = 0;
  let waitedMs = 0;
  const settings = { ...params, attemptTimeoutMs: Infinity };
  const { policy } = createOneLayer(world, settings, {
    jitterOf: ({ id, client }, retry) => drawOf(jitter, { id, client, attempt: retry }),
    onEnd: (ended) => {
      waitedMs += ended.waitedMs;
    },
  });
  const refuse: Service = ({ attempt = 0 }, settle) => {
    arrivals.note(attempt > 0);
    lastMs = clock.nowMs;
    const answer = clock.schedule(0, () => settle({ outcome: 'failed', cause: 'outage', causeMs: null }));
    return () => clock.cancel(answer);
  };
  const service = policy(refuse);
  for (let client = 0; client < params.clients; client += 1) service({ id: client, client }, ignore);
  while (clock.step());
  return {
    peak: arrivals.peak,
    widePeak: arrivals.widePeak,
    lastMs,
    meanDelayMs: waitedMs / params.clients,
  };
}

/** Seeds of runs far apart, so that no run meets another's draws. */
export function seedOfRun(seed: number, run: number): number {
  return (seed + Math.imul(run, 0x9e3779b1)) >>> 0;
}

const ROWS = [
  { id: 'fixed', label: 'fixed, no jitter', set: { exponentialBase: 1, jitter: 'none' } },
  { id: 'exponential', label: 'exponential, no jitter', set: { jitter: 'none' } },
  { id: 'equal', label: 'equal jitter', set: { jitter: 'equal' } },
  { id: 'full', label: 'full jitter', set: { jitter: 'full' } },
  { id: 'decorrelated', label: 'decorrelated jitter', set: { jitter: 'decorrelated' } },
] as const;

const valueOf = (figures: StudyFigures | undefined, column: string) => figures?.[column]?.value ?? null;

export const herd: Study<RetryParams> = {
  id: 'herd',
  title: 'How a herd dissolves',
  question:
    'A thousand clients fail in the same instant and retry three times, from 100 ms on, at a server that refuses everything. The lower the peak, the less capacity a recovering server must have.',
  trialsOf: 'runs',
  columns: {
    peak: { label: 'peak per 10 ms', unit: 'calls', help: 'Most retries that arrive within 10 ms.' },
    widePeak: { label: 'peak per 100 ms', unit: 'calls', help: 'Most retries that arrive within 100 ms.' },
    last: { label: 'last arrival', unit: 'ms', help: 'When the last retry of all arrives.' },
    delay: { label: 'mean delay', unit: 'ms', help: 'All waits of a client together, in the mean.' },
  },
  rows: ROWS,
  conditions: {
    clients: 1_000,
    maxCalls: 1_000,
    arrivals: 'together',
    callsPerSecond: 1,
    outage: 'errors',
    outageMs: Infinity,
    latencyMs: 0,
    maxAttempts: 4,
    initialDelayMs: 100,
    exponentialBase: 2,
  },
  trials: [2, 20, 100],
  checkedTrials: 2,
  measure({ params, seed, trials, confidence }) {
    const count = params.jitter === 'none' ? 1 : trials;
    const different = Array.from({ length: count }, (_, run) => runHerd(params, seedOfRun(seed, run)));
    const runs = Array.from({ length: trials }, (_, run) => different[run % count] as HerdRun);
    const failing = { ...params, failureRate: 1 };
    const waits = params.retryBudget === 'none' ? meanWaitsMs(failing) : undefined;
    const together = params.jitter === 'none' && waits ? params.clients : undefined;
    const delay = waits?.reduce((sum, wait) => sum + wait, 0);
    const estimate = (of: (run: HerdRun) => number, predicted?: number) =>
      meanEstimate(runs.map(of), confidence, predicted);
    const isRetried = params.maxAttempts > 1 && params.retryOn !== 'notOverload';
    return {
      peak: estimate(({ peak }) => peak, isRetried ? together : undefined),
      widePeak: estimate(({ widePeak }) => widePeak),
      last: estimate(({ lastMs }) => lastMs, together && delay),
      delay: estimate(({ meanDelayMs }) => meanDelayMs, delay),
    };
  },
  findings({ exponential, full, decorrelated }) {
    const peaks = [exponential, full].map((figures) => valueOf(figures, 'peak'));
    const last = [full, decorrelated].map((figures) => valueOf(figures, 'last'));
    const [plain, jittered] = peaks;
    const [soon, late] = last;
    return [
      ...(plain && jittered
        ? [
            `Exponential backoff alone keeps the herd together: ${formatNumber(plain)} retries within 10 ms, with full jitter ${formatNumber(Math.round(jittered))}.`,
          ]
        : []),
      ...(soon && late
        ? [
            `Decorrelated jitter has the lowest peak and takes its time for it: the last retry comes after ${formatDuration(late)}, with full jitter after ${formatDuration(soon)}.`,
          ]
        : []),
    ];
  },
};
