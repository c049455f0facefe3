/** The reference's scenarios over many operations, beside what the laws of the latencies predict. */
import { meanEstimate, shareEstimate, type Estimate } from '../../sim/estimate.ts';
import { formatDuration, formatShare } from '../../sim/format.ts';
import type { Measuring, Study, StudyFigures, StudyRow } from '../study.ts';
import type { BudgetParams } from './servers.ts';
import { isPredictable, predict } from './theory.ts';
import { runTrials, type Counted } from './trials.ts';

/** How many runs the reference prints per scenario. */
const RUNS = 5;

/** Whether all of `RUNS` operations in a row succeeded, for each such row. */
function wholeRows(isSuccess: readonly boolean[]): readonly boolean[] {
  return Array.from({ length: Math.floor(isSuccess.length / RUNS) }, (_, row) =>
    isSuccess.slice(row * RUNS, (row + 1) * RUNS).every(Boolean),
  );
}

function measure(measuring: Measuring<BudgetParams>): StudyFigures {
  const { confidence } = measuring;
  const { isSuccess, successTimesMs, failureTimesMs, counts } = runTrials(measuring);
  const predicted = isPredictable(measuring.params) ? predict(measuring.params) : null;
  const rows = wholeRows(isSuccess);
  const share = (id: Counted): Estimate =>
    shareEstimate(counts[id], isSuccess.length, confidence, predicted?.[id]);
  return {
    success: shareEstimate(
      isSuccess.filter(Boolean).length,
      isSuccess.length,
      confidence,
      predicted?.success,
    ),
    allFive: shareEstimate(
      rows.filter(Boolean).length,
      rows.length,
      confidence,
      predicted ? predicted.success ** RUNS : undefined,
    ),
    meanSuccess: meanEstimate(successTimesMs, confidence, predicted?.meanSuccessMs),
    meanFailure: meanEstimate(failureTimesMs, confidence, predicted?.meanFailureMs),
    fromCache: share('fromCache'),
    withoutData: share('withoutData'),
    enriched: share('enriched'),
    refused: share('refused'),
    overBudget: share('overBudget'),
    secondAttempt: share('secondAttempt'),
    secondSucceeds: share('secondSucceeds'),
  };
}

const columns = {
  success: { label: 'Success rate', unit: 'share', help: 'Operations with an answer, enriched or not.' },
  allFive: {
    label: 'All of five',
    unit: 'share',
    help: 'How often five operations in a row all succeed, as the reference runs them.',
  },
  meanSuccess: {
    label: 'Average time',
    unit: 'ms',
    help: 'Mean time to the answer, over the operations that succeeded.',
  },
  meanFailure: {
    label: 'Average time to failure',
    unit: 'ms',
    help: 'Mean time that users waited for operations that gave no answer.',
  },
  fromCache: { label: 'From the cache', unit: 'share', help: 'Operations that the cache answered.' },
  withoutData: {
    label: 'Without data',
    unit: 'share',
    help: 'Operations that “succeeded” from the cache with nothing in hand.',
  },
  enriched: {
    label: 'Enriched',
    unit: 'share',
    help: 'Operations that the database answered and that were enriched.',
  },
  refused: {
    label: 'Refused',
    unit: 'share',
    help: 'Operations ended before the database was asked, because too little was left.',
  },
  overBudget: {
    label: 'Over budget',
    unit: 'share',
    help: 'Operations that were not over when their budget was.',
  },
  secondAttempt: {
    label: 'Second query',
    unit: 'share',
    help: 'Operations that started a second attempt at the database.',
  },
  secondSucceeds: {
    label: 'Second query answered',
    unit: 'share',
    help: 'Operations whose second attempt at the database was answered in time.',
  },
} as const satisfies Study['columns'];

const BUDGETS_MS = [3_000, 1_000, 10_000, 500];
const NAMES: Readonly<Record<number, string>> = {
  3_000: 'normal operation',
  1_000: 'tight deadline',
  10_000: 'generous timeout',
  500: 'very tight deadline',
};

const rowsOf = (
  group: string,
  prefix: string,
  set: Partial<BudgetParams>,
): readonly StudyRow<BudgetParams>[] =>
  BUDGETS_MS.map((budgetMs) => ({
    id: `${prefix}-${budgetMs}`,
    label: `${formatDuration(budgetMs)}: ${NAMES[budgetMs] ?? ''}`,
    group,
    set: { ...set, budgetMs },
  }));

const says = (figures: StudyFigures | undefined, id: string, write: (value: number) => string) => {
  const value = figures?.[id]?.value;
  return typeof value === 'number' ? write(value) : null;
};

const trials = [5, 10_000];

const scenarios: Study<BudgetParams> = {
  id: 'scenarios',
  title: 'The reference’s scenarios',
  question:
    'Four budgets under three ways of setting timeouts. Five runs per scenario, as the reference prints them, say little: ask for 10 000 and compare with what is predicted.',
  trialsOf: 'operations',
  columns,
  rows: [
    ...rowsOf('As written', 'written', { coordination: 'asWritten' }),
    ...rowsOf('Corrected', 'corrected', { coordination: 'corrected' }),
    ...rowsOf('Corrected, the last attempt gets the rest', 'rest', {
      coordination: 'corrected',
      spendsRest: true,
    }),
    ...rowsOf('Uncoordinated', 'uncoordinated', { coordination: 'uncoordinated' }),
  ],
  conditions: {},
  trials,
  checkedTrials: 2_000,
  measure,
  findings(figures) {
    const written = figures['written-1000'];
    const tight = figures['written-500'];
    const rest = figures['rest-1000'];
    const all = [
      says(
        written,
        'secondSucceeds',
        (share) =>
          `As written at 1 s, ${says(written, 'secondAttempt', formatShare) ?? 'some'} of the operations start a second query, and ${formatShare(share)} get an answer from it.`,
      ),
      says(
        tight,
        'overBudget',
        (share) =>
          `As written at 500 ms, ${formatShare(share)} of the operations go over their budget: they fail after ${says(tight, 'meanFailure', formatDuration) ?? 'longer'}.`,
      ),
      says(
        figures['corrected-1000'],
        'meanFailure',
        (ms) =>
          `Corrected at 1 s, a failure is known after ${formatDuration(ms)} instead of ${says(written, 'meanFailure', formatDuration) ?? 'the whole budget'}, at the same success rate.`,
      ),
      says(
        rest,
        'success',
        (share) =>
          `With nothing kept back for a retry that cannot happen, ${formatShare(share)} succeed at 1 s.`,
      ),
      says(
        figures['written-3000'],
        'withoutData',
        (share) =>
          `As written, ${formatShare(share)} of all operations “succeed” from the cache without any data, because hit and data are drawn separately.`,
      ),
    ];
    return all.filter((sentence) => sentence !== null);
  },
};

const LADDER_MS = [600, 700, 800, 900, 1_200, 1_500];

const ladder: Study<BudgetParams> = {
  id: 'budgets',
  title: 'How much a longer budget buys',
  question:
    'As written, the minimum of 500 ms outweighs the share of 60 %: from 600 to 800 ms a longer budget buys nothing.',
  trialsOf: 'operations',
  columns,
  rows: LADDER_MS.map((budgetMs) => ({
    id: `written-${budgetMs}`,
    label: formatDuration(budgetMs),
    set: { budgetMs },
  })),
  conditions: { coordination: 'asWritten' },
  trials,
  checkedTrials: 2_000,
  measure,
  findings(figures) {
    const success = (ms: number) => says(figures[`written-${ms}`], 'success', formatShare);
    const [at600, at800, at1200] = [success(600), success(800), success(1_200)];
    return at600 && at800 && at1200
      ? [
          `From 600 to 800 ms the success rate stays where it is (${at600} and ${at800}): each time the query gets 500 ms.`,
          `At 1.2 s a second query fits, and ${at1200} succeed.`,
        ]
      : [];
  },
};

export const studies = [scenarios, ladder] as const;
