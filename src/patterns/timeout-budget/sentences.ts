/** What just happened to the watched operation and why, in plain words. */
import { formatDuration, formatShare } from '../../sim/format.ts';
import type { TraceEvent } from '../../sim/trace.ts';

type Data = TraceEvent['data'];

const time = (data: Data, key: string) => formatDuration(Number(data[key]));

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

function whyFailed(data: Data): string {
  const attempt = ORDINALS[Number(data['queries']) - 1] ?? 'last';
  switch (data['cause']) {
    case 'databaseTimedOut':
      return data['isDoomed']
        ? `its ${attempt} query got ${time(data, 'causeMs')}, and no query takes less than ${time(data, 'fastestQueryMs')}`
        : `its ${attempt} query was not answered within ${time(data, 'causeMs')}`;
    case 'databaseFailed':
      return `its ${attempt} query was answered with an error`;
    case 'noTimeToRetry':
      return `only ${time(data, 'causeMs')} left, too little for a pause and another query`;
    case 'cacheTimedOut':
      return `the cache did not answer within ${time(data, 'causeMs')}, and as written that is fatal`;
    default:
      return `nothing was left of the budget for the next query`;
  }
}

function whyOverran(data: Data): string {
  if (data['gaveUp'])
    return 'fixed timeouts know nothing of the budget, and nobody told the operation to stop';
  if (data['cause'] === 'budgetExhausted')
    return 'as written, the pause before the next query is not budgeted';
  return whyFailed(data);
}

export function describe({ type, subject, data }: TraceEvent): string | null {
  const name = `Operation #${subject}`;
  switch (type) {
    case 'operation.failed':
      return `${name} failed after ${time(data, 'elapsedMs')}: ${whyFailed(data)}.`;
    case 'operation.refused':
      return `${name} was refused after ${time(data, 'elapsedMs')}: ${time(data, 'causeMs')} left, and a query needs ${time(data, 'neededMs')} with the reserve.`;
    case 'operation.overran':
      return `${name} took ${time(data, 'elapsedMs')} of a budget of ${time(data, 'budgetMs')}: ${whyOverran(data)}.`;
    case 'operation.givenUp':
      return `${name} lost its user after ${time(data, 'budgetMs')}: the timeouts of its calls know nothing of the budget.`;
    case 'waste.rose':
      return `${formatShare(Number(data['share']))} of the servers’ time in the last ${time(data, 'overMs')} went into answers that nobody got.`;
    case 'waste.fell':
      return `The servers work for somebody again: ${formatShare(Number(data['share']))} of their time in the last ${time(data, 'overMs')} was wasted.`;
    default:
      return null;
  }
}
