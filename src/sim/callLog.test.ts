import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose, OUTCOMES, type Policy, type Service, type Settle } from './call.ts';
import { createTestWorld } from './testWorld.ts';
import { runUntil } from './world.ts';

describe('call log', () => {
  it('balances its books after every event', () => {
    const calls = fc.array(
      fc.record({
        gapMs: fc.nat(20),
        durationMs: fc.option(fc.nat(50)),
        outcome: fc.constantFrom(...OUTCOMES),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(calls, (list) => {
        const world = createTestWorld();
        let looks = 0;
        world.trace.subscribe(() => {
          const totals = world.calls.totals();
          const ended = OUTCOMES.reduce((sum, outcome) => sum + totals[outcome], 0);
          const causes = [...world.calls.causes().values()].reduce((sum, count) => sum + count, 0);
          expect(totals.arrived).toBe(ended + totals.inFlight);
          expect(causes).toBe(ended);
          expect(world.calls.inFlight().size).toBe(totals.inFlight);
          looks += 1;
        });
        for (const { gapMs, durationMs, outcome } of list) {
          runUntil(world, world.clock.nowMs + gapMs);
          world.calls.make(0, (_, settle) => {
            const end = () => settle({ outcome, cause: `${outcome}-cause`, causeMs: null });
            if (durationMs === 0) end();
            else if (durationMs !== null) world.clock.schedule(durationMs, end);
            return () => {};
          });
        }
        runUntil(world, 60_000);
        expect(looks).toBe(list.length + list.filter(({ durationMs }) => durationMs !== null).length);
        for (const outcome of OUTCOMES) {
          const expected = list.filter((call) => call.outcome === outcome && call.durationMs !== null);
          expect(world.calls.totals()[outcome]).toBe(expected.length);
          expect(world.calls.causes().get(`${outcome}-cause`) ?? 0).toBe(expected.length);
        }
      }),
    );
  });

  it('refuses to settle a call twice', () => {
    const world = createTestWorld();
    let settle: Settle = () => {};
    world.calls.make(0, (_, done) => {
      settle = done;
      return () => {};
    });
    const end = () => settle({ outcome: 'succeeded', cause: 'answered', causeMs: null });
    end();
    expect(end).toThrow('Call 0 was settled twice.');
  });

  it('keeps whether a call waits between two attempts, without a trace of it', () => {
    const world = createTestWorld();
    const record = world.calls.make(0, () => () => {});
    world.calls.markSent(record);
    const events = world.trace.count;
    world.calls.markWaiting(record);
    expect([record.isWaiting, world.trace.count]).toEqual([true, events]);
    world.calls.markSent(record);
    expect(record.isWaiting).toBe(false);
  });

  it('keeps when a call arrived, was sent and ended, and traces how long it took', () => {
    const world = createTestWorld();
    const ended: unknown[] = [];
    const service: Service = (call, settle) => {
      world.clock.schedule(20, () => {
        world.calls.markSent(call);
        world.clock.schedule(30, () => settle({ outcome: 'rejected', cause: 'breakerOpen', causeMs: 400 }));
      });
      return () => {};
    };
    runUntil(world, 10);
    const record = world.calls.make(3, service, (settled) => ended.push(settled));
    expect(record).toMatchObject({ id: 0, client: 3, arrivedAtMs: 10, sentAtMs: null, endedAtMs: null });
    runUntil(world, 100);
    expect(record).toMatchObject({ sentAtMs: 30, endedAtMs: 60, result: { cause: 'breakerOpen' } });
    expect(ended).toEqual([record]);
    expect(world.trace.recent().map(({ type, data }) => [type, data])).toEqual([
      ['call.arrived', { client: 3 }],
      ['call.sent', {}],
      ['call.rejected', { cause: 'breakerOpen', causeMs: 400, latencyMs: 50 }],
    ]);
  });

  it('numbers calls in order of arrival and keeps the newest 512', () => {
    const world = createTestWorld();
    for (let i = 0; i < 600; i += 1) world.calls.make(0, () => () => {});
    const ids = world.calls.recent().map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 512 }, (_, i) => i + 88));
    expect(world.calls.totals()).toMatchObject({ arrived: 600, inFlight: 600 });
  });
});

describe('compose', () => {
  it('puts the first policy outermost', () => {
    const seen: string[] = [];
    const named =
      (name: string): Policy =>
      (next) =>
      (call, settle) => {
        seen.push(name);
        return next(call, settle);
      };
    const service: Service = (_, settle) => {
      seen.push('server');
      settle({ outcome: 'succeeded', cause: 'answered', causeMs: null });
      return () => {};
    };
    compose(service, named('outer'), named('inner'))({ id: 0, client: 0 }, () => {});
    expect(seen).toEqual(['outer', 'inner', 'server']);
  });
});
