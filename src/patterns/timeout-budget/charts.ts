/** The charts of the timeout-budget page. */
import type { ChartSpec } from '../pattern.ts';
import { allowedBudgets } from './allowance.ts';

export const charts = [
  {
    id: 'remaining',
    title: 'Remaining budget at each step',
    kind: 'steps',
    unit: 'ms',
    series: [
      { metric: 'budgetAtCacheMs', label: 'cache' },
      { metric: 'budgetAtDatabase1Ms', label: 'database 1' },
      { metric: 'budgetAtDatabase2Ms', label: 'database 2' },
      { metric: 'budgetAtApiMs', label: 'enrichment' },
      { metric: 'budgetAtEndMs', label: 'end' },
    ],
    allowed: allowedBudgets,
  },
  {
    id: 'outcomes',
    title: 'How operations end',
    kind: 'stacked',
    unit: 'share',
    series: [
      { metric: 'succeeded', over: 'answered', label: 'succeeded', outcome: 'succeeded' },
      { metric: 'degraded', over: 'answered', label: 'not enriched', outcome: 'degraded' },
      { metric: 'failed', over: 'answered', label: 'failed', outcome: 'failed' },
      { metric: 'timedOut', over: 'answered', label: 'given up', outcome: 'timedOut' },
      { metric: 'rejected', over: 'answered', label: 'refused', outcome: 'rejected' },
    ],
  },
  {
    id: 'elapsed',
    title: 'Elapsed time against the budget',
    kind: 'distribution',
    unit: 'ms',
    series: [{ metric: 'elapsedMs', label: 'operations', tone: 'accent' }],
    threshold: { param: 'budgetMs', label: 'budget' },
  },
  {
    id: 'waste',
    title: 'Work for nobody',
    kind: 'lines',
    unit: 'share',
    series: [
      { metric: 'wastedMs', over: 'workedMs', label: 'wasted server time', tone: 'warning' },
      { metric: 'doomedAttempts', over: 'databaseAttempts', label: 'doomed attempts', outcome: 'failed' },
    ],
  },
] as const satisfies readonly ChartSpec[];
