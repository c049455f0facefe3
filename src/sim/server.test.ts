import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FAULTS } from './faults.ts';
import { createServer, type ServerOptions } from './server.ts';
import { callOf, createCaller, createTestWorld } from './testWorld.ts';
import { runUntil } from './world.ts';

const OPTIONS: ServerOptions = {
  ...NO_FAULTS,
  concurrency: 2,
  queueLimit: 2,
  serviceTime: { law: 'fixed', meanMs: 10, spreadRatio: 0 },
  errorsTakeTime: true,
  outage: 'none',
};

function setUp(change: Partial<ServerOptions> = {}, seed = 1) {
  const world = createTestWorld({ seed });
  const server = createServer(world, { ...OPTIONS, ...change });
  return { world, server, ...createCaller(world, server.service) };
}

describe('server', () => {
  it('serves as many calls at once as it can, the others in order of arrival', () => {
    const { world, server, call, ended } = setUp();
    for (const id of [0, 1, 2, 3]) call(id);
    expect([server.running, server.queued]).toEqual([2, 2]);
    runUntil(world, 100);
    expect(ended).toEqual([
      [0, 10, 'answered'],
      [1, 10, 'answered'],
      [2, 20, 'answered'],
      [3, 20, 'answered'],
    ]);
    expect([server.running, server.queued]).toEqual([0, 0]);
  });

  it('fails a call at once when it and its queue are full', () => {
    const { world, call, ended } = setUp();
    for (const id of [0, 1, 2, 3, 4]) call(id);
    runUntil(world, 0);
    expect(ended).toEqual([[4, 0, 'serverFull']]);
  });

  it('never serves more than it can nor queues more than it may, and ends every call once', () => {
    const options = fc.record({ concurrency: fc.integer({ min: 1, max: 4 }), queueLimit: fc.nat(3) });
    const arrivals = fc.array(fc.nat(12), { maxLength: 40 });
    const law = fc.constantFrom('fixed', 'exponential', 'uniform');
    fc.assert(
      fc.property(options, arrivals, law, fc.nat(1000), (limits, gaps, name, seed) => {
        const serviceTime = { law: name, meanMs: 10, spreadRatio: 1 } as const;
        const { world, server, call, ended } = setUp({ ...limits, serviceTime, errorRatio: 0.3 }, seed);
        for (const [id, gapMs] of gaps.entries()) {
          runUntil(world, world.clock.nowMs + gapMs);
          call(id);
          expect(server.running).toBeLessThanOrEqual(limits.concurrency);
          expect(server.queued).toBeLessThanOrEqual(limits.queueLimit);
        }
        while (world.clock.step()) expect(server.running).toBeLessThanOrEqual(limits.concurrency);
        expect(ended.map(([id]) => id).toSorted((a, b) => a - b)).toEqual([...gaps.keys()]);
      }),
    );
  });

  it('refuses every call at once during an outage that errors, even while it is full', () => {
    const { world, server, call, ended } = setUp({ queueLimit: 0 });
    for (const id of [0, 1]) call(id);
    server.configure({ outage: 'errors' });
    for (const id of [2, 3, 4]) call(id);
    expect(server.running).toBe(2);
    runUntil(world, 0);
    expect(ended).toEqual([2, 3, 4].map((id) => [id, 0, 'outage']));
    runUntil(world, 10);
    expect(ended.slice(3)).toEqual([0, 1].map((id) => [id, 10, 'answered']));
  });

  it('never answers a call that reaches it during an outage that hangs, and finishes those it had', () => {
    const { world, server, call, ended } = setUp();
    call(0);
    server.configure({ outage: 'hangs' });
    call(1);
    runUntil(world, 1_000);
    expect(ended).toEqual([[0, 10, 'answered']]);
    server.configure({ outage: 'none' });
    call(2);
    runUntil(world, 2_000);
    expect(ended.slice(1)).toEqual([[2, 1_010, 'answered']]);
    expect(server.running).toBe(0);
  });

  it('passes the place of a queued call that vanishes on to the one behind it', () => {
    const { world, server, call, ended } = setUp({ concurrency: 1 });
    for (const id of [0, 1, 2]) call(id);
    runUntil(world, 5);
    server.configure({ outage: 'hangs' });
    runUntil(world, 50);
    expect([server.running, server.queued]).toEqual([0, 0]);
    expect(ended).toEqual([[0, 10, 'answered']]);
  });

  it('starts queued calls when it grows, and only stops taking new ones when it shrinks', () => {
    const { world, server, call, ended } = setUp({ concurrency: 1 });
    for (const id of [0, 1, 2]) call(id);
    server.configure({ concurrency: 3 });
    expect([server.running, server.queued]).toEqual([3, 0]);
    server.configure({ concurrency: 1 });
    call(3);
    runUntil(world, 100);
    expect(ended.map(([id, atMs]) => [id, atMs])).toEqual([
      [0, 10],
      [1, 10],
      [2, 10],
      [3, 20],
    ]);
  });

  it('goes on working for a caller that has left, in service and in the queue', () => {
    const { world, server, call, ended } = setUp({ concurrency: 1 });
    const leave = call(0);
    call(1)();
    leave();
    call(2);
    expect(server.running).toBe(1);
    runUntil(world, 100);
    expect(ended).toEqual([[2, 30, 'answered']]);
  });

  it('lets errors take as long as answers, or none at all', () => {
    const slow = setUp({ errorRatio: 1 });
    slow.call(0);
    runUntil(slow.world, 100);
    expect(slow.ended).toEqual([[0, 10, 'injectedError']]);
    const quick = setUp({ errorRatio: 1, errorsTakeTime: false });
    quick.call(0);
    runUntil(quick.world, 100);
    expect(quick.ended).toEqual([[0, 0, 'injectedError']]);
  });

  it('takes the slow latency for a slow call and answers in part where it must', () => {
    const { world, server, call, ended } = setUp({ latencyRatio: 1, latencyMs: 70 });
    call(0);
    server.configure({ latencyRatio: 0, partialRatio: 1 });
    call(1);
    runUntil(world, 100);
    expect(ended).toEqual([
      [1, 10, 'answeredInPart'],
      [0, 70, 'answered'],
    ]);
  });

  it('draws each call’s time and fault by its number, whatever else it serves', () => {
    const change = {
      errorRatio: 0.5,
      concurrency: 100,
      serviceTime: { law: 'exponential', meanMs: 10, spreadRatio: 0 },
    } as const;
    const all = setUp(change);
    const some = setUp(change);
    for (let id = 0; id < 40; id += 1) {
      all.call(id);
      if (id % 3 === 0) some.call(id);
    }
    runUntil(all.world, 1_000);
    runUntil(some.world, 1_000);
    expect(some.ended).toEqual(all.ended.filter(([id]) => id % 3 === 0));
  });

  it('foresees what befalls a call, and foreseeing changes nothing', () => {
    const { world, server, call, ended } = setUp({ errorRatio: 0.5, concurrency: 100 });
    const foreseen = Array.from({ length: 50 }, (_, id) => server.foresee(callOf(id)));
    for (let id = 0; id < 50; id += 1) call(id);
    runUntil(world, 100);
    expect(ended.map(([, , cause]) => (cause === 'answered' ? 'success' : 'failure'))).toEqual(foreseen);
    server.configure({ outage: 'hangs' });
    expect(server.foresee(callOf(0))).toBe('failure');
  });

  it('follows a script instead of its draws', () => {
    const script = [
      { atMs: 0, durationMs: 7, outcome: 'failure' },
      { atMs: 0, durationMs: 3, outcome: 'success' },
      { atMs: 0, durationMs: 5, outcome: 'other' },
    ] as const;
    const world = createTestWorld({ script });
    const server = createServer(world, { ...OPTIONS, concurrency: 3, outage: 'errors' });
    const { call, ended } = createCaller(world, server.service);
    expect([0, 1, 2].map((id) => server.foresee(callOf(id)))).toEqual(['failure', 'success', 'failure']);
    for (const id of [0, 1, 2]) call(id);
    runUntil(world, 100);
    expect(ended).toEqual([
      [1, 3, 'answered'],
      [2, 5, 'unexpectedError'],
      [0, 7, 'injectedError'],
    ]);
  });
});
