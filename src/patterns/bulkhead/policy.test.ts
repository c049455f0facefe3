import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCompiledHost } from '../../sim/compiledHost.ts';
import { createBench, type BenchCall } from './testPool.ts';

describe('the pool', () => {
  it('starts calls while a slot is free, then lets them wait, then turns them away at once', () => {
    const { call, pool, ends, states, finish } = createBench({ size: 2, queueSize: 1 });
    for (let i = 0; i < 4; i += 1) call({ serviceMs: 10 });
    expect(pool.machine.state).toBe('rejecting');
    expect(ends).toEqual([[3, 'poolFull', 0]]);
    finish();
    expect(ends.slice(1)).toEqual([
      [0, 'answered', 10],
      [1, 'answered', 10],
      [2, 'answered', 20],
    ]);
    expect(states).toEqual(['available', 'saturated', 'rejecting', 'saturated', 'available']);
  });

  it('without a queue goes from available to rejecting and back', () => {
    const { call, states, finish } = createBench({ size: 1, queueSize: 0 });
    call({ serviceMs: 10 });
    finish();
    expect(states).toEqual(['available', 'rejecting', 'available']);
  });

  it('frees a place at the instant at which a call ends', () => {
    const { call, ends, at, finish } = createBench({ size: 1, queueSize: 0 });
    call({ serviceMs: 10 });
    at(10);
    call({ serviceMs: 5, fails: true });
    finish();
    expect(ends).toEqual([
      [0, 'answered', 10],
      [1, 'failed', 15],
    ]);
  });

  it('gives every running call a slot of its own, the lowest free one', () => {
    const { call, pool, at } = createBench({ size: 3, queueSize: 2 });
    for (const serviceMs of [30, 10, 20, 50]) call({ serviceMs });
    const running = () => pool.slots().map((job) => job?.call.id ?? null);
    expect(running()).toEqual([0, 1, 2]);
    at(10);
    expect(running()).toEqual([0, 3, 2]);
    at(30);
    expect(running()).toEqual([null, 3, null]);
    call({ serviceMs: 1 });
    expect(running()).toEqual([4, 3, null]);
  });
});

describe('a caller that gives up', () => {
  it('frees the slot at once where the call is cancelled', () => {
    const { call, ends, finish } = createBench({ size: 1, queueSize: 1 });
    call({ serviceMs: 5_000, timeoutMs: 1_000 });
    call({ serviceMs: 10 });
    finish();
    expect(ends).toEqual([
      [0, 'cancelled', 1_000],
      [1, 'answered', 1_010],
    ]);
  });

  it('leaves the call in its slot where it is abandoned, and nobody hears of its end', () => {
    const { call, ends, moves, finish } = createBench({ size: 1, queueSize: 1, onTimeout: 'abandoned' });
    call({ serviceMs: 5_000, timeoutMs: 1_000 });
    call({ serviceMs: 10 });
    finish();
    expect(ends).toEqual([
      [0, 'abandoned', 1_000],
      [1, 'answered', 5_010],
    ]);
    expect(moves).toContainEqual([0, 'slot', 'outside', 5_000]);
  });

  it('takes a waiting call out of the queue where it is cancelled, and not where it is abandoned', () => {
    const fatesOf = (onTimeout: 'cancelled' | 'abandoned') => {
      const { call, moves, finish } = createBench({ size: 1, queueSize: 2, onTimeout });
      call({ serviceMs: 100 });
      call({ serviceMs: 10, timeoutMs: 50 });
      call({ serviceMs: 10 });
      finish();
      return moves.filter(([, , to]) => to === 'slot').map(([id, , , atMs]) => [id, atMs]);
    };
    expect(fatesOf('cancelled')).toEqual([
      [0, 0],
      [2, 100],
    ]);
    expect(fatesOf('abandoned')).toEqual([
      [0, 0],
      [1, 100],
      [2, 110],
    ]);
  });

  it('still takes an answer of the very instant of its timeout, also one from the queue', () => {
    const { call, ends, finish } = createBench({ size: 1, queueSize: 1 });
    call({ serviceMs: 100, timeoutMs: 100 });
    call({ serviceMs: 50, timeoutMs: 150 });
    finish();
    expect(ends).toEqual([
      [0, 'answered', 100],
      [1, 'answered', 150],
    ]);
  });
});

describe('a resized pool', () => {
  it('starts as many waiting calls as it has new slots', () => {
    const { call, pool } = createBench({ size: 1, queueSize: 3 });
    for (let i = 0; i < 4; i += 1) call({ serviceMs: 10 });
    pool.resize({ size: 3, queueSize: 3 });
    expect(pool.slots().map((job) => job?.call.id)).toEqual([0, 1, 2]);
    expect(pool.waiting().map((job) => job.call.id)).toEqual([3]);
    expect(pool.machine.state).toBe('saturated');
  });

  it('lets everything end that it holds when it shrinks, and starts nobody meanwhile', () => {
    const { call, pool, at, ends, finish } = createBench({ size: 3, queueSize: 2 });
    for (const serviceMs of [10, 20, 30, 10, 10]) call({ serviceMs });
    pool.resize({ size: 1, queueSize: 0 });
    expect(pool.machine.state).toBe('rejecting');
    call({ serviceMs: 1 });
    at(20);
    expect(pool.slots().map((job) => job?.call.id ?? null)).toEqual([null, null, 2]);
    finish();
    expect(ends.map(([id, cause]) => [id, cause])).toEqual([
      [5, 'poolFull'],
      [0, 'answered'],
      [1, 'answered'],
      [2, 'answered'],
      [3, 'answered'],
      [4, 'answered'],
    ]);
  });
});

interface Act {
  readonly afterMs: number;
  readonly call?: BenchCall;
  readonly resize?: { readonly size: number; readonly queueSize: number };
}

const sizes = fc.record({ size: fc.integer({ min: 1, max: 4 }), queueSize: fc.nat(4) });
const benchCall = fc.record(
  {
    serviceMs: fc.integer({ min: 1, max: 25 }),
    timeoutMs: fc.integer({ min: 1, max: 40 }),
    fails: fc.boolean(),
  },
  { requiredKeys: ['serviceMs'] },
);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ afterMs: fc.nat(8), call: benchCall }) },
  { weight: 1, arbitrary: fc.record({ afterMs: fc.nat(8), resize: sizes }) },
);
const scenario = fc.record({
  first: sizes,
  onTimeout: fc.constantFrom('cancelled' as const, 'abandoned' as const),
  acts: fc.array(act, { maxLength: 60 }),
});

/** Plays the scenario; `look` is asked after every act and every timer, with whether the pool was shrunk so far. */
function play(
  {
    first,
    onTimeout,
    acts,
  }: { readonly first: typeof sizes extends fc.Arbitrary<infer T> ? T : never } & {
    readonly onTimeout: 'cancelled' | 'abandoned';
    readonly acts: readonly Act[];
  },
  look: (bench: ReturnType<typeof createBench>) => void,
) {
  const bench = createBench({ ...first, onTimeout, createHost: createCompiledHost });
  const { world, pool } = bench;
  for (const { afterMs, call, resize } of acts) {
    const untilMs = world.clock.nowMs + afterMs;
    while (world.clock.nextAtMs() <= untilMs) {
      world.clock.step();
      look(bench);
    }
    world.clock.moveTo(untilMs);
    if (call) bench.call(call);
    if (resize) pool.resize(resize);
    look(bench);
  }
  while (world.clock.step()) look(bench);
  return bench;
}

describe('whatever comes', () => {
  it('nothing enters beyond size and queue, and the machine counts what the pool holds', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        let before = 0;
        play(given, ({ pool, occupancy }) => {
          const { size, queueSize, running, waiting } = pool.machine.context;
          expect(occupancy()).toBeLessThanOrEqual(Math.max(size + queueSize, before));
          before = occupancy();
          expect(pool.slots().filter(Boolean)).toHaveLength(running);
          expect(pool.waiting().map(({ call }) => call.id)).toEqual(waiting);
          expect(waiting.length === 0 || running >= size).toBe(true);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('calls start in the order in which they came', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const started = play(given, () => {})
          .moves.filter(([, , to]) => to === 'slot')
          .map(([id]) => id);
        expect(started).toEqual(started.toSorted((a, b) => a - b));
      }),
      { numRuns: 150 },
    );
  });

  it('every caller hears exactly once, every call leaves exactly once, and no permit is lost', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const { ends, moves, pool, occupancy } = play(given, () => {});
        const made = given.acts.filter(({ call }) => call).map((_, id) => id);
        const ids = (list: readonly (readonly [number, ...unknown[]])[]) =>
          list.map(([id]) => id).toSorted((a, b) => a - b);
        expect(ids(ends)).toEqual(made);
        expect(ids(moves.filter(([, , to]) => to === 'outside'))).toEqual(made);
        expect(occupancy()).toBe(0);
        expect(pool.slots().some(Boolean)).toBe(false);
        expect(pool.machine.state).toBe('available');
      }),
      { numRuns: 150 },
    );
  });
});
