/** What each way of fencing is worth, whatever befalls clients, nodes, clocks and messages, as long as nobody lies. */
import { meanEstimate, shareEstimate } from '../../sim/estimate.ts';
import { formatNumber } from '../../sim/format.ts';
import type { Study, StudyRow } from '../study.ts';
import { BUSY, runSchedule, seedOfTrial } from './batch.ts';
import { drawSchedule } from './faults.ts';
import { nodeParam, type LockParams } from './params.ts';
import { fencingOf, nodesOf } from './rules.ts';

const LOCKS = {
  single: 'One node',
  primary: 'Primary and replica',
  replicated: 'Replicated log',
} as const;

const FENCES = { off: 'no fence', order: 'fenced by order', registered: 'tokens registered' } as const;

const rows = (Object.keys(LOCKS) as (keyof typeof LOCKS)[]).flatMap((algorithm) =>
  (Object.keys(FENCES) as (keyof typeof FENCES)[]).map((fencing): StudyRow<LockParams> => ({
    id: `${algorithm}-${fencing}`,
    label: FENCES[fencing],
    group: LOCKS[algorithm],
    set: { algorithm, fencing },
  })),
);

/** What is proved of a fence holds if it never forgets and its nodes do not lie. */
const isHonest = (params: LockParams) =>
  params.resourceMemory && nodesOf(params).every((id) => params[nodeParam(id, 'Lies')] === 'none');

export const fencingStudy: Study<LockParams> = {
  id: 'fencing',
  title: 'What is a fence worth?',
  question:
    'Each run draws up to three faults of any kind: pauses, crashes with and without memory, cut links, clocks that jump or run wrong, messages lost and late. A fence by order keeps tokens from going back; only registered tokens keep former holders from writing.',
  trialsOf: 'schedules',
  columns: {
    stale: {
      label: 'stale writes',
      unit: 'count',
      help: 'Mean number of accepted writes of clients after another one had begun its critical section.',
    },
    staleRuns: {
      label: 'runs with any',
      unit: 'share',
      help: 'Share of schedules with at least one stale write.',
    },
    disorder: {
      label: 'tokens went back',
      unit: 'share',
      help: 'Share of schedules in which the resource accepted an older token after a newer one.',
    },
    rejected: { label: 'rejected', unit: 'count', help: 'Mean number of writes and registrations refused.' },
  },
  rows,
  conditions: BUSY,
  trials: [20, 500, 2_000, 10_000],
  checkedTrials: 40,
  measure({ params, seed, trials, confidence }) {
    const summaries = Array.from({ length: trials }, (_, trial) => {
      const of = seedOfTrial(seed, trial);
      return runSchedule(drawSchedule('any', of, params), of);
    });
    const figures = (id: string) => summaries.map((summary) => Number(summary[id]));
    const some = (id: string) => figures(id).filter((count) => count > 0).length;
    const fencing = isHonest(params) ? fencingOf(params) : 'off';
    const [noStale, noDisorder] = [
      fencing === 'registered' ? [0] : [],
      fencing === 'off' ? [] : [0],
    ] as const;
    return {
      stale: meanEstimate(figures('staleWrites'), confidence, ...noStale),
      staleRuns: shareEstimate(some('staleWrites'), trials, confidence, ...noStale),
      disorder: shareEstimate(some('i2Violations'), trials, confidence, ...noDisorder),
      rejected: meanEstimate(figures('rejectedWrites'), confidence),
    };
  },
  findings(figures) {
    const total = (fence: string) => {
      const values = Object.keys(LOCKS).map((lock) => figures[`${lock}-${fence}`]?.['stale']?.value);
      const known = values.filter((value): value is number => typeof value === 'number');
      return known.length < values.length
        ? null
        : known.reduce((sum, value) => sum + value, 0) / known.length;
    };
    const [off, order, registered] = [total('off'), total('order'), total('registered')];
    if (off === null || order === null || registered === null) return [];
    return [
      `Stale writes per run: ${formatNumber(off)} without a fence, ${formatNumber(order)} with one by order, ${formatNumber(registered)} with registered tokens.`,
    ];
  },
};
