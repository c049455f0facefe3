import { describe, expect, it } from 'vitest';
import { takeData } from './chartData.ts';
import { distributionOf, takeValues } from './distribution.ts';
import { binEntries, legendEntries, stepEntries } from './legendEntries.ts';
import { judgeSteps, seenSteps } from './steps.ts';
import { DELAYS, LATENCIES, observedRun } from './testRun.ts';

const told = (entries: readonly { label: string; value: string | null }[]) =>
  entries.map(({ label, value }) => (value === null ? label : `${label} ${value}`));

describe('the legend', () => {
  it('of steps explains their marks', () => {
    const data = takeData(DELAYS, observedRun({}));
    expect(told(legendEntries(DELAYS, data, null))).toEqual(['median, p5–p95', 'allowed']);
    const { allowed: _, ...silent } = DELAYS;
    const spec = { ...silent, threshold: { param: 'slowLatencyMs', label: 'budget' } };
    expect(told(legendEntries(spec, data, 500))).toEqual(['median, p5–p95', 'budget 500 ms']);
  });

  it('of a distribution tells its median and what lies beyond the threshold', () => {
    const data = takeData(LATENCIES, observedRun({ latencyMs: [100, 100, 100, 300] }));
    expect(told(legendEntries(LATENCIES, data, 200))).toEqual([
      'latency median 100 ms',
      'beyond budget 25 %',
    ]);
    expect(told(legendEntries(LATENCIES, data, null))).toEqual(['latency median 100 ms']);
    expect(told(legendEntries(LATENCIES, null, 200))).toEqual(['latency median —', 'beyond budget —']);
  });

  it('never tells the two parts of a distribution apart by colour alone', () => {
    for (const look of [{}, { tone: 'warning' }, { outcome: 'timedOut' }, { tone: 'two' }] as const) {
      const spec = { ...LATENCIES, series: [{ metric: 'latencyMs', label: 'latency', ...look }] };
      const [within, beyond] = legendEntries(spec, null, 200).map((entry) => entry.look);
      expect(within?.hatch).not.toBe(beyond?.hatch);
      expect(within?.colour).not.toBe(beyond?.colour);
    }
  });
});

describe('the figures of a place', () => {
  const params = { failureThreshold: 1, latencyMs: 50 };

  it('are a step’s median, range and limits, as far as there are any', () => {
    const steps = judgeSteps(DELAYS, seenSteps(DELAYS, observedRun({ firstMs: [40, 40] })), params);
    const figures = steps.map((step, place) => told(stepEntries(DELAYS, step, place)));
    expect(figures).toEqual([
      ['median 40 ms', 'p5–p95 40–40 ms', 'allowed 0–100 ms'],
      ['not used'],
      ['not used'],
    ]);
  });

  it('are a bin’s share, what of it lies beyond the threshold, and all up to there', () => {
    const values = takeValues(LATENCIES, observedRun({ latencyMs: [10, 50, 51, 95] }));
    const { bins } = distributionOf(values, 'ms', 50.5);
    const at = (value: number) => {
      const found = bins.find(({ from, to }) => from < value && value <= to);
      return found ? told(binEntries(LATENCIES, found)) : [];
    };
    expect(at(10)).toEqual(['share 25 %', 'up to here 25 %']);
    expect(at(51)).toEqual(['share 50 %', 'beyond budget 25 %', 'up to here 75 %']);
    expect(at(95)).toEqual(['share 25 %', 'up to here 100 %']);
  });
});
