/** Studies against queueing theory: Erlang B without a queue, M/M/c/K with one, and Little's law. */
import { exactly, meanEstimate } from '../../sim/estimate.ts';
import { formatDuration, formatNumber, formatShare } from '../../sim/format.ts';
import type { Study, StudyFigures, StudyRow } from '../study.ts';
import type { BulkheadParams } from './kinds.ts';
import { predictSteadyState } from './prediction.ts';
import { ratioEstimate, seedOf, watchWholeStay, watchWindow } from './trials.ts';

type BulkheadStudy = Study<BulkheadParams>;

const SILENCE = { databaseCallsPerSecond: 0, cacheCallsPerSecond: 0, apiCallsPerSecond: 0 } as const;

const LAWS = { asWritten: 'as written', fixed: 'fixed', exponential: 'exponential' } as const;
type Law = keyof typeof LAWS;

function rowsAt(
  kind: 'database' | 'cache' | 'api',
  group: string,
  rates: readonly number[],
  law: Law,
): readonly StudyRow<BulkheadParams>[] {
  return rates.map((rate) => ({
    id: `${kind}-${law === 'asWritten' ? 'as-written' : law}-${rate}`,
    label: `${formatNumber(rate)} ${rate === 1 ? 'call' : 'calls'} per second`,
    group,
    set: { [`${kind}CallsPerSecond`]: rate, serviceLaw: law },
  }));
}

const valueOf = (figures: Readonly<Record<string, StudyFigures>>, row: string, column: string) =>
  figures[row]?.[column]?.value ?? null;

const rejectedColumn = {
  label: 'rejected',
  unit: 'share',
  help: 'Share of all calls that are turned away.',
} as const;
const runningColumn = {
  label: 'running',
  unit: 'calls',
  help: 'Mean number of calls that hold a slot.',
} as const;

const windows = (params: BulkheadParams, seed: number, trials: number) =>
  Array.from({ length: trials }, (_, trial) => watchWindow(params, seedOf(seed, trial)));

type Windows = ReturnType<typeof windows>;
type Prediction = ReturnType<typeof predictSteadyState>;

const rejectedOf = (watched: Windows, confidence: number, predicted: Prediction) =>
  ratioEstimate(
    watched.map(({ seen }) => seen.rejected),
    watched.map(({ seen }) => seen.arrived),
    confidence,
    predicted?.rejected,
  );

const runningOf = (watched: Windows, confidence: number, predicted: Prediction) =>
  meanEstimate(
    watched.map(({ running }) => running),
    confidence,
    predicted?.running,
  );

const erlang: BulkheadStudy = {
  id: 'erlang-b',
  title: 'Erlang’s formula',
  question:
    'Without a queue, how many calls find every slot busy? Erlang’s formula of 1917 knows, from arrivals per service time and slots alone: whether service times are fixed, scattered evenly or exponential makes no difference.',
  trialsOf: 'runs of about 300 calls',
  columns: { rejected: rejectedColumn, running: runningColumn },
  rows: [
    ...rowsAt('database', 'Database, 5 slots, always 500 ms', [4, 8, 10, 20], 'fixed'),
    ...rowsAt('database', 'Database, 5 slots, exponential, 500 ms on average', [4, 8, 10, 20], 'exponential'),
    ...rowsAt('api', 'External API, 3 slots, 0.1 to 2 s', [1, 2, 3], 'asWritten'),
    ...rowsAt('cache', 'Cache, 20 slots, always 10 ms', [1_000, 2_000], 'fixed'),
  ],
  conditions: { ...SILENCE, databaseQueue: 0, cacheQueue: 0, apiQueue: 0 },
  trials: [5, 50, 500],
  checkedTrials: 30,
  measure({ params, seed, trials, confidence }) {
    const seen = windows(params, seed, trials);
    const predicted = predictSteadyState(params);
    return {
      rejected: rejectedOf(seen, confidence, predicted),
      running: runningOf(seen, confidence, predicted),
    };
  },
  findings(figures) {
    const fixed = valueOf(figures, 'database-fixed-8', 'rejected');
    const exponential = valueOf(figures, 'database-exponential-8', 'rejected');
    if (fixed === null || exponential === null) return [];
    return [
      `At 8 calls per second the database rejects ${formatShare(fixed)} when every call takes the same time and ${formatShare(exponential)} when times are exponential: without a queue only the mean counts.`,
    ];
  },
};

const queue: BulkheadStudy = {
  id: 'queue',
  title: 'What a queue buys',
  question:
    'The same pools with the reference’s queues. For exponential times M/M/c/K says how many calls are rejected and how long the others wait; for other laws the queue matters, there is no such formula, and the figures are measured only.',
  trialsOf: 'runs of about 300 calls',
  columns: {
    rejected: rejectedColumn,
    waitMs: {
      label: 'mean wait',
      unit: 'ms',
      help: 'Mean time in the queue of the calls that got a slot.',
    },
    running: runningColumn,
    inPool: {
      label: 'in the pool',
      unit: 'calls',
      help: 'Mean number of calls in slots and queue.',
    },
  },
  rows: [
    ...rowsAt('database', 'Database, 5 + 5, exponential, 500 ms on average', [8, 10, 20], 'exponential'),
    ...rowsAt('database', 'Database, 5 + 5, always 500 ms', [8, 10, 20], 'fixed'),
    ...rowsAt('api', 'External API, 3 + 2, exponential, 1.05 s on average', [1, 2, 3], 'exponential'),
    ...rowsAt('api', 'External API, 3 + 2, 0.1 to 2 s', [1, 2, 3], 'asWritten'),
  ],
  conditions: SILENCE,
  trials: [5, 50, 500],
  checkedTrials: 30,
  measure({ params, seed, trials, confidence }) {
    const seen = windows(params, seed, trials);
    const predicted = predictSteadyState(params);
    return {
      rejected: rejectedOf(seen, confidence, predicted),
      waitMs: ratioEstimate(
        seen.map(({ seen: { waitedMs } }) => waitedMs),
        seen.map(({ seen: { started } }) => started),
        confidence,
        predicted?.waitMs ?? undefined,
      ),
      running: runningOf(seen, confidence, predicted),
      inPool: meanEstimate(
        seen.map(({ inPool }) => inPool),
        confidence,
        predicted ? predicted.running + predicted.waiting : undefined,
      ),
    };
  },
  findings(figures) {
    const few = valueOf(figures, 'database-exponential-8', 'rejected');
    const wait = valueOf(figures, 'database-exponential-8', 'waitMs');
    const many = valueOf(figures, 'database-exponential-20', 'rejected');
    const longWait = valueOf(figures, 'database-exponential-20', 'waitMs');
    if (few === null || wait === null || many === null || longWait === null) return [];
    return [
      `At 8 calls per second, below what five slots can do, a queue of five leaves ${formatShare(few)} rejected for a wait of ${formatDuration(wait)}; Erlang’s formula without it says 19.9 %.`,
      `At twice what they can do it still rejects ${formatShare(many)}, and everybody else waits ${formatDuration(longWait)}.`,
    ];
  },
};

/** Of the two sides of Little's law, which are equal up to the rounding of sums. */
const roundToNano = (value: number) => Math.round(value * 1e9) / 1e9 + 0;

const little: BulkheadStudy = {
  id: 'littles-law',
  title: 'Little’s law',
  question:
    'Is the mean number of calls in a pool the same as calls let in per second times mean stay? Each run starts empty and is over when the last call has left, so the two must agree exactly, whatever the load, the law and the policy.',
  trialsOf: 'runs of about 300 calls',
  columns: {
    inPool: {
      label: 'L: in the pool',
      unit: 'calls',
      help: 'Mean number of calls in slots and queue, from the pool’s own books.',
    },
    arrivalsTimesStay: {
      label: 'λ·W: arrivals × stay',
      unit: 'calls',
      help: 'Calls let in per second times the mean time from arrival to leaving, from the list of events.',
    },
    difference: {
      label: 'L − λ·W',
      unit: 'calls',
      help: 'Difference of the two in each run, to nine decimal places.',
    },
  },
  rows: [
    {
      id: 'database',
      label: 'database at 8 per second, exponential',
      set: { databaseCallsPerSecond: 8, serviceLaw: 'exponential' },
    },
    { id: 'overload', label: 'database at 20 per second', set: { databaseCallsPerSecond: 20 } },
    {
      id: 'timeouts',
      label: 'external API at 3 per second, timeout 1 s, cancelled',
      set: { apiCallsPerSecond: 3, apiTimeoutMs: 1_000 },
    },
    {
      id: 'abandoned',
      label: 'the same, as written',
      set: { apiCallsPerSecond: 3, apiTimeoutMs: 1_000, onTimeout: 'abandoned' },
    },
    {
      id: 'shared',
      label: 'all kinds in one pool',
      set: { isolation: 'shared', databaseCallsPerSecond: 60, cacheCallsPerSecond: 20, apiCallsPerSecond: 4 },
    },
  ],
  conditions: SILENCE,
  trials: [5, 50, 500],
  checkedTrials: 5,
  measure({ params, seed, trials, confidence }) {
    const stays = Array.from({ length: trials }, (_, trial) => watchWholeStay(params, seedOf(seed, trial)));
    return {
      inPool: meanEstimate(
        stays.map(({ inPool }) => inPool),
        confidence,
      ),
      arrivalsTimesStay: meanEstimate(
        stays.map(({ arrivalsTimesStay }) => arrivalsTimesStay),
        confidence,
      ),
      difference: exactly(
        Math.max(
          ...stays.map(({ inPool, arrivalsTimesStay }) => roundToNano(Math.abs(inPool - arrivalsTimesStay))),
        ),
        0,
      ),
    };
  },
  findings(figures) {
    const rows = Object.values(figures);
    if (rows.length === 0) return [];
    const isExact = rows.every(({ difference }) => difference?.value === 0);
    return [
      isExact
        ? 'The two sides agree to the last digit in every run.'
        : 'The two sides differ: some call was lost or counted twice.',
    ];
  },
};

export const queueStudies: readonly BulkheadStudy[] = [erlang, queue, little];
