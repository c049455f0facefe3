import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import { isWithin } from '../scenario/experimentWords.ts';
import { defaultScenario, openingScenario } from '../scenario/scenario.ts';
import { testPattern } from '../scenario/testPattern.ts';
import { createCompiledHost } from '../sim/compiledHost.ts';
import { judge } from './experiment.ts';
import { createRun } from './run.ts';
import { firstMeasure, suggestExperiment, toleranceAround } from './suggestExperiment.ts';

describe('a suggested tolerance', () => {
  it.each([
    [0, 'share', 0, 0.05],
    [0.021, 'share', 0, 0.08],
    [0.97, 'share', 0.92, 1],
    [1.4, 'share', 1.35, 1.45],
    [83.7, 'ms', 0, 170],
    [0.42, 'ms', 0, 0.84],
    [7, 'calls', 3, 14],
    [0, 'count', 0, 0],
    [0.4, 'count', 0, 0.8],
    [null, 'share', 0, 1],
    [null, 'ms', 0, Infinity],
  ] as const)('lies around %s (%s)', (figure, unit, least, greatest) => {
    expect(toleranceAround(figure, unit)).toEqual({ least, greatest });
  });
});

describe('a suggested experiment', () => {
  it('measures what a chart shows as a share, else the second counter over the first', () => {
    const breaker = patterns.find(({ id }) => id === 'circuit-breaker');
    expect(breaker && firstMeasure(breaker)).toEqual({ metric: 'failures', over: 'attempted' });
    expect(firstMeasure(testPattern)).toEqual({ metric: 'misses', over: 'hits' });
  });

  it('is checked before the last changes that undo what was changed', () => {
    const progress = { nowMs: 0, metrics: { rowMs: 250, series: () => new Float64Array() } };
    const checkOf = (values: readonly number[]) =>
      suggestExperiment(
        testPattern,
        {
          ...defaultScenario(testPattern),
          interventions: values.map((value, index) => ({ atMs: 1_000 * (index + 1), param: 'share', value })),
        },
        progress,
      ).checkAtMs;
    expect(checkOf([1, 0.5, 0.2, 0.5, 0.5])).toBe(4_000);
    expect(checkOf([1, 0.2])).toBeNull();
    expect(checkOf([0.5])).toBeNull();
    expect(checkOf([])).toBeNull();
  });

  it.each(patterns.map((pattern) => [pattern.id, pattern] as const))(
    'is met before the method on the page of %s',
    (_, pattern) => {
      const scenario = { ...openingScenario(pattern), interventions: [] };
      const run = createRun(pattern, scenario, createCompiledHost);
      run.advanceTo(Infinity);
      const progress = { nowMs: run.nowMs, metrics: run.world.metrics };
      const experiment = suggestExperiment(pattern, scenario, progress);
      const { before } = judge(pattern, scenario, experiment, progress);
      expect(experiment.probes.map((probe, index) => isWithin(probe, before.figures[index] ?? null))).toEqual(
        [true],
      );
    },
  );
});
