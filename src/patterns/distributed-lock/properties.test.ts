import { describe, expect, it } from 'vitest';
import { defaultParams } from '../params.ts';
import { runWhole } from '../wholeRun.ts';
import { BUSY, runSchedule } from './batch.ts';
import { drawSchedule, FAULT_KINDS, type FaultKind } from './faults.ts';
import { faultStudy } from './faultStudy.ts';
import { metrics } from './metrics.ts';
import { createBlindModel, createModel } from './model.ts';
import { params, type LockParams } from './params.ts';

const SCHEDULES = 40;

const under = (set: Partial<LockParams>): LockParams => ({ ...defaultParams(params), ...BUSY, ...set });

/** Sums of these figures over random schedules. */
function sumOf(set: Partial<LockParams>, kind: FaultKind | 'any', ids: readonly string[]) {
  const sums = Object.fromEntries(ids.map((id) => [id, 0]));
  for (let seed = 1_000; seed < 1_000 + SCHEDULES; seed += 1) {
    const summary = runSchedule(drawSchedule(kind, seed, under(set)), seed);
    for (const id of ids) sums[id] = (sums[id] ?? 0) + Number(summary[id]);
  }
  return sums;
}

describe.each(['single', 'primary', 'replicated', 'byzantine'] as const)('%s', (algorithm) => {
  const nodes = algorithm === 'byzantine' ? 4 : 5;

  it('never lets tokens go back at a fence by order', () => {
    expect(sumOf({ algorithm, nodes, fencing: 'order' }, 'any', ['i2Violations'])).toEqual({
      i2Violations: 0,
    });
  });

  it('never accepts a stale write, and never mixes writes, once tokens are registered', () => {
    const ids = ['staleWrites', 'i1Violations', 'i2Violations'];
    expect(sumOf({ algorithm, nodes, fencing: 'registered' }, 'any', ids)).toEqual({
      staleWrites: 0,
      i1Violations: 0,
      i2Violations: 0,
    });
  });
});

const harmless = ['none', 'clientCrash', 'nodeCrash', 'partition'] as const satisfies readonly FaultKind[];

describe.each(['single', 'redlock', 'replicated', 'byzantine'] as const)('%s', (algorithm) => {
  it.each(harmless)('is safe and comes back to life after schedules of %s', (kind) => {
    const nodes = algorithm === 'byzantine' ? 4 : 5;
    const ids = ['safetyViolations', 'staleWrites', 'i5Violations', 'i7Violations', 'i8Violations'];
    const sums = sumOf({ algorithm, nodes }, kind, ids);
    expect(sums).toEqual(Object.fromEntries(ids.map((id) => [id, 0])));
  });
});

it('a replicated log gives no two leases and comes back to life when messages were lost and late', () => {
  const ids = [
    'i3Violations',
    'i4Violations',
    'i5Violations',
    'i6Violations',
    'i7Violations',
    'i8Violations',
  ];
  const figures = sumOf({ algorithm: 'replicated' }, 'delay', [...ids, 'staleWrites']);
  // Writes that were sent in time still come late: nothing but a fence can keep them out.
  expect(figures['staleWrites']).toBeGreaterThan(0);
  expect(figures).toMatchObject(Object.fromEntries(ids.map((id) => [id, 0])));
});

it('a replicated log bears clocks that jump, for it goes by steady ones', () => {
  const sums = sumOf({ algorithm: 'replicated' }, 'clockJump', ['safetyViolations', 'i7Violations']);
  expect(sums).toEqual({ safetyViolations: 0, i7Violations: 0 });
});

it('what is known of a run does not depend on whether its picture is kept', () => {
  for (const kind of FAULT_KINDS) {
    const { params: set, ...options } = drawSchedule(kind, 5, under({ algorithm: 'redlock' }));
    const [watched, blind] = [createModel, createBlindModel].map((create) =>
      runWhole({ params, metrics, create }, set, { seed: 5, ...options }),
    );
    expect(blind?.summary).toEqual(watched?.summary);
    expect(blind?.view.messages).toEqual([]);
    expect(watched?.view.messages.length).toBeGreaterThan(0);
  }
});

it('goes on when one kind of lock takes the place of another', () => {
  const locks = ['replicated', 'single', 'redlock', 'primary', 'byzantine'] as const;
  const interventions = [...locks, ...locks.toReversed()].map((algorithm, i) => ({
    atMs: 500 + 900 * i,
    set: { algorithm },
  }));
  const options = { seed: 1, durationMs: 30_000, interventions };
  const { summary } = runWhole(
    { params, metrics, create: createModel },
    under({ algorithm: 'replicated' }),
    options,
  );
  expect(summary['acquisitions']).toBeGreaterThan(5);
  expect(summary['i7Violations']).toBe(0);
});

it('the table of designs and faults opens a schedule that is unsafe', () => {
  const measuring = {
    row: 'single-pause',
    params: under({ algorithm: 'single' }),
    seed: 1,
    trials: 60,
    confidence: 0.95,
  };
  const figures = faultStudy.measure(measuring);
  const example = faultStudy.exampleOf?.(measuring, figures);
  if (!example) throw new Error('No schedule was unsafe.');
  const { set, seed, ...schedule } = example;
  const summary = runSchedule({ params: set, ...schedule }, seed);
  expect(summary['staleWrites']).toBeGreaterThan(0);
  expect(schedule.interventions).toHaveLength(figures['changes']?.value ?? NaN);
});
