import { expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import type { BulkheadParams, Kind } from './kinds.ts';
import { params } from './params.ts';
import { isExact, predictRejection, predictSteadyState } from './prediction.ts';
import { erlangB, finiteQueue } from './theory.ts';

const withParams = (change: Partial<BulkheadParams>): BulkheadParams => ({
  ...defaultParams(params),
  ...change,
});
const predicted = (kind: Kind, change: Partial<BulkheadParams>) => predictRejection(kind, withParams(change));

it('is Erlang B without a queue, for any law, errors and hanging calls included', () => {
  const noQueue = { databaseQueue: 0, apiQueue: 0 };
  expect(predicted('database', { ...noQueue, databaseCallsPerSecond: 8 })).toBe(erlangB(5, 4));
  const hanging = { ...noQueue, apiErrorRate: 0.5, apiHangShare: 0.2, apiHangMs: 5_000 };
  expect(predicted('api', hanging)).toBeCloseTo(erlangB(3, 0.9 * 1.05 + 0.1 * 5), 12);
  expect(isExact('api', withParams(hanging))).toBe(true);
});

it('is M/M/c/K with a queue, exact for exponential times only', () => {
  const expected = finiteQueue(5, 5, 3).blocking;
  expect(predicted('database', {})).toBe(expected);
  expect(isExact('database', withParams({}))).toBe(false);
  expect(predicted('database', { serviceLaw: 'exponential' })).toBe(expected);
  expect(isExact('database', withParams({ serviceLaw: 'exponential' }))).toBe(true);
  expect(isExact('api', withParams({ serviceLaw: 'exponential', apiHangShare: 0.1 }))).toBe(false);
});

it('takes a shared pool without a queue by its total load', () => {
  const shared = { isolation: 'shared', databaseQueue: 0, cacheQueue: 0, apiQueue: 0 } as const;
  expect(predicted('cache', shared)).toBeCloseTo(erlangB(28, 3 + 0.4 + 1.05), 12);
});

it.each<[string, Kind, Partial<BulkheadParams>]>([
  ['arrivals are evenly spaced', 'database', { arrivals: 'fixed' }],
  ['nobody calls', 'database', { databaseCallsPerSecond: 0 }],
  ['calls are cut short', 'api', { apiTimeoutMs: 1_000 }],
  ['the database itself is the limit', 'database', { databaseConcurrency: 3 }],
  ['a shared pool has a queue', 'cache', { isolation: 'shared' }],
])('says nothing when %s', (_, kind, change) => {
  expect(predicted(kind, change)).toBeNull();
});

it('still holds when callers give up on calls that go on', () => {
  expect(predicted('api', { apiTimeoutMs: 1_000, onTimeout: 'abandoned' })).not.toBeNull();
});

it('weighs the kinds by their calls, and is silent when the formula is not exact for one of them', () => {
  const none = { databaseQueue: 0, cacheQueue: 0, apiQueue: 0 };
  const steady = predictSteadyState(withParams(none));
  const rejectedRate = 6 * erlangB(5, 3) + 40 * erlangB(20, 0.4) + erlangB(3, 1.05);
  expect(steady?.rejected).toBeCloseTo(rejectedRate / 47, 12);
  expect(predictSteadyState(withParams({ ...none, apiQueue: 2 }))).toBeNull();
});
