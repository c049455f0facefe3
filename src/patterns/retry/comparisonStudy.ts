/** The reference's comparison of five retry policies: as it runs, as it names them, and with AWS's kinds of jitter beside. */
import { meanEstimate, quantileEstimate, shareEstimate, type Estimate } from '../../sim/estimate.ts';
import { formatDuration } from '../../sim/format.ts';
import { drawOf } from '../../sim/random.ts';
import { createServer } from '../../sim/server.ts';
import type { Study, StudyFigures, StudyRow } from '../study.ts';
import {
  chanceOfSuccess,
  delayQuantileMs,
  isIdeal,
  meanAttempts,
  meanDelayMs,
  meanTimeToSuccessMs,
} from './closedForms.ts';
import type { RetryParams } from './model.ts';
import { serverOptions } from './sickServer.ts';
import { createStudyWorld, runTrials } from './trials.ts';

const POLICIES = [
  { name: 'no_retry', set: { maxAttempts: 1 } },
  { name: 'fixed_delay', set: { maxAttempts: 3, initialDelayMs: 500, exponentialBase: 1 } },
  { name: 'exponential', set: { maxAttempts: 3, initialDelayMs: 100, exponentialBase: 2 } },
  { name: 'exponential_jitter', set: { maxAttempts: 3, initialDelayMs: 100, exponentialBase: 2 } },
  { name: 'aggressive', set: { maxAttempts: 5, initialDelayMs: 50, exponentialBase: 1.5 } },
] as const;

const JITTERS = ['none', 'full', 'equal', 'decorrelated'] as const;

const idOf = (group: string, name: string) => `${group}-${name.replaceAll('_', '-')}`;

const rows: readonly StudyRow<RetryParams>[] = [
  ...POLICIES.map(({ name, set }) => ({
    id: idOf('coded', name),
    label: name,
    group: 'As coded: jitter everywhere',
    set: { ...set, jitter: 'full' } as const,
  })),
  ...POLICIES.map(({ name, set }) => ({
    id: idOf('named', name),
    label: name,
    group: 'As named: jitter only where the name says it',
    set: { ...set, jitter: name === 'exponential_jitter' ? 'full' : 'none' } as const,
  })),
  ...JITTERS.map((jitter) => ({
    id: idOf('aws', jitter),
    label: jitter === 'none' ? 'no jitter' : `${jitter} jitter`,
    group: 'AWS’s jitters on the exponential policy',
    set: { maxAttempts: 3, initialDelayMs: 100, exponentialBase: 2, jitter },
  })),
];

const times = (factor: number, { value, low, high, predicted }: Estimate): Estimate => ({
  value: value === null ? null : value * factor,
  low: low === null ? null : low * factor,
  high: high === null ? null : high * factor,
  ...(predicted === undefined ? {} : { predicted: predicted * factor }),
});

type Figures = Readonly<Record<string, StudyFigures>>;

const delayOf = (figures: Figures, id: string) => figures[id]?.['avgTime']?.value ?? null;

/** Which of the policies that retry waits least, as coded. */
function findLeastDelay(figures: Figures): readonly string[] {
  const delays = POLICIES.slice(1).flatMap(({ name }) => {
    const delay = delayOf(figures, idOf('coded', name));
    return delay === null ? [] : [{ name, delay }];
  });
  const aggressive = delays.find(({ name }) => name === 'aggressive');
  const [least] = delays.toSorted((a, b) => a.delay - b.delay);
  if (!aggressive || !least || delays.length < POLICIES.length - 1) return [];
  const others = delays
    .filter(({ name }) => name !== 'aggressive')
    .map(({ name, delay }) => `${name} ${formatDuration(delay)}`);
  const claim = 'The reference prints that “aggressive” has the longest delays.';
  return least === aggressive
    ? [
        `${claim} It has the shortest of all that retry: ${formatDuration(aggressive.delay)} per call, against ${others.join(', ')}.`,
      ]
    : [`${claim} Here it waits ${formatDuration(aggressive.delay)} per call, against ${others.join(', ')}.`];
}

function findTwins(figures: Figures): readonly string[] {
  const [one, other] = ['exponential', 'exponential_jitter'].map((name) => figures[idOf('coded', name)]);
  return one && other && JSON.stringify(one) === JSON.stringify(other)
    ? [
        'As coded, exponential and exponential_jitter are the same to the last digit: the reference’s jitter is on unless it is switched off.',
      ]
    : [];
}

function findPriceOfJitter(figures: Figures): readonly string[] {
  const [plain, full] = ['none', 'full'].map((jitter) => delayOf(figures, idOf('aws', jitter)));
  return plain === null || plain === undefined || full === null || full === undefined
    ? []
    : [
        `Full jitter costs no success and no attempt, and for a call alone it even waits less: ${formatDuration(full)} instead of ${formatDuration(plain)}. What it is for shows only in a herd.`,
      ];
}

export const comparison: Study<RetryParams> = {
  id: 'comparison',
  title: 'The reference’s five policies',
  question:
    'Each call is alone and each attempt fails with 70 %, at once, as in the reference, which makes 100 calls per policy. Does jitter cost success? Which policy waits longest?',
  trialsOf: 'calls',
  columns: {
    success: { label: 'success rate', unit: 'share', help: 'Share of calls of which an attempt succeeded.' },
    attempts: { label: 'average attempts', unit: 'count', help: 'Attempts per call, the first included.' },
    avgTime: {
      label: 'average time',
      unit: 'ms',
      help: 'Mean time of a call, successes and failures together, as the reference takes it.',
    },
    successTime: {
      label: 'time to success',
      unit: 'ms',
      help: 'Mean time of the calls that succeeded, which the exercise asks for.',
    },
    p95: { label: 'p95 time', unit: 'ms', help: 'Time that 95 % of all calls do not exceed.' },
    totalDelay: { label: 'total delay', unit: 'ms', help: 'All waits of all calls together.' },
  },
  rows,
  conditions: {
    failureRate: 0.7,
    latencyMs: 0,
    latencyLaw: 'fixed',
    arrivals: 'sequential',
    clients: 1,
    callsPerSecond: 5,
    retryOn: 'everything',
    attemptTimeoutMs: Infinity,
  },
  trials: [100, 1_000, 10_000],
  checkedTrials: 1_000,
  measure({ params, seed, trials: count, confidence }) {
    const world = createStudyWorld(seed);
    const jitter = world.random.stream('jitter');
    const server = createServer(world, serverOptions(params));
    const trials = runTrials(world, server.service, count, params, {
      jitterOf: ({ id, client }, retry) => drawOf(jitter, { id, client, attempt: retry }),
    });
    const theory = isIdeal(params) ? params : null;
    const successes = trials.filter(({ isSuccess }) => isSuccess);
    const delays = trials.map(({ waitedMs }) => waitedMs);
    const timesOf = (some: typeof trials) => some.map(({ timeMs }) => timeMs);
    const predict = <Value>(form: (law: RetryParams) => Value) => (theory ? form(theory) : undefined);
    return {
      success: shareEstimate(successes.length, trials.length, confidence, predict(chanceOfSuccess)),
      attempts: meanEstimate(
        trials.map(({ attempts }) => attempts),
        confidence,
        predict(meanAttempts),
      ),
      avgTime: meanEstimate(timesOf(trials), confidence, predict(meanDelayMs)),
      successTime: meanEstimate(
        timesOf(successes),
        confidence,
        successes.length > 1 ? predict(meanTimeToSuccessMs) : undefined,
      ),
      p95: quantileEstimate(
        timesOf(trials),
        0.95,
        confidence,
        predict((law) => delayQuantileMs(law, 0.95)),
      ),
      totalDelay: times(trials.length, meanEstimate(delays, confidence, predict(meanDelayMs))),
    };
  },
  findings: (figures) => [...findLeastDelay(figures), ...findTwins(figures), ...findPriceOfJitter(figures)],
};
