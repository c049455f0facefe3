/** The three kinds of calls, each to a resource of its own, and what the parameters say about each. */
import type { DurationSpec } from '../../sim/distribution.ts';
import type { ParamValues } from '../params.ts';
import type { params } from './params.ts';

export type BulkheadParams = ParamValues<typeof params>;

export const KINDS = ['database', 'cache', 'api'] as const;
export type Kind = (typeof KINDS)[number];

/** A pool of its own for each kind, and the one that all share instead. */
export type PoolId = Kind | 'shared';

/** As in “a call to the …”. */
export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  database: 'database',
  cache: 'cache',
  api: 'external API',
};

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export interface PoolSize {
  readonly size: number;
  readonly queueSize: number;
}

export interface KindSettings extends PoolSize {
  readonly callsPerSecond: number;
  readonly serviceTime: DurationSpec;
  readonly errorRatio: number;
  readonly hangRatio: number;
  readonly hangMs: number;
  /** Calls the resource itself works on at once. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly floods: number;
}

function apiTime({ apiFastestMs, apiSlowestMs }: BulkheadParams): DurationSpec {
  const slowestMs = Math.max(apiFastestMs, apiSlowestMs);
  const meanMs = (apiFastestMs + slowestMs) / 2;
  return { law: 'uniform', meanMs, spreadRatio: (slowestMs - apiFastestMs) / (2 * meanMs) };
}

function serviceTimeOf(kind: Kind, params: BulkheadParams): DurationSpec {
  const spec: DurationSpec =
    kind === 'api'
      ? apiTime(params)
      : { law: 'fixed', meanMs: params[`${kind}ServiceMs` as const], spreadRatio: 0 };
  return params.serviceLaw === 'asWritten' ? spec : { ...spec, law: params.serviceLaw };
}

const ERROR_PARAMS = { database: 'databaseErrorRate', cache: null, api: 'apiErrorRate' } as const;

export function settingsOf(kind: Kind, params: BulkheadParams): KindSettings {
  const errorParam = ERROR_PARAMS[kind];
  return {
    size: params[`${kind}Size` as const],
    queueSize: params[`${kind}Queue` as const],
    callsPerSecond: params[`${kind}CallsPerSecond` as const],
    serviceTime: serviceTimeOf(kind, params),
    errorRatio: errorParam ? params[errorParam] : 0,
    hangRatio: kind === 'api' ? params.apiHangShare : 0,
    hangMs: params.apiHangMs,
    concurrency: kind === 'database' ? params.databaseConcurrency : Infinity,
    timeoutMs: params[`${kind}TimeoutMs` as const],
    floods: params[`${kind}Floods` as const],
  };
}

/** The shared pool has as many slots and queue places as the three have together. */
export function sizeOf(pool: PoolId, params: BulkheadParams): PoolSize {
  const kinds: readonly Kind[] = pool === 'shared' ? KINDS : [pool];
  const total = (size: (kind: Kind) => number) => kinds.reduce((sum, kind) => sum + size(kind), 0);
  return {
    size: total((kind) => params[`${kind}Size` as const]),
    queueSize: total((kind) => params[`${kind}Queue` as const]),
  };
}

/** The pool that calls of this kind go to. */
export function poolOf(kind: Kind, { isolation }: BulkheadParams): PoolId {
  return isolation === 'shared' ? 'shared' : kind;
}

/** Mean time that a call of this kind holds a slot when nobody gives up on it, in ms. */
export function meanServiceMs({ serviceTime, errorRatio, hangRatio, hangMs }: KindSettings): number {
  const hangs = (1 - errorRatio) * hangRatio;
  return (1 - hangs) * serviceTime.meanMs + hangs * hangMs;
}
