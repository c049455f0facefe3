import { describe, expect, it } from 'vitest';
import type { Result, Service, Settle } from '../../sim/call.ts';
import { callOf, createTestWorld } from '../../sim/testWorld.ts';
import { runUntil } from '../../sim/world.ts';
import { defaultParams } from '../params.ts';
import { FEATURES } from './features.ts';
import { params as specs } from './params.ts';
import { createFeatureGate, createLastGoodData } from './policy.ts';
import type { ShopParams } from './sickness.ts';

const GOOD: Result = { outcome: 'succeeded', cause: 'answered', causeMs: null };
const BAD: Result = { outcome: 'failed', cause: 'injectedError', causeMs: null };
const [feature] = FEATURES;

/** A gate before a service that answers when it is told to. */
function createGate(change: Partial<ShopParams> = {}) {
  const world = createTestWorld();
  const params = { ...defaultParams(specs), minimumAnswers: 2, suspectMs: 0, probeShare: 1, ...change };
  const gate = createFeatureGate(world, {
    feature,
    params: () => params,
    canFallBack: () => false,
    onState: () => {},
    onEmitted: () => {},
  });
  const waiting: Settle[] = [];
  const results: string[] = [];
  let calls = 0;
  const service = gate.policy((_, settle) => {
    waiting.push(settle);
    return () => {};
  });
  return {
    world,
    gate,
    results,
    ask() {
      service(callOf(calls), ({ cause }) => results.push(cause));
      calls += 1;
    },
    answer: (result: Result) => waiting.shift()?.(result),
    judgeAt(atMs: number) {
      runUntil(world, atMs);
      gate.judge();
    },
  };
}

/** Disabled at 500 ms, with one call still under way. */
function createDisabled(change: Partial<ShopParams> = {}) {
  const gate = createGate({ hysteresisMs: 1_000, ...change });
  for (let call = 0; call < 3; call += 1) gate.ask();
  gate.answer(BAD);
  gate.answer(BAD);
  gate.judgeAt(250);
  gate.judgeAt(500);
  return gate;
}

describe('the gate of a feature', () => {
  it('lets every visit ask while the feature is healthy, and none while it is disabled', () => {
    const { gate, results, ask } = createDisabled();
    expect(gate.machine.state).toBe('disabled');
    ask();
    expect(results).toEqual(['injectedError', 'injectedError', 'off']);
  });

  it('counts an answer as bad when it is slow', () => {
    const { world, gate, ask, answer } = createGate({ goodLatencyMs: 100 });
    ask();
    ask();
    runUntil(world, 100);
    answer(GOOD);
    runUntil(world, 101);
    answer(GOOD);
    expect(gate.health).toEqual({ good: 1, total: 2 });
  });

  it('does not take the late answer of an earlier call for a probe', () => {
    const { world, gate, ask, answer } = createDisabled();
    runUntil(world, 1_500);
    expect(gate.machine.state).toBe('probing');
    answer(BAD);
    expect(gate.health.total).toBe(0);
    ask();
    answer(GOOD);
    expect(gate.health).toEqual({ good: 1, total: 1 });
  });

  it('counts every probe, however long ago it was answered', () => {
    const { world, gate, ask, answer, judgeAt } = createDisabled({ probeAnswers: 2, healthWindowMs: 1_000 });
    answer(BAD);
    runUntil(world, 1_500);
    ask();
    answer(GOOD);
    judgeAt(20_000);
    expect(gate.machine.state).toBe('probing');
    ask();
    answer(GOOD);
    judgeAt(20_250);
    expect(gate.machine.state).toBe('ramping');
  });

  it('reports false alarms and still knows the truth', () => {
    const { gate, ask, answer } = createGate({ falseAlarms: 1 });
    ask();
    answer(GOOD);
    expect([gate.health, gate.trueHealth]).toEqual([
      { good: 0, total: 1 },
      { good: 1, total: 1 },
    ]);
  });
});

describe('the last good data', () => {
  it('stand in for a failure while they are young enough', () => {
    const world = createTestWorld();
    const params = { ...defaultParams(specs), greatestAgeMs: 1_000 };
    const lastGood = createLastGoodData(world, () => params);
    let next: Result = GOOD;
    const service: Service = lastGood.policy((_, settle) => {
      settle(next);
      return () => {};
    });
    const causes: string[] = [];
    const ask = () => service(callOf(0), ({ cause }) => causes.push(cause));
    runUntil(world, 5_000);
    ask();
    next = BAD;
    runUntil(world, 6_000);
    ask();
    expect(lastGood.ageMs).toBe(1_000);
    runUntil(world, 6_001);
    ask();
    expect(causes).toEqual(['answered', 'lastGoodData', 'injectedError']);
  });
});
