import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { arbitraryLink, arbitraryMutatedLink, arbitraryScenario } from '../scenario/arbitrary.ts';
import { formatScenarioFile, parseScenarioFile } from '../scenario/file.ts';
import { formatLink, parseLink } from '../scenario/link.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { createCompiledHost } from '../sim/compiledHost.ts';
import { createRun } from './run.ts';

const everyPattern = patterns.map((pattern) => [pattern.id, pattern] as const);
const shareOf = (runs: number) => Math.ceil(runs / patterns.length);

/** Thousands of runs take a while on a busy machine. */
const PATIENCE_MS = 120_000;

/** Of at most one second, and of about so many events, so that thousands of runs stay cheap. */
const ENOUGH_EVENTS = 400;

function hashOf(pattern: AnyPattern, scenario: Scenario): string {
  const run = createRun(pattern, scenario, createCompiledHost);
  run.advanceTo(1_000, { isOutOfTime: () => run.world.trace.count >= ENOUGH_EVENTS });
  return run.world.trace.hash();
}

function throughLink(scenario: Scenario): Scenario {
  const formatted = formatLink(scenario, patterns);
  const parsed = 'link' in formatted ? parseLink(formatted.link, patterns) : null;
  if (!parsed?.ok) throw new Error('The scenario did not survive its link.');
  return parsed.scenario;
}

function throughFile(scenario: Scenario): Scenario {
  const parsed = parseScenarioFile(formatScenarioFile(scenario, patterns), patterns);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.scenario;
}

describe('runs of shared scenarios', { timeout: PATIENCE_MS }, () => {
  it.each(everyPattern)('have the same trace for random scenarios of %s, 2 000 in all', (_, pattern) => {
    fc.assert(
      fc.property(
        arbitraryScenario(pattern, { longestMs: 1_000, mostInterventions: 6 }),
        fc.boolean(),
        (scenario, isFile) => {
          const shared = isFile ? throughFile(scenario) : throughLink(scenario);
          expect(hashOf(pattern, shared)).toBe(hashOf(pattern, scenario));
        },
      ),
      { numRuns: shareOf(2_000) },
    );
  });

  it.each(everyPattern)('start and go on for every damaged link of %s that can be read', (_, pattern) => {
    const links = arbitraryMutatedLink(arbitraryLink(pattern, patterns));
    fc.assert(
      fc.property(links, (link) => {
        const parsed = parseLink(link, patterns);
        if (parsed.ok) hashOf(pattern, parsed.scenario);
      }),
      { numRuns: shareOf(500) },
    );
  });
});
