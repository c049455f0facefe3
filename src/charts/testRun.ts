/** A run of the circuit breaker for tests: calm, then 10 s of refusals, then calm again. */
import { findPattern } from '../patterns/index.ts';
import type { AnyParamValues } from '../patterns/params.ts';
import type { AnyPattern, ChartSpec } from '../patterns/pattern.ts';
import { createRun, type Run } from '../run/run.ts';

const pattern = findPattern('circuit-breaker') as AnyPattern;

export const TEST_DURATION_MS = 60_000;

export function outageRun(params: AnyParamValues = {}, durationMs = TEST_DURATION_MS): Run {
  return createRun(pattern, {
    pattern: pattern.id,
    params: { callsPerSecond: 50, openDurationMs: 4_000, ...params },
    seed: 7,
    durationMs,
    interventions: [
      { atMs: 10_000, param: 'outage', value: 'errors' },
      { atMs: 20_000, param: 'outage', value: 'none' },
    ],
    script: null,
  });
}

export const OUTCOMES: ChartSpec = {
  id: 'outcomes',
  title: 'Outcomes per second',
  kind: 'stacked',
  unit: 'callsPerSecond',
  series: [
    { metric: 'succeeded', label: 'succeeded', outcome: 'succeeded' },
    { metric: 'failed', label: 'failed', outcome: 'failed' },
    { metric: 'rejected', label: 'rejected', outcome: 'rejected' },
  ],
};

export const FAILURE_RATE: ChartSpec = {
  id: 'failure-rate',
  title: 'Failure rate',
  kind: 'lines',
  unit: 'share',
  series: [{ metric: 'failures', over: 'attempted', label: 'failure rate', outcome: 'failed' }],
  threshold: { param: 'failureRatio', label: 'trips at' },
};

export const LATENCY: ChartSpec = {
  id: 'latency',
  title: 'Latency',
  kind: 'lines',
  unit: 'ms',
  series: [
    { metric: 'latencyMs.p50', label: 'p50', tone: 'muted' },
    { metric: 'latencyMs.p99', label: 'p99', tone: 'warning' },
  ],
};

export const STATES: ChartSpec = {
  id: 'states',
  title: 'State over time',
  kind: 'lanes',
  unit: 'state',
  series: [],
};
