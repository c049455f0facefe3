/** The three servers of an operation as the parameters describe them: cache, database, enrichment. */
import { NO_FAULTS } from '../../sim/faults.ts';
import type { DurationSpec } from '../../sim/distribution.ts';
import type { ServerOptions } from '../../sim/server.ts';
import type { ParamValues } from '../params.ts';
import type { params } from './params.ts';
import type { Child } from './rules.ts';

export type BudgetParams = ParamValues<typeof params>;

/** All values from `leastMs` to `spreadMs` more alike. */
function uniformFrom(leastMs: number, spreadMs: number): DurationSpec {
  const meanMs = leastMs + spreadMs / 2;
  return { law: 'uniform', meanMs, spreadRatio: meanMs > 0 ? spreadMs / 2 / meanMs : 0 };
}

export function serverOptions(params: BudgetParams): Readonly<Record<Child, ServerOptions>> {
  const { outage } = params;
  const common = {
    ...NO_FAULTS,
    concurrency: Infinity,
    queueLimit: 0,
    errorsTakeTime: true,
    stopsAbandoned: params.propagation,
  };
  return {
    cache: {
      ...common,
      serviceTime: uniformFrom(params.cacheMs, params.cacheSpreadMs),
      outage: outage === 'cacheHangs' ? 'hangs' : 'none',
    },
    database: {
      ...common,
      concurrency: params.databaseConcurrency,
      queueLimit: params.databaseQueue,
      serviceTime: uniformFrom(params.databaseMs, params.databaseSpreadMs),
      errorRatio: params.databaseErrorRate,
      latencyRatio: params.slowShare,
      latencyMs: params.slowMs,
      outage: outage === 'databaseHangs' ? 'hangs' : outage === 'databaseRefuses' ? 'errors' : 'none',
    },
    api: {
      ...common,
      serviceTime: uniformFrom(params.apiMs, params.apiSpreadMs),
      errorRatio: params.apiErrorRate,
      outage: outage === 'apiHangs' ? 'hangs' : 'none',
    },
  };
}

/** No query is answered sooner than this. */
export const fastestQueryMs = ({ databaseMs, slowMs, slowShare }: BudgetParams) =>
  slowShare > 0 ? Math.min(databaseMs, slowMs) : databaseMs;
