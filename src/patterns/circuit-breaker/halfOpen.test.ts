import { describe, expect, it } from 'vitest';
import type { BreakerSettings } from '../../sim/breaker/rules.ts';
import { createBench, type Ending } from './testBreaker.ts';

/** A breaker that has opened at 0 and gone half-open at 1 000 ms; `late` calls were admitted before it opened. */
function createHalfOpen(change: Partial<BreakerSettings> = {}, lateCalls = 0) {
  const bench = createBench({ failureThreshold: 1, openDurationMs: 1_000, ...change });
  const late = Array.from({ length: lateCalls }, () => bench.call());
  bench.play('f');
  bench.at(1_000);
  return { ...bench, late };
}

/** How many of `count` calls at once are admitted. */
function admittedOf(bench: ReturnType<typeof createHalfOpen>, count: number): number {
  return Array.from({ length: count }, () => bench.call()).filter(({ rejection }) => !rejection).length;
}

describe('a half-open breaker', () => {
  it('lets so many probes through at once and rejects the others', () => {
    for (const halfOpenProbes of [1, 3, 20]) {
      const bench = createHalfOpen({ halfOpenProbes });
      expect(admittedOf(bench, 30)).toBe(halfOpenProbes);
      expect(bench.call().rejection).toEqual({ outcome: 'rejected', cause: 'noProbePermit', causeMs: null });
    }
  });

  it('lets everybody through without a limit, as the reference does', () => {
    expect(admittedOf(createHalfOpen({ halfOpenProbes: Infinity }), 500)).toBe(500);
    expect(admittedOf(createHalfOpen({ halfOpenProbes: Infinity, halfOpenOn: 'nextCall' }), 500)).toBe(500);
  });

  it('takes the call that started it for a probe', () => {
    const bench = createHalfOpen({ halfOpenProbes: 2, halfOpenOn: 'nextCall' });
    expect(admittedOf(bench, 5)).toBe(2);
  });

  it('takes the permit back with every result', () => {
    const bench = createHalfOpen({ halfOpenProbes: 1, successThreshold: 5 });
    expect(bench.play('ssss')).toBe('++++');
    expect(bench.machine.context).toMatchObject({ successCount: 4, probesInFlight: 0 });
  });

  it('closes with the success that reaches the threshold', () => {
    for (const successThreshold of [1, 2, 10]) {
      const bench = createHalfOpen({ successThreshold });
      bench.play('s'.repeat(successThreshold - 1));
      expect(bench.machine.state).toBe('halfOpen');
      bench.play('s');
      expect(bench.machine.state).toBe('closed');
      expect(bench.machine.context).toMatchObject({ failureCount: 0, successCount: successThreshold });
      expect(bench.reports().at(-1)).toEqual({
        atMs: 1_000,
        type: 'breaker.closed',
        reason: 'proven',
        count: successThreshold,
      });
    }
  });

  it('opens with the first failure', () => {
    const bench = createHalfOpen({ successThreshold: 3 });
    bench.play('ssf');
    expect(bench.machine.state).toBe('open');
    expect(bench.reports().at(-1)).toMatchObject({
      type: 'breaker.opened',
      reason: 'probeFailed',
      count: 1,
      outOf: 3,
      forMs: 1_000,
    });
    bench.at(2_000);
    bench.play('ss');
    expect(bench.machine.context).toMatchObject({ successCount: 2, failureCount: 0 });
    expect(bench.machine.state).toBe('halfOpen');
  });

  it('gets a permit back, and decides nothing, with an error of a kind that it does not count', () => {
    const bench = createHalfOpen({ halfOpenProbes: 1, successThreshold: 2 });
    expect(bench.play('iiisi')).toBe('+++++');
    expect(bench.machine.context).toMatchObject({ successCount: 1, probesInFlight: 0 });
    expect(bench.machine.state).toBe('halfOpen');
  });

  it('stays half-open for ever when its probe never comes back', () => {
    const bench = createHalfOpen({ maxHalfOpenMs: Infinity });
    expect(admittedOf(bench, 1)).toBe(1);
    bench.at(1e9);
    expect(bench.machine.state).toBe('halfOpen');
    expect(admittedOf(bench, 5)).toBe(0);
  });

  it('opens again when its longest time is over', () => {
    const bench = createHalfOpen({ maxHalfOpenMs: 300, successThreshold: 2 });
    bench.play('s');
    const stuck = bench.call();
    bench.at(1_299.999);
    expect(bench.machine.state).toBe('halfOpen');
    bench.at(1_300);
    expect(bench.machine.state).toBe('open');
    expect(bench.reports().at(-1)).toEqual({
      atMs: 1_300,
      type: 'breaker.opened',
      reason: 'halfOpenTooLong',
      count: 1,
      outOf: 2,
      forMs: 1_000,
    });
    bench.at(2_300);
    expect(bench.machine.state).toBe('halfOpen');
    stuck.end('f');
    expect(bench.machine.state).toBe('halfOpen');
  });
});

describe('a half-open breaker that decides by the ratio of its probes', () => {
  const ratio = { halfOpenRule: 'ratio', halfOpenProbes: 4, failureRatio: 0.5 } as const;

  it.each([
    ['sss', 'halfOpen'],
    ['ssss', 'closed'],
    ['fsss', 'closed'],
    ['sssf', 'closed'],
    ['ffss', 'open'],
    ['ssff', 'open'],
    ['ffff', 'open'],
  ])('after the results %s is %s', (endings, state) => {
    const bench = createHalfOpen(ratio);
    expect(bench.play(endings)).toBe('+'.repeat(endings.length));
    expect(bench.machine.state).toBe(state);
  });

  it('closes afresh even when its last probe fails', () => {
    for (const endings of ['fsss', 'sssf']) {
      const bench = createHalfOpen(ratio);
      bench.play(endings);
      expect(bench.machine.context).toMatchObject({
        failureCount: 0,
        openingsInARow: 0,
        generation: 3,
        lastFailureAtMs: 1_000,
      });
      expect(bench.reports().at(-1)).toMatchObject({ type: 'breaker.closed', reason: 'proven', count: 3 });
    }
  });

  it('needs more than the ratio to open where it is so compared', () => {
    const bench = createHalfOpen({ ...ratio, ratioComparison: 'moreThan' });
    bench.play('ffss');
    expect(bench.machine.state).toBe('closed');
  });

  it('lets no more probes through than it needs results, however many have ended', () => {
    const bench = createHalfOpen(ratio);
    expect(bench.play('sf')).toBe('++');
    expect(admittedOf(bench, 10)).toBe(2);
  });

  it('gives the place of a probe that does not count to another', () => {
    const bench = createHalfOpen(ratio);
    expect(bench.play('isissis')).toBe('+++++++');
    expect(bench.machine.state).toBe('closed');
  });

  it('reports the failures among its probes', () => {
    const bench = createHalfOpen({ ...ratio, failureRatio: 0.75 });
    bench.play('fsff');
    expect(bench.reports().at(-1)).toMatchObject({ reason: 'probeFailed', count: 3, outOf: 4 });
  });

  it('needs as many results as the success threshold where probes are unlimited', () => {
    const bench = createHalfOpen({ ...ratio, halfOpenProbes: Infinity, successThreshold: 2 });
    expect(admittedOf(bench, 50)).toBe(50);
    bench.play('s');
    expect(bench.machine.state).toBe('halfOpen');
    bench.play('s');
    expect(bench.machine.state).toBe('closed');
  });
});

describe('late results of a half-open breaker', () => {
  it('neither count nor free a permit where they are ignored', () => {
    const bench = createHalfOpen({ halfOpenProbes: 1, successThreshold: 2, lateResults: 'ignored' }, 4);
    const probe = bench.call();
    for (const [i, ending] of (['s', 's', 'f', 'i'] satisfies Ending[]).entries()) bench.late[i]?.end(ending);
    expect(bench.machine.state).toBe('halfOpen');
    expect(bench.machine.context).toMatchObject({ successCount: 0, probesInFlight: 1 });
    expect(admittedOf(bench, 3)).toBe(0);
    probe.end('s');
    expect(bench.machine.context.successCount).toBe(1);
  });

  it('close it before any probe has ended where they count', () => {
    const bench = createHalfOpen({ successThreshold: 2, lateResults: 'counted' }, 2);
    bench.call();
    for (const late of bench.late) late.end('s');
    expect(bench.machine.state).toBe('closed');
  });

  it('open it again where they count', () => {
    const bench = createHalfOpen({ lateResults: 'counted' }, 1);
    bench.late[0]?.end('f');
    expect([bench.machine.state, bench.machine.context.openings]).toEqual(['open', 2]);
  });

  it('give no permit back even where they count', () => {
    const bench = createHalfOpen({ halfOpenProbes: 1, successThreshold: 5, lateResults: 'counted' }, 1);
    bench.call();
    bench.late[0]?.end('s');
    expect(bench.machine.context).toMatchObject({ successCount: 1, probesInFlight: 1 });
  });

  it('of an earlier half-open time are late too', () => {
    const bench = createHalfOpen({ halfOpenProbes: 2, successThreshold: 1 });
    const earlier = bench.call();
    bench.play('f');
    bench.at(2_000);
    expect(bench.machine.state).toBe('halfOpen');
    earlier.end('s');
    expect(bench.machine.state).toBe('halfOpen');
    expect(bench.machine.context.probesInFlight).toBe(0);
  });

  it('of any kind leave the count of a breaker that has closed alone, unless late results count', () => {
    for (const [lateResults, failureCount] of [
      ['ignored', 1],
      ['counted', 0],
    ] as const) {
      const bench = createHalfOpen({ failureThreshold: 3, successThreshold: 1, lateResults }, 1);
      bench.play('ff');
      bench.at(2_000);
      bench.play('sf');
      expect(bench.machine.context.failureCount).toBe(1);
      bench.late[0]?.end('s');
      expect(bench.machine.context.failureCount).toBe(failureCount);
    }
  });

  it('of probes do not count after it has closed, unless late results do', () => {
    for (const [lateResults, state] of [
      ['ignored', 'closed'],
      ['counted', 'open'],
    ] as const) {
      const bench = createHalfOpen({ halfOpenProbes: 2, successThreshold: 1, lateResults });
      const other = bench.call();
      bench.play('s');
      expect(bench.machine.state).toBe('closed');
      other.end('f');
      expect(bench.machine.state).toBe(state);
    }
  });
});
