import { describe, expect, it } from 'vitest';
import type { Service } from './call.ts';
import { createTimeout } from './timeout.ts';
import { createCaller, createTestWorld } from './testWorld.ts';
import { runUntil } from './world.ts';

function setUp(answerMs: number, limit: () => number) {
  const world = createTestWorld();
  const cancelled: number[] = [];
  const service: Service = (call, settle) => {
    const timer = world.clock.schedule(answerMs, () =>
      settle({ outcome: 'succeeded', cause: 'answered', causeMs: null }),
    );
    return () => {
      cancelled.push(call.id);
      world.clock.cancel(timer);
    };
  };
  return { world, cancelled, ...createCaller(world, createTimeout(world, limit)(service)) };
}

describe('timeout', () => {
  it('lets an answer before the limit through', () => {
    const { world, call, ended, cancelled } = setUp(99, () => 100);
    call(0);
    runUntil(world, 1_000);
    expect(ended).toEqual([[0, 99, 'answered']]);
    expect(cancelled).toEqual([]);
    expect(world.clock.step()).toBe(false);
  });

  it('gives up at the limit, stops listening and says how long it waited', () => {
    const { world, call, ended, cancelled } = setUp(101, () => 100);
    call(0);
    runUntil(world, 1_000);
    expect(ended).toEqual([[0, 100, 'callTimeout']]);
    expect(cancelled).toEqual([0]);
  });

  it('wins against an answer of the same instant', () => {
    const { world, call, ended } = setUp(100, () => 100);
    call(0);
    runUntil(world, 1_000);
    expect(ended).toEqual([[0, 100, 'callTimeout']]);
  });

  it('asks for its limit once per call', () => {
    let limitMs = 50;
    const { world, call, ended } = setUp(100, () => limitMs);
    call(0);
    limitMs = 200;
    call(1);
    runUntil(world, 1_000);
    expect(ended).toEqual([
      [0, 50, 'callTimeout'],
      [1, 100, 'answered'],
    ]);
  });

  it('waits for ever without a limit', () => {
    const { world, call, ended } = setUp(1e9, () => Infinity);
    call(0);
    runUntil(world, 1e8);
    expect(ended).toEqual([]);
  });

  it('falls silent when its own caller gives up', () => {
    const { world, call, ended, cancelled } = setUp(200, () => 100);
    const cancel = call(0);
    runUntil(world, 50);
    cancel();
    runUntil(world, 1_000);
    expect(ended).toEqual([]);
    expect(cancelled).toEqual([0]);
  });
});
