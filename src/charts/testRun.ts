/** Runs of the circuit breaker for tests, and specs of charts of every kind. */
import { findPattern } from '../patterns/index.ts';
import type { AnyParamValues } from '../patterns/params.ts';
import type { AnyPattern, ChartSpec } from '../patterns/pattern.ts';
import { createRun, type Run } from '../run/run.ts';

const breaker = findPattern('circuit-breaker') as AnyPattern;
const delay = { label: 'Delay', unit: 'ms', kind: 'histogram', help: 'A delay.' } as const;
const pattern: AnyPattern = {
  ...breaker,
  metrics: { ...breaker.metrics, firstMs: delay, secondMs: delay, thirdMs: delay },
};

export const TEST_DURATION_MS = 60_000;

/** Calm, then 10 s of refusals, then calm again. */
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

/** A run without calls that has observed these values of these histograms. */
export function observedRun(
  values: Readonly<Record<string, readonly number[]>>,
  params: AnyParamValues = {},
): Run {
  const run = outageRun({ callsPerSecond: 0, ...params });
  run.advanceTo(2_000);
  for (const [metric, list] of Object.entries(values)) {
    for (const value of list) run.world.metrics.histogram(metric).add(value);
  }
  return run;
}

/** As many steps are used as failures trip the breaker; the first one's ceiling is twice the latency, each further one's twice as high. */
export const DELAYS: ChartSpec = {
  id: 'delays',
  title: 'Retry delays',
  kind: 'steps',
  unit: 'ms',
  series: [
    { metric: 'firstMs', label: '1st retry' },
    { metric: 'secondMs', label: '2nd retry' },
    { metric: 'thirdMs', label: '3rd retry' },
  ],
  allowed: ({ failureThreshold, latencyMs }) =>
    [1, 2, 3].map((step) => (step <= Number(failureThreshold) ? [0, Number(latencyMs) * 2 ** step] : null)),
};

export const LATENCIES: ChartSpec = {
  id: 'latencies',
  title: 'Latency of calls',
  kind: 'distribution',
  unit: 'ms',
  series: [{ metric: 'latencyMs', label: 'latency' }],
  threshold: { param: 'slowLatencyMs', label: 'budget' },
};

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
