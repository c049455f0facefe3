/**
 * What a timeout budget does to operations that meet no faults and no queue, computed from the laws of the latencies:
 * chances are integrated over the times of cache and database, the enrichment's come in closed form.
 */
import { quantiseMs } from '../../sim/clock.ts';
import { afterFailure, allot } from './rules.ts';
import type { BudgetParams } from './servers.ts';

export interface Prediction {
  /** Chances per operation, 0–1. */
  readonly success: number;
  readonly fromCache: number;
  readonly withoutData: number;
  readonly enriched: number;
  readonly refused: number;
  readonly overBudget: number;
  readonly secondAttempt: number;
  readonly secondSucceeds: number;
  /** Mean times that users wait in ms; undefined when nothing ends so. */
  readonly meanSuccessMs: number | undefined;
  readonly meanFailureMs: number | undefined;
}

/** Points per law: enough for four digits. */
const CACHE_POINTS = 50;
const DATABASE_POINTS = 200;

/** Sums of many small chances are whole only up to rounding. */
const asChance = (sum: number) => Math.round(sum * 1e9) / 1e9;

/** All values from `leastMs` to `spreadMs` more alike. */
interface Law {
  readonly leastMs: number;
  readonly spreadMs: number;
}

/** Chance of a value below `limitMs`; one that equals its timeout comes too late. */
function chanceBelow({ leastMs, spreadMs }: Law, limitMs: number): number {
  if (spreadMs === 0) return leastMs < limitMs ? 1 : 0;
  return Math.min(1, Math.max(0, (limitMs - leastMs) / spreadMs));
}

/** Middles of equal slices of the values below `limitMs`. */
function pointsBelow({ leastMs, spreadMs }: Law, limitMs: number, count: number): readonly number[] {
  const widthMs = Math.min(spreadMs, limitMs - leastMs);
  if (widthMs <= 0) return [leastMs];
  return Array.from({ length: count }, (_, index) => leastMs + (widthMs * (index + 0.5)) / count);
}

const meanBelow = (law: Law, limitMs: number) => pointsBelow(law, limitMs, 1)[0] as number;

/** Faults and queues have no closed form here. */
export function isPredictable(params: BudgetParams): boolean {
  const { outage, databaseErrorRate, apiErrorRate, slowShare } = params;
  return outage === 'none' && databaseErrorRate === 0 && apiErrorRate === 0 && slowShare === 0;
}

export function predict(params: BudgetParams): Prediction {
  const { budgetMs, hitRatio } = params;
  const cache: Law = { leastMs: params.cacheMs, spreadMs: params.cacheSpreadMs };
  const database: Law = { leastMs: params.databaseMs, spreadMs: params.databaseSpreadMs };
  const api: Law = { leastMs: params.apiMs, spreadMs: params.apiSpreadMs };
  const isImpatient = params.coordination === 'uncoordinated';
  const success = { chance: 0, timeMs: 0 };
  const failure = { chance: 0, timeMs: 0 };
  const sums = { fromCache: 0, enriched: 0, refused: 0, overBudget: 0, secondAttempt: 0, secondSucceeds: 0 };

  /** Returns the chance that the user is still there to see it. */
  function end(chance: number, atMs: number, isAnswer: boolean): number {
    const elapsedMs = quantiseMs(atMs);
    const hasLeft = isImpatient && elapsedMs >= budgetMs;
    if (hasLeft || elapsedMs > budgetMs) sums.overBudget += chance;
    const sum = isAnswer && !hasLeft ? success : failure;
    sum.chance += chance;
    sum.timeMs += chance * (hasLeft ? budgetMs : elapsedMs);
    return hasLeft ? 0 : chance;
  }

  function enrich(chance: number, atMs: number): void {
    const { verdict, timeoutMs } = allot(params, 'api', atMs, 0);
    if (verdict !== 'start') {
      end(chance, atMs, true);
      return;
    }
    const limitMs = isImpatient ? Math.min(timeoutMs, Math.max(0, budgetMs - atMs)) : timeoutMs;
    const inTime = chanceBelow(api, limitMs);
    const answered = chanceBelow(api, timeoutMs);
    if (inTime > 0) sums.enriched += end(chance * inTime, atMs + meanBelow(api, limitMs), true);
    if (answered > inTime) end(chance * (answered - inTime), Math.max(atMs, budgetMs), true);
    if (answered < 1) end(chance * (1 - answered), atMs + timeoutMs, true);
  }

  function query(chance: number, atMs: number, attempt: number): void {
    if (isImpatient && params.propagation && atMs >= budgetMs) {
      end(chance, budgetMs, false);
      return;
    }
    const { verdict, timeoutMs } = allot(params, 'database', atMs, attempt);
    if (verdict === 'refused') {
      sums.refused += end(chance, atMs, false);
      return;
    }
    const answered = verdict === 'start' ? chanceBelow(database, timeoutMs) : 0;
    if (answered > 0) {
      const points = pointsBelow(database, timeoutMs, DATABASE_POINTS);
      for (const point of points) enrich((chance * answered) / points.length, atMs + point);
    }
    if (attempt === 1 && verdict === 'start') {
      sums.secondAttempt += chance;
      sums.secondSucceeds += chance * answered;
    }
    if (answered < 1) fail(chance * (1 - answered), quantiseMs(atMs + timeoutMs), attempt + 1);
  }

  function fail(chance: number, atMs: number, attempts: number): void {
    if (afterFailure(params, atMs, attempts) === 'pause')
      query(chance, quantiseMs(atMs + params.pauseMs), attempts);
    else end(chance, atMs, false);
  }

  function lookUp(): void {
    const { verdict, timeoutMs } = allot(params, 'cache', 0, 0);
    if (verdict === 'exhausted') end(1, 0, false);
    if (verdict === 'refused') query(1, 0, 0);
    if (verdict !== 'start') return;
    const answered = chanceBelow(cache, timeoutMs);
    const points = answered > 0 ? pointsBelow(cache, timeoutMs, CACHE_POINTS) : [];
    for (const point of points) {
      const chance = answered / points.length;
      if (hitRatio > 0) sums.fromCache += end(chance * hitRatio, point, true);
      if (hitRatio < 1) query(chance * (1 - hitRatio), quantiseMs(point), 0);
    }
    if (answered === 1) return;
    if (params.coordination === 'asWritten') end(1 - answered, timeoutMs, false);
    else query(1 - answered, timeoutMs, 0);
  }

  lookUp();
  const mean = ({ chance, timeMs }: typeof success) => (chance > 0 ? quantiseMs(timeMs / chance) : undefined);
  return {
    success: asChance(success.chance),
    fromCache: asChance(sums.fromCache),
    withoutData: params.coordination === 'asWritten' ? asChance(sums.fromCache * (1 - hitRatio)) : 0,
    enriched: asChance(sums.enriched),
    refused: asChance(sums.refused),
    overBudget: asChance(sums.overBudget),
    secondAttempt: asChance(sums.secondAttempt),
    secondSucceeds: asChance(sums.secondSucceeds),
    meanSuccessMs: mean(success),
    meanFailureMs: mean(failure),
  };
}
