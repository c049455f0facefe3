import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviationOf, meanInterval } from './testStatistics.ts';
import { createTestWorld } from './testWorld.ts';
import { createTraffic, type ArrivalLaw, type TrafficOptions } from './traffic.ts';
import { runUntil } from './world.ts';

interface Arrival {
  readonly client: number;
  readonly atMs: number;
}

/** Traffic whose calls take `callMs` each; `Infinity` for calls that never end. */
function setUp(options: Partial<TrafficOptions>, { seed = 1, callMs = 0 } = {}) {
  const world = createTestWorld({ seed });
  const arrivals: Arrival[] = [];
  const all: TrafficOptions = {
    law: 'fixed',
    callsPerSecond: 10,
    clients: 1,
    maxCalls: Infinity,
    ...options,
  };
  const traffic = createTraffic(world, all, (client, ended) => {
    arrivals.push({ client, atMs: world.clock.nowMs });
    world.clock.schedule(callMs, ended);
  });
  const instants = () => arrivals.map(({ atMs }) => atMs);
  return { world, traffic, arrivals, instants, run: (untilMs: number) => runUntil(world, untilMs) };
}

const gapsOf = (instants: readonly number[]) =>
  instants.slice(1).map((atMs, i) => atMs - (instants[i] as number));

describe('fixed traffic', () => {
  it('calls at even intervals from the start', () => {
    const { run, instants } = setUp({});
    run(400);
    expect(instants()).toEqual([0, 100, 200, 300, 400]);
  });

  it('lets clients take turns', () => {
    const { run, arrivals } = setUp({ clients: 4 });
    run(700);
    expect(arrivals.map(({ client }) => client)).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    expect(arrivals.map(({ atMs }) => atMs)).toEqual([0, 100, 200, 300, 400, 500, 600, 700]);
  });

  it('keeps its mean rate with gaps that are not whole', () => {
    const { run, arrivals } = setUp({ callsPerSecond: 7, clients: 3 });
    run(100_000);
    expect(Math.abs(arrivals.length - 700)).toBeLessThanOrEqual(3);
  });
});

describe('traffic together', () => {
  it('brings all clients in the same instant, again after each period', () => {
    const { run, arrivals } = setUp({ law: 'together', clients: 3, callsPerSecond: 6 });
    run(1_000);
    expect(arrivals.map(({ client }) => client)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
    expect(arrivals.map(({ atMs }) => atMs)).toEqual([0, 0, 0, 500, 500, 500, 1_000, 1_000, 1_000]);
  });

  it('gathers clients that were apart, and those that join', () => {
    const { run, traffic, arrivals } = setUp({ clients: 2, callsPerSecond: 4 });
    run(300);
    traffic.configure({ law: 'together' });
    run(400);
    traffic.configure({ clients: 3, callsPerSecond: 6 });
    run(1_000);
    const late = arrivals.filter(({ atMs }) => atMs >= 300).map(({ client, atMs }) => [client, atMs]);
    expect(late).toEqual([
      [0, 300],
      [1, 300],
      [0, 800],
      [1, 800],
      [2, 800],
    ]);
  });
});

describe('Poisson traffic', () => {
  it.each([1, 5])('has exponential gaps with the asked mean rate, with %d clients', (clients) => {
    const { run, instants } = setUp({ law: 'poisson', callsPerSecond: 50, clients });
    run(1_000_000);
    const gaps = gapsOf(instants());
    const { low, high } = meanInterval(gaps);
    expect(low).toBeLessThan(20);
    expect(high).toBeGreaterThan(20);
    expect(deviationOf(gaps) / 20).toBeCloseTo(1, 1);
    expect(gaps.filter((gap) => gap > 40).length / gaps.length).toBeCloseTo(Math.exp(-2), 2);
  });

  it('scales with the rate: twice the calls, the same pattern in half the time', () => {
    const slow = setUp({ law: 'poisson', callsPerSecond: 10 });
    const quick = setUp({ law: 'poisson', callsPerSecond: 20 });
    slow.run(10_000);
    quick.run(5_000);
    expect(quick.arrivals.length).toBe(slow.arrivals.length);
    for (const [i, atMs] of quick.instants().entries()) {
      expect(2 * atMs).toBeCloseTo(slow.instants()[i] as number, 3);
    }
  });

  it('gives a client the same calls whether or not others call too', () => {
    const alone = setUp({ law: 'poisson', callsPerSecond: 10, clients: 1 });
    const among = setUp({ law: 'poisson', callsPerSecond: 30, clients: 3 });
    alone.run(10_000);
    among.run(10_000);
    const first = among.arrivals.filter(({ client }) => client === 0);
    expect(first.map(({ atMs }) => atMs)).toEqual(alone.instants());
  });
});

describe('sequential traffic', () => {
  it('calls again a pause after the last call has ended', () => {
    const { run, instants } = setUp({ law: 'sequential', callsPerSecond: 5 }, { callMs: 10 });
    run(1_000);
    expect(instants()).toEqual([0, 210, 420, 630, 840]);
  });

  it('never has two calls of one client in flight', () => {
    const { run, arrivals } = setUp({ law: 'sequential', callsPerSecond: 100, clients: 3 }, { callMs: 500 });
    run(5_000);
    for (const client of [0, 1, 2]) {
      const gaps = gapsOf(arrivals.filter((arrival) => arrival.client === client).map(({ atMs }) => atMs));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
    }
  });

  it('waits for ever for a call that never ends, until another law takes over', () => {
    const { run, instants, traffic } = setUp({ law: 'sequential' }, { callMs: Infinity });
    run(1_000);
    expect(instants()).toEqual([0]);
    traffic.configure({ law: 'fixed' });
    run(1_200);
    expect(instants()).toEqual([0, 1_100, 1_200]);
  });

  it('ignores the end of a call from before the law was changed to and fro', () => {
    const { run, instants, traffic } = setUp({ law: 'sequential' }, { callMs: 450 });
    run(200);
    traffic.configure({ law: 'fixed' });
    run(250);
    traffic.configure({ law: 'sequential' });
    run(1_300);
    expect(instants()).toEqual([0, 300, 850]);
  });
});

describe('traffic', () => {
  it('makes no calls while paused and then goes on with what was left of the wait', () => {
    const { run, traffic, instants } = setUp({ callsPerSecond: 1 });
    run(700);
    traffic.configure({ callsPerSecond: 0 });
    run(50_000);
    expect(instants()).toEqual([0]);
    traffic.configure({ callsPerSecond: 1 });
    run(52_000);
    expect(instants()).toEqual([0, 50_300, 51_300]);
  });

  it('stretches what is left of a wait by the change of rate', () => {
    const { run, traffic, instants } = setUp({ callsPerSecond: 1 });
    run(750);
    traffic.configure({ callsPerSecond: 0.5 });
    run(4_000);
    expect(instants()).toEqual([0, 1_250, 3_250]);
  });

  it('draws the same gaps however often the rate is moved', () => {
    const laws = fc.constantFrom<ArrivalLaw>('fixed', 'poisson');
    const moves = fc.array(fc.record({ atMs: fc.nat(5_000), rate: fc.nat(40) }), { maxLength: 8 });
    fc.assert(
      fc.property(laws, moves, (law, list) => {
        const steady = setUp({ law, callsPerSecond: 1 });
        const moved = setUp({ law, callsPerSecond: 1 });
        let gaps = 0;
        let rate = 1;
        for (const { atMs, rate: next } of list.toSorted((a, b) => a.atMs - b.atMs)) {
          gaps += ((atMs - moved.world.clock.nowMs) * rate) / 1000;
          moved.run(atMs);
          moved.traffic.configure({ callsPerSecond: next });
          rate = next;
        }
        steady.run(gaps * 1000 - 0.01);
        const least = steady.arrivals.length;
        steady.run(gaps * 1000 + 0.01);
        expect(moved.arrivals.length).toBeGreaterThanOrEqual(least);
        expect(moved.arrivals.length).toBeLessThanOrEqual(steady.arrivals.length);
      }),
    );
  });

  it('does not shift when it is configured as it already is', () => {
    const quiet = setUp({ law: 'poisson', callsPerSecond: 3, clients: 2 });
    const busy = setUp({ law: 'poisson', callsPerSecond: 3, clients: 2 });
    for (let atMs = 0; atMs < 20_000; atMs += 7.3) {
      busy.run(atMs);
      busy.traffic.configure({ callsPerSecond: 3, clients: 2, law: 'poisson' });
    }
    quiet.run(20_000);
    busy.run(20_000);
    expect(busy.arrivals).toEqual(quiet.arrivals);
  });

  it('keeps its place among events of one instant when it is configured as it already is', () => {
    const { world, traffic, arrivals, run } = setUp({});
    run(50);
    let callsBefore = 0;
    world.clock.schedule(50, () => {
      callsBefore = arrivals.length;
    });
    traffic.configure({ callsPerSecond: 10 });
    run(100);
    expect(callsBefore).toBe(2);
  });

  it('lets added clients call, and removed ones fall silent', () => {
    const { run, traffic, arrivals } = setUp({ clients: 2, law: 'poisson', callsPerSecond: 200 });
    const callersBetween = (fromMs: number, toMs: number) => {
      run(toMs);
      return new Set(
        arrivals.filter(({ atMs }) => atMs > fromMs && atMs <= toMs).map(({ client }) => client),
      );
    };
    expect(callersBetween(0, 1_000)).toEqual(new Set([0, 1]));
    traffic.configure({ clients: 4 });
    expect(callersBetween(1_000, 2_000)).toEqual(new Set([0, 1, 2, 3]));
    traffic.configure({ clients: 1 });
    expect(callersBetween(2_000, 3_000)).toEqual(new Set([0]));
    traffic.configure({ clients: 3 });
    expect(callersBetween(3_000, 4_000)).toEqual(new Set([0, 1, 2]));
    const lastSecond = arrivals.filter(({ atMs }) => atMs > 3_000);
    expect(Math.abs(lastSecond.length - 200)).toBeLessThan(50);
  });

  it('removes a client whose call is still in flight once that call ends', () => {
    const { run, traffic, arrivals } = setUp(
      { law: 'sequential', clients: 2, callsPerSecond: 20 },
      { callMs: 100 },
    );
    run(60);
    traffic.configure({ clients: 1 });
    run(1_000);
    expect(arrivals.filter(({ client }) => client === 1)).toEqual([{ client: 1, atMs: 50 }]);
    expect(arrivals.length).toBeGreaterThan(5);
  });

  it.each(['fixed', 'poisson', 'sequential'] as const)('ends after its total of calls: %s', (law) => {
    const { run, traffic, arrivals } = setUp({ law, clients: 3, maxCalls: 7 });
    run(50_000);
    expect(arrivals).toHaveLength(7);
    traffic.configure({ maxCalls: 9 });
    run(60_000);
    expect(arrivals).toHaveLength(9);
  });

  it('follows a script call by call, what one call does at an instant before the next one of that instant', () => {
    const script = [0, 0, 5, 5, 12].map((atMs) => ({ atMs, durationMs: 0, outcome: 'success' }) as const);
    const world = createTestWorld({ script });
    const events: string[] = [];
    let calls = 0;
    const traffic = createTraffic(
      world,
      { law: 'poisson', callsPerSecond: 100, clients: 9, maxCalls: 1 },
      (client) => {
        const name = `${calls}/${client}`;
        calls += 1;
        events.push(`${name} at ${world.clock.nowMs}`);
        world.clock.schedule(0, () => events.push(`${name} ends`));
      },
    );
    traffic.configure({ callsPerSecond: 0 });
    runUntil(world, 100);
    expect(events.join(', ')).toBe(
      '0/0 at 0, 0/0 ends, 1/0 at 0, 1/0 ends, 2/0 at 5, 2/0 ends, 3/0 at 5, 3/0 ends, 4/0 at 12, 4/0 ends',
    );
  });
});
