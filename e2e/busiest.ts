// Where a pattern has most to show: the preset and the second in which most happens, for measuring frames there.
import { patterns } from '../src/patterns/index.ts';
import type { AnyPattern } from '../src/patterns/pattern.ts';
import { createRun } from '../src/run/run.ts';
import { formatLink, PLAIN_VIEW } from '../src/scenario/link.ts';
import { scenarioOfPreset, type Scenario } from '../src/scenario/scenario.ts';
import { createCompiledHost } from '../src/sim/compiledHost.ts';

export interface BusyMoment {
  readonly preset: string;
  /** Opens paused one second before the busiest one. */
  readonly link: string;
  readonly eventsPerSecond: number;
}

function busiestSecond(pattern: AnyPattern, scenario: Scenario): { second: number; count: number } {
  const run = createRun(pattern, scenario, createCompiledHost);
  let busiest = { second: 0, count: 0 };
  for (let second = 0; second * 1000 < scenario.durationMs; second += 1) {
    const before = run.world.trace.count;
    run.advanceTo((second + 1) * 1000);
    const count = run.world.trace.count - before;
    if (count > busiest.count) busiest = { second, count };
  }
  return busiest;
}

/** Over all presets of the pattern of that id. */
export function busiestMoment(id: string): BusyMoment {
  const pattern = patterns.find((one) => one.id === id);
  if (!pattern) throw new Error(`There is no pattern ${id}.`);
  const moments = pattern.presets.map((preset): BusyMoment => {
    const scenario = scenarioOfPreset(pattern, preset);
    const { second, count } = busiestSecond(pattern, scenario);
    const atMs = Math.max(1, (second - 1) * 1000);
    const formatted = formatLink(scenario, patterns, { ...PLAIN_VIEW, atMs });
    if (!('link' in formatted)) throw new Error(formatted.tooLong);
    return { preset: preset.id, link: formatted.link, eventsPerSecond: count };
  });
  return moments.reduce((best, moment) => (moment.eventsPerSecond > best.eventsPerSecond ? moment : best));
}
