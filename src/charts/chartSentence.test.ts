import { describe, expect, it } from 'vitest';
import { chartSentence } from './chartSentence.ts';
import { FAILURE_RATE, LATENCY, OUTCOMES, outageRun, STATES } from './testRun.ts';

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
