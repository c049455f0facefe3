/** The least and the greatest budget that can be left at each step, whatever the draws: the bands of the chart. */
import type { AnyParamValues } from '../params.ts';
import { afterFailure, allot } from './rules.ts';
import { fastestQueryMs, type BudgetParams } from './servers.ts';

/** Least and greatest elapsed time; null: it cannot happen. */
type Span = readonly [leastMs: number, greatestMs: number] | null;

function union(a: Span, b: Span): Span {
  if (!a || !b) return a ?? b;
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

/** When the database is asked first, and whether the cache may have answered before. */
function afterCache(params: BudgetParams): { readonly miss: Span; readonly canHit: boolean } {
  const { cacheMs, cacheSpreadMs, hitRatio, outage, coordination } = params;
  const { verdict, timeoutMs } = allot(params, 'cache', 0, 0);
  if (verdict !== 'start') return { miss: verdict === 'refused' ? [0, 0] : null, canHit: false };
  const slowestMs = outage === 'cacheHangs' ? Infinity : cacheMs + cacheSpreadMs;
  const canAnswer = outage !== 'cacheHangs' && cacheMs < timeoutMs;
  const answer: Span = canAnswer ? [cacheMs, Math.min(slowestMs, timeoutMs)] : null;
  const timeout: Span =
    slowestMs >= timeoutMs && coordination !== 'asWritten' ? [timeoutMs, timeoutMs] : null;
  return { miss: union(hitRatio < 1 ? answer : null, timeout), canHit: canAnswer && hitRatio > 0 };
}

/** The latest instant in the span at which an attempt may still start; null when there is none. */
function latestStart(params: BudgetParams, [leastMs, greatestMs]: NonNullable<Span>, attempt: number) {
  const { coordination, budgetMs, reserveMs, databaseNeedsMs } = params;
  if (allot(params, 'database', leastMs, attempt).verdict !== 'start') return null;
  if (coordination === 'uncoordinated') return greatestMs;
  const limitMs = coordination === 'corrected' ? budgetMs - reserveMs - databaseNeedsMs : budgetMs;
  return Math.min(greatestMs, limitMs);
}

interface AfterAttempt {
  readonly answer: Span;
  /** When the next attempt is due. */
  readonly next: Span;
}

function afterAttempt(params: BudgetParams, due: NonNullable<Span>, attempt: number): AfterAttempt {
  const { pauseMs, databaseErrorRate, outage, databaseQueue, coordination, budgetMs, reserveMs } = params;
  const [leastMs] = due;
  const lastMs = latestStart(params, due, attempt);
  const mayFollow = attempt + 1 < params.maxAttempts;
  if (lastMs === null) {
    const isExhausted = allot(params, 'database', leastMs, attempt).verdict === 'exhausted';
    return { answer: null, next: isExhausted && mayFollow ? [leastMs + pauseMs, due[1] + pauseMs] : null };
  }
  const timeoutMs = allot(params, 'database', leastMs, attempt).timeoutMs;
  const lastTimeoutMs = allot(params, 'database', lastMs, attempt).timeoutMs;
  const fastestMs = fastestQueryMs(params);
  const latestEndMs = Math.max(lastMs + lastTimeoutMs, leastMs + timeoutMs);
  const canAnswer =
    (outage === 'none' || outage === 'cacheHangs' || outage === 'apiHangs') &&
    fastestMs < Math.max(timeoutMs, lastTimeoutMs);
  const answer: Span = canAnswer ? [leastMs + fastestMs, latestEndMs] : null;

  const isTurnedAway = outage === 'databaseRefuses' || databaseQueue < Infinity;
  const isError = databaseErrorRate > 0 && fastestMs < timeoutMs;
  const firstFailureMs = leastMs + (isTurnedAway ? 0 : isError ? fastestMs : timeoutMs);
  if (!mayFollow || afterFailure(params, firstFailureMs, attempt + 1) !== 'pause')
    return { answer, next: null };
  const latestFailureMs = Math.max(latestEndMs, lastMs < due[1] ? due[1] : 0);
  const latestNextMs =
    coordination === 'corrected'
      ? Math.min(latestFailureMs + pauseMs, budgetMs - reserveMs - params.databaseNeedsMs)
      : latestFailureMs + pauseMs;
  return { answer, next: [firstFailureMs + pauseMs, latestNextMs] };
}

/** At the cache, the first and the second attempt at the database, the enrichment, and the end, in ms that are left. */
export function allowedBudgets(values: AnyParamValues): readonly (readonly [number, number] | null)[] {
  const params = values as unknown as BudgetParams;
  const { budgetMs, coordination, reserveMs } = params;
  const { miss, canHit } = afterCache(params);
  const dues: Span[] = [];
  let enrichment: Span = null;
  let due = miss;
  for (let attempt = 0; attempt < params.maxAttempts; attempt += 1) {
    dues.push(due);
    if (!due) continue;
    const { answer, next } = afterAttempt(params, due, attempt);
    enrichment = union(enrichment, answer);
    due = next;
  }
  const latestEndMs = coordination === 'corrected' ? Math.max(0, budgetMs - reserveMs) : budgetMs;
  const firstEndMs = canHit ? params.cacheMs : (miss?.[0] ?? 0);
  const spans: readonly Span[] = [
    [0, 0],
    dues[0] ?? null,
    dues[1] ?? null,
    enrichment,
    [Math.min(firstEndMs, latestEndMs), latestEndMs],
  ];
  return spans.map((span) => span && [Math.max(0, budgetMs - span[1]), Math.max(0, budgetMs - span[0])]);
}
