import { describe, expect, it } from 'vitest';
import { createBench } from './testBreaker.ts';

const SETTINGS = { failureThreshold: 2, successThreshold: 1, openDurationMs: 1_000 } as const;

/** One breaker per state that it can be in by itself. */
function createBenches() {
  const [closed, open, halfOpen] = [createBench(SETTINGS), createBench(SETTINGS), createBench(SETTINGS)];
  for (const bench of [open, halfOpen]) bench.play('ff');
  halfOpen.at(1_000);
  return { closed, open, halfOpen };
}

describe('an operator', () => {
  it('forces the breaker open from every state: it rejects all calls and stays so', () => {
    for (const [from, bench] of Object.entries(createBenches())) {
      expect(bench.machine.state).toBe(from);
      bench.machine.send({ type: 'operator.forceOpen' });
      bench.at(1e6);
      expect(bench.machine.state).toBe('forcedOpen');
      expect(bench.call().rejection).toEqual({ outcome: 'rejected', cause: 'forcedOpen', causeMs: null });
      expect(bench.reports().at(-1)?.type).toBe('breaker.forcedOpen');
    }
  });

  it('disables the breaker from every state: it lets all calls through and records nothing', () => {
    for (const bench of Object.values(createBenches())) {
      bench.machine.send({ type: 'operator.disable' });
      const before = bench.machine.context;
      expect(bench.play('fffffffsi')).toBe('+++++++++');
      bench.at(1e6);
      expect(bench.machine.state).toBe('disabled');
      expect(bench.machine.context).toEqual(before);
    }
  });

  it('changes from one to the other at once', () => {
    const bench = createBench(SETTINGS);
    bench.machine.send({ type: 'operator.forceOpen' });
    bench.machine.send({ type: 'operator.disable' });
    expect(bench.machine.state).toBe('disabled');
    bench.machine.send({ type: 'operator.forceOpen' });
    expect(bench.machine.state).toBe('forcedOpen');
  });

  it('gives the breaker back closed and with no failure counted', () => {
    for (const type of ['operator.forceOpen', 'operator.disable'] as const) {
      const bench = createBench({ ...SETTINGS, openGrowth: 2 });
      bench.play('ff');
      bench.at(1_000);
      bench.play('f');
      bench.machine.send({ type });
      bench.machine.send({ type: 'operator.reset' });
      expect(bench.machine.state).toBe('closed');
      expect(bench.machine.context).toMatchObject({ failureCount: 0, openingsInARow: 0 });
      expect(bench.reports().at(-1)).toMatchObject({ type: 'breaker.closed', reason: 'reset' });
      bench.play('f');
      expect(bench.machine.state).toBe('closed');
    }
  });

  it('leaves results of calls from before behind', () => {
    for (const type of ['operator.forceOpen', 'operator.disable'] as const) {
      const bench = createBench({ ...SETTINGS, failureThreshold: 1 });
      const early = bench.call();
      bench.machine.send({ type });
      const between = bench.call();
      bench.machine.send({ type: 'operator.reset' });
      early.end('f');
      between.end('f');
      expect(bench.machine.state).toBe('closed');
    }
  });

  it('has nothing to reset while the breaker works by itself', () => {
    for (const [from, bench] of Object.entries(createBenches())) {
      const before = bench.machine.context;
      bench.machine.send({ type: 'operator.reset' });
      expect([bench.machine.state, bench.machine.context]).toEqual([from, before]);
    }
  });
});

describe('settings changed on the way', () => {
  it('hold from the next result on', () => {
    const bench = createBench({ failureThreshold: 10 });
    bench.play('ffff');
    bench.configure({ failureThreshold: 3 });
    expect(bench.machine.state).toBe('closed');
    bench.play('f');
    expect(bench.machine.state).toBe('open');
  });

  it('leave the present open period as long as it is', () => {
    const bench = createBench(SETTINGS);
    bench.play('ff');
    bench.configure({ openDurationMs: 9_000 });
    bench.at(1_000);
    expect(bench.machine.state).toBe('halfOpen');
    bench.play('f');
    expect(bench.machine.context.opensForMs).toBe(9_000);
  });

  it('leave the present half-open time as long as it may be', () => {
    const bench = createBench({ ...SETTINGS, maxHalfOpenMs: 500 });
    bench.play('ff');
    bench.at(1_000);
    bench.configure({ maxHalfOpenMs: 5_000 });
    bench.at(1_500);
    expect(bench.machine.context.openedAtMs).toBe(1_500);
    expect(bench.call().rejection).toMatchObject({ causeMs: 1_000 });
    bench.at(6_000);
    expect(bench.machine.context.halfOpenedAtMs).toBe(2_500);
    expect(bench.machine.state).toBe('halfOpen');
    bench.at(7_500);
    expect(bench.machine.state).toBe('open');
  });

  it('do not strand an open breaker when the way to half-open changes', () => {
    for (const [before, after] of [
      ['nextCall', 'timer'],
      ['timer', 'nextCall'],
    ] as const) {
      const bench = createBench({ ...SETTINGS, halfOpenOn: before });
      bench.play('ff');
      bench.configure({ halfOpenOn: after });
      bench.at(2_000);
      expect(bench.call().rejection, `${before} to ${after}`).toBeNull();
    }
  });

  it('start an empty window when the rule that opens changes', () => {
    const bench = createBench({
      tripOn: 'ratioInWindow',
      minimumCalls: 4,
      failureRatio: 0.5,
      windowCalls: 4,
    });
    bench.play('fff');
    bench.configure({ tripOn: 'ratioOfLastCalls' });
    bench.play('fff');
    expect(bench.machine.state).toBe('closed');
    bench.play('f');
    expect(bench.reports()).toMatchObject([{ count: 4, outOf: 4 }]);
  });

  it('let more probes through at once when there are more permits', () => {
    const bench = createBench(SETTINGS);
    bench.play('ff');
    bench.at(1_000);
    const admitted = () =>
      Array.from({ length: 5 }, () => bench.call()).filter(({ rejection }) => !rejection).length;
    expect(admitted()).toBe(1);
    bench.configure({ halfOpenProbes: 3 });
    expect(admitted()).toBe(2);
  });
});
