import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { parseLink } from '../scenario/link.ts';
import { DEFAULT_DURATION_MS, defaultScenario, MAX_SEED, type Scenario } from '../scenario/scenario.ts';
import { createRun } from './run.ts';
import {
  checkSearch,
  search,
  type Found,
  type SearchJob,
  type SearchOrder,
  type SearchProgress,
} from './search.ts';
import { linkOfFound } from './searchLink.ts';
import { LEASE_MS, LEAST_LOSS, orderOf, searchedPattern, searchedScenario } from './testSearch.ts';

function jobOf(order: SearchOrder, pattern: AnyPattern = searchedPattern): SearchJob {
  const checked = checkSearch(order, [pattern]);
  if (!checked.ok) throw new Error(checked.problem);
  return checked.job;
}

function carryOut(job: SearchJob): {
  readonly found: Found | null;
  readonly steps: readonly SearchProgress[];
} {
  const steps: SearchProgress[] = [];
  const searching = search(job);
  let step = searching.next();
  for (; !step.done; step = searching.next()) steps.push(step.value);
  return { found: step.value, steps };
}

/** Types of the events at the instant of this run, told by XState's own interpreter. */
function eventsAt(pattern: AnyPattern, scenario: Scenario, atMs: number): readonly string[] {
  const run = createRun(pattern, scenario);
  run.advanceTo(atMs);
  return run.world.trace
    .recent()
    .filter((event) => event.atMs === atMs)
    .map(({ type }) => type);
}

const textOf = ({ changes }: Found) =>
  changes.map(({ atMs, param, value }) => `${atMs}:${param}=${String(value)}`);

describe('a search', () => {
  it('finds an event that takes a pause of some length, as the shortest round pause from the start on', () => {
    const { found, steps } = carryOut(jobOf(orderOf()));
    if (!found) throw new Error('Nothing was found.');
    expect(textOf(found)).toEqual(['0:client=paused', '5000:client=running']);
    expect(found.event).toMatchObject({ type: 'client.woke', atMs: 5_000 });
    expect(5_000).toBeGreaterThanOrEqual(LEASE_MS);
    expect(steps.filter(({ best }) => !best)).toHaveLength(found.tried - 1);
    expect(steps.at(-1)?.best).toEqual(found);
    expect(steps.filter(({ best }) => best)).toHaveLength(found.shrinkRuns + 1);
  });

  it('finds what takes two faults at once, as mild as round values are', () => {
    const { found } = carryOut(
      jobOf(orderOf({ scenario: { ...searchedScenario, params: { share: 0 } }, event: 'message.lost' })),
    );
    expect(found && textOf(found).toSorted()).toEqual(['0:node=down', '0:share=0.5']);
    expect(0.5).toBeGreaterThanOrEqual(LEAST_LOSS);
  });

  it('says that nothing is needed for what happens anyway', () => {
    const { found } = carryOut(jobOf(orderOf({ event: 'clock.ticked' })));
    expect(found).toMatchObject({ tried: 1, changes: [], event: { atMs: 1_000 } });
  });

  it('ends without a find when no seed leads to the event', () => {
    const { found, steps } = carryOut(jobOf(orderOf({ event: 'nothing.happened', seeds: 7 })));
    expect(found).toBeNull();
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7].map((tried) => ({ tried, best: null })));
  });

  it('leaves out the changes of the scenario, or keeps them and disturbs around them', () => {
    const scenario: Scenario = {
      ...searchedScenario,
      params: { share: 0.4 },
      interventions: [{ atMs: 20_000, param: 'node', value: 'down' }],
      experiment: { title: 'Kept?', probes: [], windowMs: 1_000, checkAtMs: null },
    };
    const only = { scenario, event: 'message.lost', mostInterventions: 0 };
    expect(carryOut(jobOf(orderOf({ ...only, seeds: 3 }))).found).toBeNull();
    const { found } = carryOut(jobOf(orderOf({ ...only, keepsChanges: true })));
    expect(found).toMatchObject({ tried: 1, changes: [], event: { atMs: 20_000 } });
    expect(found?.scenario).toEqual({ ...scenario, seed: 1, experiment: undefined });
    expect(found && 'experiment' in found.scenario).toBe(false);
  });

  it('goes from the greatest seed on to 0', () => {
    const { steps, found } = carryOut(jobOf(orderOf({ event: 'clock.ticked', firstSeed: MAX_SEED })));
    expect(found?.scenario.seed).toBe(MAX_SEED);
    expect(steps[0]?.tried).toBe(1);
    const seeds: number[] = [];
    const create: AnyPattern['create'] = (world, params) => {
      seeds.push(world.random.stream('search').at(0));
      return searchedPattern.create(world, params);
    };
    const job = jobOf(
      orderOf({ event: 'nothing.happened', firstSeed: MAX_SEED, seeds: 2, mostInterventions: 0 }),
      {
        ...searchedPattern,
        create,
      },
    );
    carryOut(job);
    carryOut({ ...job, firstSeed: 0, seeds: 1 });
    expect(seeds).toHaveLength(3);
    expect(seeds[1]).toBe(seeds[2]);
  });

  it('always gives the run that it promises: it hits at the shown moment, is never longer than what was drawn, and is a link', () => {
    const event = fc.constantFrom('client.woke', 'message.lost');
    const length = fc.constantFrom(5_000, 20_000, DEFAULT_DURATION_MS);
    fc.assert(
      fc.property(
        event,
        fc.integer({ min: 0, max: MAX_SEED }),
        fc.integer({ min: 0, max: 12 }),
        length,
        (target, firstSeed, mostInterventions, durationMs) => {
          const scenario = { ...searchedScenario, durationMs };
          const job = jobOf(orderOf({ scenario, event: target, firstSeed, mostInterventions, seeds: 40 }));
          const { found } = carryOut(job);
          expect(carryOut(job).found).toEqual(found);
          if (!found) return;
          expect(eventsAt(searchedPattern, found.scenario, found.event.atMs)).toContain(target);
          expect(found.changes.length).toBeLessThanOrEqual(found.drawnChanges);
          expect(found.drawnChanges).toBeLessThanOrEqual(mostInterventions);
          expect(found.changes.filter(({ atMs }) => atMs > found.event.atMs)).toEqual([]);

          const formatted = linkOfFound(searchedPattern, found);
          const read = parseLink('link' in formatted ? formatted.link : '', [searchedPattern]);
          expect(read).toMatchObject({
            ok: true,
            notes: [],
            scenario: found.scenario,
            view: { atMs: found.event.atMs },
          });

          for (const index of found.changes.keys()) {
            const fewer = { ...found.scenario, interventions: found.changes.toSpliced(index, 1) };
            const run = createRun(searchedPattern, fewer);
            expect(run.advanceTo(Infinity, { breakOn: new Set([target]) })).toBe('reached');
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('opens a breaker that is left alone: one lasting change is enough', () => {
    const breaker = patterns.find(({ id }) => id === 'circuit-breaker');
    if (!breaker) throw new Error('There is no breaker.');
    const order = orderOf({ scenario: defaultScenario(breaker), event: 'breaker.opened' });
    const { found } = carryOut(jobOf(order, breaker));
    if (!found) throw new Error('Nothing was found.');
    expect(found.changes).toHaveLength(1);
    expect(found.drawnChanges).toBeGreaterThan(1);
    const alone = createRun(breaker, { ...found.scenario, interventions: [] });
    expect(alone.advanceTo(Infinity, { breakOn: new Set(['breaker.opened']) })).toBe('reached');
  });

  it.each(patterns.map((pattern) => [pattern.id, pattern] as const))(
    'promises nothing on %s that its page does not show',
    (_, pattern) => {
      const [breakpoint] = pattern.breakpoints;
      const scenario = { ...defaultScenario(pattern), durationMs: 10_000 };
      const order = orderOf({ scenario, event: breakpoint?.event ?? '', seeds: 6 });
      const { found } = carryOut(jobOf(order, pattern));
      const shown = found ? eventsAt(pattern, found.scenario, found.event.atMs) : [order.event];
      expect(shown).toContain(order.event);
    },
  );
});

describe('an order to search', () => {
  it.each([
    [{ scenario: { ...searchedScenario, pattern: 'nope' } }, /^There is no pattern “nope”/],
    [
      { event: 'nope' },
      /^test-pattern cannot be searched for “nope”, but for client.woke, .*nothing.happened\.$/,
    ],
    [{ seeds: 0 }, /^The number of seeds must be a whole number from 1 to /],
    [{ seeds: 1e9 }, /^The number of seeds /],
    [{ firstSeed: 0.5 }, /^The seed must be /],
    [{ mostInterventions: 21 }, /^The number of interventions must be a whole number from 0 to 20\.$/],
    [{ mostInterventions: NaN }, /^The number of interventions /],
  ] as const)('is refused in a sentence: %o', (change, problem) => {
    expect(checkSearch(orderOf(change), [searchedPattern])).toEqual({
      ok: false,
      problem: expect.stringMatching(problem) as string,
    });
  });
});
