/** What retry budgets allow: how many retries from a full one, and from which failure rate on none at all. */
import type { Result, Service } from '../../sim/call.ts';
import { nothingToCancel } from '../../sim/call.ts';
import { exactly, shareEstimate } from '../../sim/estimate.ts';
import { formatNumber, formatShare } from '../../sim/format.ts';
import type { Study, StudyFigures } from '../study.ts';
import { createBudget, type RetryBudget } from '../../sim/retryBudget.ts';
import { chanceOfRetry, grpcThreshold, retriesAllowed } from './closedForms.ts';
import type { RetryParams } from './model.ts';
import { createOneLayer, createStudyWorld } from './trials.ts';

const ANSWERED: Result = { outcome: 'succeeded', cause: 'answered', causeMs: null };
const FAILED: Result = { outcome: 'failed', cause: 'injectedError', causeMs: null };

const valueOf = (figures: StudyFigures | undefined, column: string) => figures?.[column]?.value ?? null;

/** Retries of `calls` calls in the same instant, of which every attempt fails. */
function countRetries(params: RetryParams, calls: number): number {
  const world = createStudyWorld(0);
  let retries = 0;
  const { policy } = createOneLayer(world, params, { jitterOf: () => 0, onWait: () => (retries += 1) });
  const service = policy((_, settle) => {
    settle(FAILED);
    return nothingToCancel;
  });
  for (let call = 0; call < calls; call += 1) {
    world.calls.make(0, service);
    while (world.clock.step());
  }
  return retries;
}

export const budgetBurst: Study<RetryParams> = {
  id: 'budget-burst',
  title: 'What a full budget allows',
  question:
    'The server goes down and every attempt fails, at once. How many retries does a budget that was full still allow before it refuses them all? A share of calls allows as many as it has seen calls for.',
  trialsOf: 'calls',
  columns: {
    retries: {
      label: 'retries allowed',
      unit: 'count',
      help: 'Retries that were made in all calls together.',
    },
    perCall: { label: 'attempts per call', unit: 'count', help: 'What the server still gets per call.' },
  },
  rows: [
    { id: 'none', label: 'no budget', set: { retryBudget: 'none' } },
    { id: 'grpc', label: 'gRPC, 10 tokens', set: { retryBudget: 'grpc', grpcMaxTokens: 10 } },
    { id: 'aws', label: 'AWS, 500 tokens at 5', set: { retryBudget: 'aws', awsRetryCost: 5 } },
    { id: 'aws-2026', label: 'AWS since 2026, 500 at 14', set: { retryBudget: 'aws', awsRetryCost: 14 } },
    {
      id: 'ratio',
      label: '20 % of calls',
      set: { retryBudget: 'ratio', budgetRatio: 0.2, budgetMinPerSecond: 0 },
    },
    {
      id: 'ratio-reserve',
      label: '20 % of calls and 10 /s (Finagle)',
      set: { retryBudget: 'ratio', budgetRatio: 0.2, budgetMinPerSecond: 10 },
    },
  ],
  conditions: {
    failureRate: 1,
    latencyMs: 0,
    latencyLaw: 'fixed',
    initialDelayMs: 0,
    maxAttempts: 10,
    clients: 1,
    arrivals: 'sequential',
    callsPerSecond: 50,
  },
  trials: [100, 1_000],
  checkedTrials: 500,
  measure({ params, trials }) {
    const retries = countRetries(params, trials);
    const isInstant = params.initialDelayMs === 0 && params.callDeadlineMs === Infinity;
    const predicted = isInstant ? retriesAllowed(params, trials) : undefined;
    return {
      retries: exactly(retries, predicted),
      perCall: exactly(1 + retries / trials, predicted === undefined ? undefined : 1 + predicted / trials),
    };
  },
  findings({ none, grpc, aws }) {
    const [all, few, more] = [none, grpc, aws].map((row) => valueOf(row, 'retries'));
    return all && few && more
      ? [
          `Without a budget the dead server gets ${formatNumber(all)} retries; gRPC’s full bucket allows ${formatNumber(few)}, AWS’s ${formatNumber(more)}.`,
        ]
      : [];
  },
};

/** Calls before the one that is asked about. */
const CALLS_BEFORE = 100;

export const budgetThreshold: Study<RetryParams> = {
  id: 'budget-threshold',
  title: 'When gRPC’s bucket runs dry',
  question:
    'A failed attempt takes a token and a success brings a tenth of one back, so in the long run retries stay alive while fewer than ratio/(1 + ratio) = 9.09 % of attempts fail. After 100 calls one more fails: is it retried?',
  trialsOf: 'clients',
  columns: {
    retried: {
      label: 'retried',
      unit: 'share',
      help: 'Share of clients whose bucket allows a retry when their 101st call fails.',
    },
  },
  rows: [
    { id: 'half', label: 'half of the threshold', set: { failureRate: 0.045 } },
    { id: 'at', label: 'at the threshold', set: { failureRate: 0.0909 } },
    { id: 'twice', label: 'twice the threshold', set: { failureRate: 0.182 } },
    { id: 'outage', label: 'four of five fail', set: { failureRate: 0.8 } },
  ],
  conditions: {
    retryBudget: 'grpc',
    grpcMaxTokens: 10,
    grpcTokenRatio: 0.1,
    maxAttempts: 3,
    initialDelayMs: 0,
    latencyMs: 0,
    latencyLaw: 'fixed',
    clients: 1,
    arrivals: 'sequential',
    callsPerSecond: 20,
  },
  trials: [50, 1_000, 10_000],
  checkedTrials: 200,
  measure({ params, seed, trials, confidence }) {
    const world = createStudyWorld(seed);
    const faults = world.random.stream('faults');
    const budgets: RetryBudget[] = [];
    let isDown = false;
    let isRetried = false;
    let hits = 0;
    const server: Service = ({ id, attempt = 0 }, settle) => {
      const fails = isDown ? attempt === 0 : faults.at(id, attempt) < params.failureRate;
      settle(fails ? FAILED : ANSWERED);
      return nothingToCancel;
    };
    const { policy } = createOneLayer(world, params, {
      budgetOf: (client) => (budgets[client] ??= createBudget(world.clock, () => params)),
      jitterOf: () => 0,
      onWait: () => {
        isRetried = true;
      },
    });
    const service = policy(server);
    const call = (client: number) => {
      isRetried = false;
      world.calls.make(client, service);
      while (world.clock.step());
    };
    for (let client = 0; client < trials; client += 1) {
      isDown = false;
      for (let before = 0; before < CALLS_BEFORE; before += 1) call(client);
      isDown = true;
      call(client);
      hits += Number(isRetried);
    }
    const isPlain = params.retryBudget === 'grpc' && params.callDeadlineMs === Infinity;
    const predicted = isPlain ? chanceOfRetry(params, CALLS_BEFORE) : undefined;
    return { retried: shareEstimate(hits, trials, confidence, predicted) };
  },
  findings({ half, twice }) {
    const [alive, dry] = [half, twice].map((row) => valueOf(row, 'retried'));
    return alive !== null && alive !== undefined && dry !== null && dry !== undefined
      ? [
          `The threshold is ${formatShare(grpcThreshold(0.1))}. At half of it ${formatShare(alive)} of clients may still retry, at twice as much ${formatShare(dry)}.`,
        ]
      : [];
  },
};
