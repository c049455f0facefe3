import { describe, expect, it } from 'vitest';
import type { Outcome, Result, Settle } from '../../sim/call.ts';
import { createTestWorld } from '../../sim/testWorld.ts';
import { runUntil } from '../../sim/world.ts';
import { defaultParams } from '../params.ts';
import { params } from './params.ts';
import { BREAKER_CAUSES, createBreaker } from '../../sim/breaker/policy.ts';
import type { BreakerSettings } from '../../sim/breaker/rules.ts';

function setUp(change: Partial<BreakerSettings>, client = 0) {
  const world = createTestWorld();
  const states: string[] = [];
  const { policy, machine } = createBreaker(world, {
    client,
    settings: { ...defaultParams(params), ...change },
    onState: (state) => states.push(state),
  });
  const results: Result[] = [];
  const cancelled: number[] = [];
  let answer: Settle = () => {};
  const service = policy(({ id }, settle) => {
    answer = settle;
    return () => cancelled.push(id);
  });
  return {
    world,
    machine,
    states,
    results,
    cancelled,
    call: (id = 0) => service({ id, client }, (result) => results.push(result)),
    answer: (outcome: Outcome, cause = 'any') => answer({ outcome, cause, causeMs: null }),
  };
}

describe('the circuit breaker as a policy', () => {
  it.each<[Outcome, string, string]>([
    ['succeeded', 'answered', 'closed'],
    ['degraded', 'answeredInPart', 'closed'],
    ['failed', 'injectedError', 'open'],
    ['timedOut', 'callTimeout', 'open'],
    ['rejected', 'bulkheadFull', 'open'],
    ['failed', 'unexpectedError', 'closed'],
  ])('hands on a call that %s (%s) and is %s then', (outcome, cause, state) => {
    const { call, answer, results, machine } = setUp({ failureThreshold: 1 });
    call();
    answer(outcome, cause);
    expect(results).toEqual([{ outcome, cause, causeMs: null }]);
    expect(machine.state).toBe(state);
  });

  it('does not reach the service while it rejects, and gives a declared cause', () => {
    const { call, answer, results, machine, states, world } = setUp({
      failureThreshold: 1,
      openDurationMs: 800,
    });
    call();
    answer('failed');
    call();
    runUntil(world, 800);
    call();
    call();
    machine.send({ type: 'operator.forceOpen' });
    call();
    const rejections = results.slice(1).map(({ outcome, cause, causeMs }) => [outcome, cause, causeMs]);
    expect(rejections).toEqual([
      ['rejected', 'breakerOpen', 800],
      ['rejected', 'noProbePermit', null],
      ['rejected', 'forcedOpen', null],
    ]);
    expect(rejections.map(([, cause]) => cause)).toEqual(Object.keys(BREAKER_CAUSES));
    expect(states).toEqual(['closed', 'open', 'halfOpen', 'forcedOpen']);
  });

  it('says how long it will reject in the words of the cause', () => {
    expect(BREAKER_CAUSES.breakerOpen.describe('2.4 s')).toBe('breaker open, 2.4 s left');
  });

  it('measures how long a call took from its admission', () => {
    const { call, answer, machine, world } = setUp({
      tripOn: 'ratioOfLastCalls',
      minimumCalls: 1,
      slowCallMs: 250,
      slowCallRatio: 1,
    });
    runUntil(world, 5_000);
    call();
    runUntil(world, 5_250);
    answer('succeeded');
    expect(machine.state).toBe('closed');
    call();
    runUntil(world, 5_501);
    answer('succeeded');
    expect(machine.context.window.at(-1)).toMatchObject({ slow: 1 });
  });

  it('traces what the machine does under the number of its client', () => {
    const { call, answer, world } = setUp({ failureThreshold: 1 }, 4);
    call();
    answer('failed');
    expect(world.trace.recent()).toMatchObject([{ type: 'breaker.opened', subject: 4 }]);
    expect(world.trace.recent()[0]?.data).not.toHaveProperty('type');
  });

  it('passes on that its caller has left', () => {
    const { call, cancelled } = setUp({});
    call(7)();
    expect(cancelled).toEqual([7]);
  });
});
