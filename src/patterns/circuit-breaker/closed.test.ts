import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBench } from './testBreaker.ts';

describe('a breaker that trips on consecutive failures', () => {
  it('opens with the failure that reaches the threshold', () => {
    for (const failureThreshold of [1, 2, 5, 20]) {
      const bench = createBench({ failureThreshold });
      bench.play('f'.repeat(failureThreshold - 1));
      expect(bench.machine.state).toBe('closed');
      bench.play('f');
      expect(bench.machine.state).toBe('open');
      expect(bench.machine.context.failureCount).toBe(failureThreshold);
      expect(bench.reports()).toEqual([
        {
          atMs: 0,
          type: 'breaker.opened',
          reason: 'consecutiveFailures',
          count: failureThreshold,
          outOf: failureThreshold,
          forMs: 60_000,
        },
      ]);
    }
  });

  it('starts counting anew with every success', () => {
    const bench = createBench({ failureThreshold: 3 });
    bench.play('ffsffsffs');
    expect([bench.machine.state, bench.machine.context.failureCount]).toEqual(['closed', 0]);
    bench.play('ff');
    expect(bench.machine.context.failureCount).toBe(2);
  });

  it('never opens on alternating failures, where a ratio does', () => {
    const alternating = 'fs'.repeat(200);
    const consecutive = createBench({ failureThreshold: 2 });
    consecutive.play(alternating);
    expect(consecutive.machine.state).toBe('closed');
    const ratio = createBench({ tripOn: 'ratioOfLastCalls', failureRatio: 0.5 });
    ratio.play(alternating);
    expect(ratio.machine.state).toBe('open');
  });

  it('takes no notice of errors of a kind that it does not count', () => {
    const bench = createBench({ failureThreshold: 3 });
    bench.play('ffiiii');
    expect([bench.machine.state, bench.machine.context.failureCount]).toEqual(['closed', 2]);
    bench.play('f');
    expect(bench.machine.state).toBe('open');
  });

  it('does not look at the window, the ratios or slow calls', () => {
    const bench = createBench({ minimumCalls: 1, failureRatio: 0.01, slowCallMs: 10, slowCallRatio: 0.01 });
    bench.play('fsfsfs', 1_000);
    expect(bench.machine.state).toBe('closed');
  });
});

describe('a breaker that trips on the ratio of the last calls', () => {
  const tripOn = 'ratioOfLastCalls';

  it('says nothing before the minimum of calls, then opens', () => {
    const bench = createBench({ tripOn, failureRatio: 0.5, minimumCalls: 10, windowCalls: 20 });
    bench.play('fffffffff');
    expect(bench.machine.state).toBe('closed');
    bench.play('f');
    expect(bench.machine.state).toBe('open');
    expect(bench.reports()).toMatchObject([{ reason: 'failureRatio', count: 10, outOf: 10 }]);
  });

  it('counts the last calls only', () => {
    const settings = { tripOn, failureRatio: 0.5, minimumCalls: 4, windowCalls: 4 } as const;
    const recent = createBench(settings);
    expect(recent.play('sssssssff')).toBe('+++++++++');
    expect(recent.machine.state).toBe('open');
    const passed = createBench(settings);
    passed.play('fsssfsssfsss');
    expect(passed.machine.state).toBe('closed');
  });

  it('is content with a full window where the minimum is larger than it', () => {
    const bench = createBench({ tripOn, failureRatio: 1, minimumCalls: 100, windowCalls: 5 });
    bench.play('ffff');
    expect(bench.machine.state).toBe('closed');
    bench.play('f');
    expect(bench.machine.state).toBe('open');
  });

  it('opens at exactly the ratio with “at least”, and only above it with “more than”', () => {
    const settings = { tripOn, failureRatio: 0.5, minimumCalls: 4, windowCalls: 10 } as const;
    const atLeast = createBench({ ...settings, ratioComparison: 'atLeast' });
    const moreThan = createBench({ ...settings, ratioComparison: 'moreThan' });
    for (const bench of [atLeast, moreThan]) bench.play('ssff');
    expect([atLeast.machine.state, moreThan.machine.state]).toEqual(['open', 'closed']);
    moreThan.play('f');
    expect(moreThan.machine.state).toBe('open');
  });

  it('compares exactly, whatever the ratio and the window', () => {
    const counts = fc
      .integer({ min: 1, max: 100 })
      .chain((total) => fc.tuple(fc.constant(total), fc.integer({ min: 1, max: total })));
    fc.assert(
      fc.property(counts, ([total, failures]) => {
        fc.pre(Number.isInteger((failures * 100) / total));
        const failureRatio = (failures * 100) / total / 100;
        const settings = { tripOn, failureRatio, minimumCalls: total, windowCalls: total } as const;
        const atLeast = createBench({ ...settings, ratioComparison: 'atLeast' });
        const moreThan = createBench({ ...settings, ratioComparison: 'moreThan' });
        for (const bench of [atLeast, moreThan])
          bench.play('s'.repeat(total - failures) + 'f'.repeat(failures));
        expect([atLeast.machine.state, moreThan.machine.state]).toEqual(['open', 'closed']);
      }),
    );
  });

  it('looks at every result, or at failures only', () => {
    const settings = { tripOn, failureRatio: 0.5, minimumCalls: 4, windowCalls: 10 } as const;
    const every = createBench({ ...settings, evaluateOn: 'everyResult' });
    const failures = createBench({ ...settings, evaluateOn: 'failures' });
    for (const bench of [every, failures]) bench.play('fffs');
    expect([every.machine.state, failures.machine.state]).toEqual(['open', 'closed']);
    expect(every.machine.context).toMatchObject({ failureCount: 0, window: { length: 4 } });
    failures.play('f');
    expect(failures.machine.state).toBe('open');
  });

  it('opens on slow calls too: those that took longer than the limit', () => {
    const settings = {
      tripOn,
      minimumCalls: 4,
      slowCallMs: 100,
      slowCallRatio: 0.5,
      failureRatio: 1,
    } as const;
    const quick = createBench(settings);
    quick.play('ssssssss', 100);
    expect(quick.machine.state).toBe('closed');
    const slow = createBench(settings);
    slow.play('ss', 100);
    slow.play('ss', 100.001);
    expect(slow.machine.state).toBe('open');
    expect(slow.reports()).toMatchObject([{ reason: 'slowCallRatio', count: 2, outOf: 4 }]);
    const patient = createBench({ ...settings, slowCallRatio: 0.51 });
    patient.play('ss', 100);
    patient.play('ss', 101);
    expect(patient.machine.state).toBe('closed');
  });

  it('forgets everything when it closes', () => {
    const bench = createBench({
      tripOn,
      failureRatio: 0.5,
      minimumCalls: 2,
      successThreshold: 1,
      openDurationMs: 100,
    });
    bench.play('ff');
    bench.at(100);
    bench.play('s');
    expect(bench.machine.state).toBe('closed');
    bench.play('f');
    expect(bench.machine.state).toBe('closed');
    bench.play('f');
    expect(bench.machine.state).toBe('open');
  });
});

describe('a breaker that trips on the ratio within a time window', () => {
  const settings = { tripOn: 'ratioInWindow', windowMs: 1_000, minimumCalls: 4, failureRatio: 0.5 } as const;

  it('counts the calls of the window', () => {
    const bench = createBench(settings);
    for (const atMs of [0, 300, 600]) {
      bench.at(atMs);
      bench.play('f');
    }
    expect(bench.machine.state).toBe('closed');
    bench.at(999);
    bench.play('f');
    expect(bench.machine.state).toBe('open');
    expect(bench.reports()).toMatchObject([{ reason: 'failureRatio', count: 4, outOf: 4 }]);
  });

  it('lets results expire slice by slice', () => {
    const bench = createBench(settings);
    bench.play('fff');
    bench.at(1_000);
    bench.play('f');
    expect(bench.machine.state).toBe('closed');
    expect(bench.machine.context.window).toEqual([{ fromMs: 1_000, total: 1, failures: 1, slow: 0 }]);
  });

  it('says nothing with too little traffic, even while every call fails', () => {
    const bench = createBench({ ...settings, minimumCalls: 100 });
    for (let atMs = 0; atMs < 60_000; atMs += 20) {
      bench.at(atMs);
      bench.play('f');
    }
    expect(bench.machine.state).toBe('closed');
  });

  it('has a wider view with a longer window', () => {
    const outcomes = [500, 1_500].map((windowMs) => {
      const bench = createBench({ ...settings, windowMs });
      for (const atMs of [0, 300, 600, 900]) {
        bench.at(atMs);
        bench.play('f');
      }
      return bench.machine.state;
    });
    expect(outcomes).toEqual(['closed', 'open']);
  });
});
