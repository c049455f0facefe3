import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { arbitraryScenario } from '../scenario/arbitrary.ts';
import { initialParams, scenarioOfPreset, type Scenario } from '../scenario/scenario.ts';
import { createCompiledHost } from '../sim/compiledHost.ts';
import { createMachineHost, type MachineHost } from '../sim/machineHost.ts';
import type { Clock } from '../sim/clock.ts';
import { createRun } from './run.ts';

/** Per pattern. */
const RANDOM_RUNS = 150;
/** Random loads can be heavy: runs are compared up to about this many events. */
const MOST_EVENTS = 1_000;

function resultOf(
  pattern: AnyPattern,
  scenario: Scenario,
  createHost: (clock: Clock) => MachineHost,
  mostEvents: number,
) {
  const run = createRun(pattern, scenario, createHost);
  const { trace, metrics, calls, lanes } = run.world;
  run.advanceTo(scenario.durationMs, { isOutOfTime: () => trace.count > mostEvents });
  return {
    hash: trace.hash(),
    milestones: trace.milestones(),
    summary: metrics.summary(),
    totals: calls.totals(),
    bands: lanes.all().map((lane) => lane.bands()),
    view: JSON.stringify(run.model.observe()),
  };
}

function expectSameOnBothHosts(pattern: AnyPattern, scenario: Scenario, mostEvents = Infinity): void {
  const compiled = resultOf(pattern, scenario, createCompiledHost, mostEvents);
  expect(compiled).toEqual(resultOf(pattern, scenario, createMachineHost, mostEvents));
}

/** Divides all durations among the parameters, so that a short run sees many changes of state. */
function hasten(pattern: AnyPattern, scenario: Scenario, factor: number): Scenario {
  const params = Object.entries(initialParams(pattern, scenario)).map(([id, value]) =>
    pattern.params[id]?.kind === 'duration' ? [id, Number(value) / factor] : [id, value],
  );
  return { ...scenario, params: Object.fromEntries(params) };
}

describe.each(patterns)('$id runs on the compiled host as on XState’s interpreter', (pattern) => {
  it('in every preset', () => {
    for (const preset of pattern.presets) expectSameOnBothHosts(pattern, scenarioOfPreset(pattern, preset));
  });

  it('in random scenarios', { timeout: 60_000 }, () => {
    const scenarios = arbitraryScenario(pattern, { longestMs: 8_000 });
    fc.assert(
      fc.property(scenarios, fc.constantFrom(1, 10, 100), (scenario, factor) => {
        expectSameOnBothHosts(pattern, hasten(pattern, scenario, factor), MOST_EVENTS);
      }),
      { numRuns: RANDOM_RUNS },
    );
  });
});
