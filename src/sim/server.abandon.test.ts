/** What becomes of calls whose callers have given up, and how several tries of one call and several servers are told apart. */
import { describe, expect, it } from 'vitest';
import type { Call } from './call.ts';
import { NO_FAULTS } from './faults.ts';
import { createServer, type ServerOptions } from './server.ts';
import { callOf, createTestWorld } from './testWorld.ts';
import { runUntil } from './world.ts';

const OPTIONS: ServerOptions = {
  ...NO_FAULTS,
  concurrency: 1,
  queueLimit: 5,
  serviceTime: { law: 'fixed', meanMs: 100, spreadRatio: 0 },
  errorsTakeTime: true,
  outage: 'none',
};

function setUp(change: Partial<ServerOptions>) {
  const world = createTestWorld();
  const work: (readonly [id: number, workedMs: number, isWasted: boolean, endedAtMs: number])[] = [];
  const server = createServer(
    world,
    { ...OPTIONS, ...change },
    { onEnd: ({ id }, workedMs, isWasted) => work.push([id, workedMs, isWasted, world.clock.nowMs]) },
  );
  const answered: number[] = [];
  const call = (id: number) => server.service(callOf(id), () => answered.push(id));
  return { world, server, work, answered, call };
}

describe('an abandoned call', () => {
  it('keeps its place and its work is wasted, where the server is not told', () => {
    const { world, call, work, answered } = setUp({});
    const cancel = call(0);
    call(1);
    runUntil(world, 40);
    cancel();
    runUntil(world, 1_000);
    expect(work).toEqual([
      [0, 100, true, 100],
      [1, 100, false, 200],
    ]);
    expect(answered).toEqual([1]);
  });

  it('leaves its place at once to the next one, where the server is told', () => {
    const { world, call, work, answered } = setUp({ stopsAbandoned: true });
    const cancel = call(0);
    call(1);
    runUntil(world, 40);
    cancel();
    runUntil(world, 1_000);
    expect(work).toEqual([
      [0, 40, true, 40],
      [1, 100, false, 140],
    ]);
    expect(answered).toEqual([1]);
  });

  it('in the queue is worked on for nobody, or forgotten where the server is told', () => {
    const workOf = (stopsAbandoned: boolean) => {
      const { world, server, call, work } = setUp({ stopsAbandoned });
      call(0);
      const cancel = call(1);
      call(2);
      cancel();
      expect(server.queued).toBe(stopsAbandoned ? 1 : 2);
      runUntil(world, 1_000);
      return work.map(([id, , isWasted]) => [id, isWasted]);
    };
    expect(workOf(false)).toEqual([
      [0, false],
      [1, true],
      [2, false],
    ]);
    expect(workOf(true)).toEqual([
      [0, false],
      [2, false],
    ]);
  });

  it('may be cancelled after its answer without harm', () => {
    const { world, server, call, work } = setUp({ stopsAbandoned: true });
    const cancel = call(0);
    runUntil(world, 100);
    cancel();
    expect([server.running, work.length]).toEqual([0, 1]);
  });
});

it('throttled calls fail at once with the time to come back after, and take no place', () => {
  const throttle = { callsPerSecond: 1, burst: 1, retryAfterMs: 700 };
  const { world, server } = setUp({ throttle });
  const ended: unknown[] = [];
  for (const id of [0, 1])
    server.service(callOf(id), ({ cause, causeMs }) => ended.push([id, cause, causeMs]));
  runUntil(world, 0);
  expect(ended).toEqual([[1, 'throttled', 700]]);
  expect([server.running, server.queued]).toEqual([1, 0]);
});

describe('draws', () => {
  const fatesOf = (calls: readonly Call[], name?: string) => {
    const world = createTestWorld();
    const server = createServer(world, { ...OPTIONS, errorRatio: 0.5 }, name === undefined ? {} : { name });
    return calls.map((call) => server.foresee(call)[0]).join('');
  };
  const tries = (attempt: number) => Array.from({ length: 64 }, (_, id) => ({ ...callOf(id), attempt }));

  it('give each try of a call a fate of its own, the first the fate of the call', () => {
    expect(fatesOf(tries(0))).toBe(fatesOf(tries(0).map(({ id }) => callOf(id))));
    expect(new Set([0, 1, 2].map((attempt) => fatesOf(tries(attempt)))).size).toBe(3);
  });

  it('are those of another call, where the server is told which', () => {
    const setup = { fateOf: ({ id, client }: Call) => ({ id: id - 10, client }) };
    const server = createServer(createTestWorld(), { ...OPTIONS, errorRatio: 0.5 }, setup);
    const fates = tries(0).map(({ id }) => server.foresee(callOf(id + 10))[0]);
    expect(fates.join('')).toBe(fatesOf(tries(0)));
  });

  it('differ between servers of one world', () => {
    expect(fatesOf(tries(0), 'cache')).not.toBe(fatesOf(tries(0), 'database'));
  });
});
