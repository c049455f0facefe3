/**
 * Many clients that write to one row with optimistic locking: who read an old version fails and tries again. The
 * comparison with which AWS introduced its kinds of jitter (“Exponential Backoff and Jitter”, 2015).
 */
import type { Service } from '../../sim/call.ts';
import { exponentialQuantile } from '../../sim/distribution.ts';
import { meanEstimate } from '../../sim/estimate.ts';
import { formatDuration, formatNumber } from '../../sim/format.ts';
import { drawOf } from '../../sim/random.ts';
import type { World } from '../../sim/world.ts';
import type { Study, StudyFigures } from '../study.ts';
import { seedOfRun } from './herdStudy.ts';
import type { RetryParams } from './model.ts';
import { createOneLayer, createStudyWorld } from './trials.ts';

/** One way through the network: |N(10, 2)| ms. */
const HOP_MS = 10;
const HOP_DEVIATION_MS = 2;

/** Reads the row's version and writes the next one if nobody else has in between: four ways through the network. */
function createRow(world: World): Service {
  const { clock } = world;
  const network = world.random.stream('network');
  let version = 0;
  return (call, settle) => {
    let hops = 0;
    const hop = (then: () => void) => {
      const [u, v] = [drawOf(network, call, 2 * hops), drawOf(network, call, 2 * hops + 1)];
      hops += 1;
      const deviation = Math.sqrt(2 * exponentialQuantile(u)) * Math.cos(2 * Math.PI * v);
      clock.schedule(Math.abs(HOP_MS + HOP_DEVIATION_MS * deviation), then);
    };
    const read = () => {
      const seen = version;
      hop(() => hop(() => write(seen)));
    };
    const write = (seen: number) => {
      const isNewest = seen === version;
      if (isNewest) version += 1;
      const outcome = isNewest ? 'succeeded' : 'failed';
      hop(() => settle({ outcome, cause: isNewest ? 'answered' : 'injectedError', causeMs: null }));
    };
    hop(read);
    return () => {};
  };
}

export interface ContentionRun {
  readonly attempts: number;
  readonly doneMs: number;
}

const ignore = () => {};

/** `clients` writers, each until it has succeeded. */
export function runContention(params: RetryParams, seed: number): ContentionRun {
  const world = createStudyWorld(seed);
  const jitter = world.random.stream('jitter');
  const endless = {
    ...params,
    maxAttempts: Infinity,
    attemptTimeoutMs: Infinity,
    callDeadlineMs: Infinity,
    retryBudget: 'none',
    retryOn: 'everything',
  } as const;
  let attempts = 0;
  let doneMs = 0;
  const { policy } = createOneLayer(world, endless, {
    jitterOf: ({ id, client }, retry) => drawOf(jitter, { id, client, attempt: retry }),
    onEnd: (ended) => {
      attempts += ended.attempts;
      doneMs = world.clock.nowMs;
    },
  });
  const service = policy(createRow(world));
  for (let client = 0; client < params.clients; client += 1) service({ id: client, client }, ignore);
  while (world.clock.step());
  return { attempts, doneMs };
}

/** AWS's exponents start at 1, so that the first ceiling is twice the base of 5 ms; decorrelated waits start from the base. */
const KINDS = [
  { id: 'none', label: 'no backoff', set: { jitter: 'none', initialDelayMs: 0 } },
  { id: 'exponential', label: 'exponential, no jitter', set: { jitter: 'none', initialDelayMs: 10 } },
  { id: 'equal', label: 'equal jitter', set: { jitter: 'equal', initialDelayMs: 10 } },
  { id: 'full', label: 'full jitter', set: { jitter: 'full', initialDelayMs: 10 } },
  { id: 'decorrelated', label: 'decorrelated jitter', set: { jitter: 'decorrelated', initialDelayMs: 5 } },
] as const;

/** Without backoff the calls grow with the square of the writers. */
const MOST_WRITERS = 200;
const GROUPS = [100, 50] as const;
const MOST = GROUPS[0];

type Figures = Readonly<Record<string, StudyFigures>>;

function ranking(figures: Figures, column: string): readonly { label: string; value: number }[] {
  const ranked = KINDS.flatMap(({ id, label }) => {
    const value = figures[`${id}-${MOST}`]?.[column]?.value ?? null;
    return value === null ? [] : [{ label, value }];
  });
  return ranked.length === KINDS.length ? ranked.toSorted((a, b) => a.value - b.value) : [];
}

export const contention: Study<RetryParams> = {
  id: 'contention',
  title: 'AWS’s contest of jitters',
  question:
    'Clients write to one row with optimistic locking, all at once, and each retries until it has succeeded. Fewest calls means least work for the server, early completion least waiting. The server of a single run knows no such contention: opened as a run, a row shows its waits. At most 200 clients.',
  trialsOf: 'runs',
  columns: {
    calls: { label: 'calls', unit: 'calls', help: 'Attempts of all clients together.' },
    done: { label: 'completion', unit: 'ms', help: 'When the last client has succeeded.' },
    perClient: {
      label: 'calls per client',
      unit: 'count',
      help: 'Attempts that a client needs in the mean.',
    },
  },
  rows: GROUPS.flatMap((clients) =>
    KINDS.map(({ id, label, set }) => ({
      id: `${id}-${clients}`,
      label,
      group: `${clients} clients`,
      set: { ...set, clients, maxCalls: clients },
    })),
  ),
  conditions: {
    arrivals: 'together',
    callsPerSecond: 1,
    exponentialBase: 2,
    maxDelayMs: 2_000,
    maxAttempts: 10,
    latencyMs: 40,
    latencyLaw: 'fixed',
  },
  trials: [2, 30],
  checkedTrials: 1,
  measure({ params, seed, trials, confidence }) {
    const writers = { ...params, clients: Math.min(params.clients, MOST_WRITERS) };
    const runs = Array.from({ length: trials }, (_, run) => runContention(writers, seedOfRun(seed, run)));
    const estimate = (of: (run: ContentionRun) => number) => meanEstimate(runs.map(of), confidence);
    return {
      calls: estimate(({ attempts }) => attempts),
      done: estimate(({ doneMs }) => doneMs),
      perClient: estimate(({ attempts }) => attempts / writers.clients),
    };
  },
  findings(figures) {
    const [fewest, second] = ranking(figures, 'calls');
    const soonest = ranking(figures, 'done').find(({ label }) => label !== 'no backoff');
    const plain = ranking(figures, 'calls').at(-1);
    if (!fewest || !second || !soonest || !plain) return [];
    return [
      `With ${MOST} clients, ${fewest.label} needs the fewest calls, ${formatNumber(Math.round(fewest.value))}; next comes ${second.label} with ${formatNumber(Math.round(second.value))}, and most, ${formatNumber(Math.round(plain.value))}, come with ${plain.label}.`,
      `Of those that back off, ${soonest.label} is done first, after ${formatDuration(soonest.value)}.`,
    ];
  },
};
