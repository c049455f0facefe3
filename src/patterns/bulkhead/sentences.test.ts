import { expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import type { BulkheadParams } from './kinds.ts';
import { params } from './params.ts';
import { describe } from './sentences.ts';
import { runModel } from './trials.ts';

const SILENT = { databaseCallsPerSecond: 0, cacheCallsPerSecond: 0, apiCallsPerSecond: 0 } as const;

function told(change: Partial<BulkheadParams>): readonly (string | null)[] {
  const { world } = runModel({ ...defaultParams(params), ...SILENT, ...change }, { durationMs: 5_000 });
  return world.trace.milestones().map(describe);
}

it('a flood, the overflow it causes and its end are told with their numbers', () => {
  expect(told({ databaseFloods: 1 })).toEqual([
    '20 calls hit the database at once.',
    'The database pool is full, 5 running and 5 waiting: it rejects calls to the database, and no others.',
    'The database pool has rejected nobody for 2 s; before that it turned 10 calls away at once.',
  ]);
});

it('of a shared pool it is told who holds it', () => {
  expect(
    told({ databaseFloods: 3, floodCalls: 30, isolation: 'shared', databaseServiceMs: 4_000 }),
  ).toContain(
    'The shared pool is full, 28 running and 37 waiting: it rejects calls of every kind. Database calls hold 28 of its slots.',
  );
});

it('of a caller that gives up it is told what becomes of the call', () => {
  const hang = {
    apiFloods: 1,
    floodCalls: 1,
    apiErrorRate: 0,
    apiHangShare: 1,
    apiTimeoutMs: 1_000,
  } as const;
  expect(told(hang)).toContain(
    'A caller of the external API gave up after 1 s: the call is cancelled, and its slot is free at once.',
  );
  expect(told({ ...hang, onTimeout: 'abandoned' })).toContain(
    'A caller of the external API gave up after 1 s, but the call goes on for nobody and keeps its slot.',
  );
});

it('rejections that follow each other closely are one episode', () => {
  const busy = told({ databaseCallsPerSecond: 50 });
  expect(busy.filter((sentence) => sentence?.includes('is full'))).toHaveLength(1);
});
