import { describe, expect, it } from 'vitest';
import { chartSentence } from './chartSentence.ts';
import {
  DELAYS,
  FAILURE_RATE,
  LATENCIES,
  LATENCY,
  observedRun,
  OUTCOMES,
  outageRun,
  STATES,
} from './testRun.ts';

function sentenceAt(atMs: number, spec: Parameters<typeof chartSentence>[0], params = {}) {
  const run = outageRun(params);
  run.advanceTo(atMs);
  return chartSentence(spec, run);
}

describe('the sentence of a chart', () => {
  it('says that there is nothing yet', () => {
    expect(sentenceAt(0, OUTCOMES)).toBe('Outcomes per second, 0.0 s to 0.0 s: nothing to show yet.');
    expect(sentenceAt(2_000, LATENCY, { callsPerSecond: 0 })).toBe(
      'Latency, 0.0 s to 2.0 s: nothing to show yet.',
    );
  });

  it('names what is stacked, now and at its highest', () => {
    expect(sentenceAt(42_600, OUTCOMES)).toMatch(
      /^Outcomes per second, 0\.0 s to 42\.6 s: now [\d.]+ succeeded, [\d.]+ failed and [\d.]+ rejected; highest in total [\d.]+ at [\d.]+ s\.$/,
    );
  });

  it('gives one line its present and its highest value', () => {
    expect(sentenceAt(10_900, FAILURE_RATE)).toMatch(
      /^Failure rate, 0\.0 s to 10\.9 s: now [\d.]+ %; highest [\d.]+ % at [\d.]+ s\.$/,
    );
  });

  it('says that there is no present value', () => {
    expect(sentenceAt(19_000, FAILURE_RATE, { openDurationMs: 30_000 })).toContain('now no value; highest');
  });

  it('names the highest of several lines', () => {
    expect(sentenceAt(9_000, LATENCY)).toMatch(
      /now p50 [\d.]+ ms and p99 [\d.]+ ms; highest p99 [\d.]+ ms at [\d.]+ s\.$/,
    );
  });

  it('tells the threshold only while its parameter applies', () => {
    expect(sentenceAt(5_000, FAILURE_RATE, { tripOn: 'ratioOfLastCalls' })).toMatch(/; trips at 50 %\.$/);
    expect(sentenceAt(5_000, FAILURE_RATE)).not.toContain('trips at');
  });

  it('tells the length of the slices in which calls are counted', () => {
    expect(sentenceAt(12_000, { ...OUTCOMES, title: 'Outcomes', unit: 'callsPerRow' })).toMatch(
      /^Outcomes, per 250 ms, 0\.0 s to 12\.0 s: now \d+ succeeded, \d+ failed and \d+ rejected; highest in total \d+ at [\d.]+ s\.$/,
    );
  });

  it('tells the state of one lane and how its time was shared out', () => {
    expect(sentenceAt(12_000, STATES)).toMatch(
      /^State over time, 0\.0 s to 12\.0 s: now open; 1 change of state; closed [\d.]+ % and open [\d.]+ % of the time\.$/,
    );
  });

  it('counts the states of several lanes', () => {
    expect(sentenceAt(5_000, STATES, { clients: 12, failureRate: 0 })).toBe(
      'State over time, 0.0 s to 5.0 s: now 12 closed; 0 changes of state; closed 100 % of the time.',
    );
  });
});

describe('the sentence of steps', () => {
  it('tells medians against their ceilings, the widest range, and what is missing', () => {
    const run = observedRun({ firstMs: [40, 40, 40], secondMs: [100, 120] }, { latencyMs: 50 });
    expect(chartSentence(DELAYS, run)).toBe(
      'Retry delays, 0.0 s to 2.0 s: medians 1st retry 40 ms (at most 100 ms) and 2nd retry 100 ms (at most 200 ms); p5 to p95 widest at 2nd retry, 100 ms to 119 ms; no values yet for 3rd retry.',
    );
  });

  it('names steps that are not used in rows, and the threshold', () => {
    const run = observedRun({ firstMs: [40] }, { failureThreshold: 1, latencyMs: 50, slowLatencyMs: 300 });
    const spec = { ...DELAYS, threshold: { param: 'slowLatencyMs', label: 'budget' } };
    expect(chartSentence(spec, run)).toBe(
      'Retry delays, 0.0 s to 2.0 s: median 1st retry 40 ms (at most 100 ms); p5 to p95 widest at 1st retry, 40 ms to 40 ms; not used: 2nd retry to 3rd retry; budget 300 ms.',
    );
  });

  it('says that there is nothing yet', () => {
    expect(chartSentence(DELAYS, observedRun({}))).toBe('Retry delays, 0.0 s to 2.0 s: nothing to show yet.');
  });
});

describe('the sentence of a distribution', () => {
  const some = [...Array<number>(996).fill(80), ...Array<number>(2).fill(150), 9_000, 9_000];

  it('tells its middle, its end, where most values lie, and what lies beyond', () => {
    expect(chartSentence(LATENCIES, observedRun({ latencyMs: some }, { slowLatencyMs: 100 }))).toBe(
      'Latency of calls, 0.0 s to 2.0 s: 1\u202f000 values; median 81.1 ms, p95 81.1 ms, highest 9 s; most often 75 ms to 80 ms, 99.6 %; 0.2 % beyond the axis, which ends at 150 ms; budget 100 ms, 0.4 % beyond it.',
    );
  });

  it('says that there is nothing yet', () => {
    expect(chartSentence(LATENCIES, observedRun({}))).toBe(
      'Latency of calls, 0.0 s to 2.0 s: nothing to show yet.',
    );
  });
});
