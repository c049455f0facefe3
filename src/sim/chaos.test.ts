import { describe, expect, it } from 'vitest';
import type { Result, Service } from './call.ts';
import { createChaos, createChaosLog, isInBlastRadius, type ChaosMode, type ChaosOptions } from './chaos.ts';
import { shareInterval } from './estimate.ts';
import { createTestWorld } from './testWorld.ts';
import { runUntil } from './world.ts';

const OPTIONS: ChaosOptions = {
  isOn: true,
  mode: 'error',
  rate: 0.3,
  latencyHits: 'atRate',
  latencyMinMs: 500,
  latencyMaxMs: 2_000,
  timeoutDelayMs: 1_500,
  timeoutLoses: 'request',
  truncates: 'copy',
  blastRadius: 1,
};

interface Ended extends Result {
  readonly id: number;
  readonly atMs: number;
}

function setUp(change: Partial<ChaosOptions>, seed = 1) {
  const world = createTestWorld({ seed });
  const log = createChaosLog(10_000);
  const reached: number[] = [];
  const ended: Ended[] = [];
  const service: Service = ({ id }, settle) => {
    reached.push(id);
    settle({ outcome: 'succeeded', cause: 'answered', causeMs: null, value: { id, name: 'a', size: 1 } });
    return () => {};
  };
  const options = { ...OPTIONS, ...change };
  const disturbed = createChaos(world, { service: 'shop', options: () => options, onInjected: log.note })(
    service,
  );
  const call = (id: number, client = 0) =>
    disturbed({ id, client }, (result) => ended.push({ ...result, id, atMs: world.clock.nowMs }));
  return { world, log, reached, ended, call };
}

function run(change: Partial<ChaosOptions>, calls = 1_000, seed = 1) {
  const bench = setUp(change, seed);
  for (let id = 0; id < calls; id += 1) bench.call(id, id % 50);
  runUntil(bench.world, 60_000);
  return bench;
}

const victims = ({ log }: { readonly log: ReturnType<typeof createChaosLog> }) =>
  log.recent().map(({ call }) => call);

describe('chaos', () => {
  it.each<ChaosMode>(['latency', 'error', 'partial', 'timeout', 'random'])(
    'leaves every call alone while its switch is off, in mode %s',
    (mode) => {
      const { log, ended } = run({ isOn: false, mode, rate: 1 }, 200);
      expect(log.recent()).toEqual([]);
      expect(ended.map(({ cause, atMs }) => [cause, atMs])).toEqual(
        Array.from({ length: 200 }, () => ['answered', 0]),
      );
    },
  );

  it.each([
    ['error', 'injectedError'],
    ['timeout', 'injectedTimeout'],
    ['partial', 'answeredInPart'],
  ] as const)('disturbs a share of calls by mode %s, and logs exactly those', (mode, cause) => {
    const { log, ended } = run({ mode });
    const hit = ended.filter((result) => result.cause === cause).map(({ id }) => id);
    expect(log.recent().map(({ call }) => call)).toEqual(hit.toSorted((a, b) => a - b));
    expect(log.summary()[mode]).toBe(hit.length);
    const { low, high } = shareInterval(hit.length, 1_000, 0.999);
    expect(low < 0.3 && 0.3 < high).toBe(true);
    expect(ended).toHaveLength(1_000);
  });

  it('makes calls late by a uniform time, and then lets them pass', () => {
    const { log, ended } = run({ mode: 'latency', rate: 1 });
    const delays = log.recent().map(({ delayMs }) => delayMs ?? NaN);
    expect(ended.every(({ cause, atMs }) => cause === 'answered' && atMs >= 500 && atMs <= 2_000)).toBe(true);
    expect(delays.toSorted((a, b) => a - b)).toEqual(ended.map(({ atMs }) => atMs));
    const early = delays.filter((delay) => delay < 1_250).length;
    const { low, high } = shareInterval(early, delays.length, 0.999);
    expect(low < 0.5 && 0.5 < high).toBe(true);
  });

  it('has no rate for latency and random as written', () => {
    expect(run({ mode: 'latency', rate: 0, latencyHits: 'everyCall' }, 50).log.summary().latency).toBe(50);
    expect(run({ mode: 'latency', rate: 0 }, 50).log.recent()).toEqual([]);
    expect(run({ mode: 'random', rate: 0, latencyHits: 'everyCall' }, 50).log.recent()).not.toEqual([]);
    expect(run({ mode: 'random', rate: 0 }, 50).log.recent()).toEqual([]);
  });

  it('loses the request, or does the work and loses its reply', () => {
    const request = run({ mode: 'timeout', rate: 1 }, 10);
    expect(request.reached).toEqual([]);
    const reply = run({ mode: 'timeout', rate: 1, timeoutLoses: 'reply' }, 10);
    expect(reply.reached).toHaveLength(10);
    for (const { ended } of [request, reply]) {
      expect(ended.map(({ outcome, causeMs, atMs }) => [outcome, causeMs, atMs])).toEqual(
        Array.from({ length: 10 }, () => ['timedOut', 1_500, 1_500]),
      );
    }
  });

  it('says what a partial answer has lost, and hands on the rest', () => {
    const { log, ended } = run({ mode: 'partial', rate: 1 }, 30);
    for (const [index, incident] of log.recent().entries()) {
      const { outcome, value } = ended[index] as Ended;
      expect(outcome).toBe('degraded');
      expect(Object.keys(value as object).toSorted()).toEqual(
        ['id', 'name', 'size'].filter((key) => key !== incident.lost),
      );
    }
  });

  it('meets every call with one of five fates alike when it is random', () => {
    const { log } = run({ mode: 'random', rate: 1 }, 5_000);
    const counts = Object.values(log.summary());
    for (const count of [...counts, 5_000 - counts.reduce((sum, each) => sum + each, 0)]) {
      const { low, high } = shareInterval(count, 5_000, 0.9999);
      expect(low < 0.2 && 0.2 < high).toBe(true);
    }
  });

  it('hits all its victims again at a higher rate, and more', () => {
    const few = victims(run({ rate: 0.2 }));
    const many = new Set(victims(run({ rate: 0.5 })));
    expect(few.every((id) => many.has(id))).toBe(true);
    expect(many.size).toBeGreaterThan(few.length);
    expect(victims(run({ rate: 0.2 }, 1_000, 2))).not.toEqual(few);
  });

  it('touches only the clients within its blast radius, always the same ones', () => {
    const { world } = setUp({});
    const inside = (radius: number) =>
      Array.from({ length: 50 }, (_, client) => client).filter((client) =>
        isInBlastRadius(world, client, radius),
      );
    const touched = (radius: number) =>
      new Set(
        run({ rate: 1, blastRadius: radius })
          .log.recent()
          .map(({ client }) => client),
      );
    expect([...touched(0.3)].toSorted((a, b) => a - b)).toEqual(inside(0.3));
    expect(inside(0.3).every((client) => inside(0.6).includes(client))).toBe(true);
    expect([inside(0).length, inside(1).length]).toEqual([0, 50]);
    expect(inside(0.3).length).toBeGreaterThan(0);
  });

  it.each<ChaosMode>(['latency', 'error', 'timeout'])(
    'ends in silence when its caller leaves, in mode %s',
    (mode) => {
      const { world, call, ended, reached } = setUp({ mode, rate: 1 });
      call(0)();
      runUntil(world, 60_000);
      expect(ended).toEqual([]);
      expect(reached).toEqual([]);
    },
  );

  it('keeps a log of bounded length, and counts beyond it', () => {
    const log = createChaosLog(3);
    for (let call = 0; call < 5; call += 1) {
      log.note({ atMs: call, mode: 'error', service: 'shop', delayMs: null, lost: null, client: 0, call });
    }
    expect(log.recent().map(({ call }) => call)).toEqual([2, 3, 4]);
    expect(log.summary()).toEqual({ latency: 0, error: 5, partial: 0, timeout: 0 });
  });
});
