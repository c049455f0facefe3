/** The contract that every pattern folder keeps when it is run: determinism, balanced books, presets, and nothing idle. */
import { describe, expect, it } from 'vitest';
import type { StateNode } from 'xstate';
import { OUTCOMES } from '../sim/call.ts';
import type { Clock } from '../sim/clock.ts';
import { createCompiledHost } from '../sim/compiledHost.ts';
import { statePath, type MachineHost } from '../sim/machineHost.ts';
import { createRandom } from '../sim/random.ts';
import { judge } from './experiment.ts';
import { createRun, type Run } from './run.ts';
import { formatLink, parseLink } from '../scenario/link.ts';
import { scenarioOfPreset, type Scenario } from '../scenario/scenario.ts';
import { patterns } from '../patterns/index.ts';
import {
  isApplicable,
  isNumberParam,
  type AnyParamValues,
  type ParamSpec,
  type ParamValue,
} from '../patterns/params.ts';
import type { Experiment } from '../patterns/experiment.ts';
import type { AnyPattern } from '../patterns/pattern.ts';

/** How many random scenarios are tried for a parameter that has no effect on any preset. */
const RANDOM_BASES = 300;
const RANDOM_BASE_MS = 20_000;

type CreateHost = (clock: Clock) => MachineHost;

function run(pattern: AnyPattern, scenario: Scenario, createHost: CreateHost = createCompiledHost): Run {
  const whole = createRun(pattern, scenario, createHost);
  whole.advanceTo(scenario.durationMs);
  return whole;
}

/** All that can be told apart about a run from its trace and its figures. */
function fingerprint({ world }: Run): string {
  return `${world.trace.hash()} ${JSON.stringify(world.metrics.summary())}`;
}

function drawValue(spec: ParamSpec, draw: () => number): ParamValue {
  if (spec.kind === 'flag') return draw() < 0.5;
  if (!isNumberParam(spec)) {
    const options = Object.keys(spec.options);
    return options[Math.floor(draw() * options.length)] as string;
  }
  if (spec.unlimited && draw() < 0.2) return Infinity;
  // Small values are where things happen: most limits are reached only by a few.
  const value = spec.min + (spec.max - spec.min) * draw() ** 3;
  return spec.kind === 'count' ? Math.round(value) : value;
}

function randomScenario(pattern: AnyPattern, seed: number): Scenario {
  const draws = createRandom(seed).stream('contract');
  const params = Object.fromEntries(
    Object.entries(pattern.params)
      .filter(() => draws.next() < 0.5)
      .map(([id, spec]) => [id, drawValue(spec, draws.next)]),
  );
  return { pattern: pattern.id, params, seed, durationMs: RANDOM_BASE_MS, interventions: [], script: null };
}

/** Presets first, then random ones. */
function* basesOf(pattern: AnyPattern): Generator<Scenario> {
  for (const preset of pattern.presets) yield scenarioOfPreset(pattern, preset);
  for (let seed = 0; seed < RANDOM_BASES; seed += 1) yield randomScenario(pattern, seed);
}

/** Values of other parameters under which this one applies. */
function applying(pattern: AnyPattern, spec: ParamSpec): AnyParamValues {
  return Object.fromEntries(
    Object.entries(spec.appliesWhen ?? {}).flatMap(([id, [value]]) => {
      const condition = pattern.params[id];
      return value === undefined || !condition
        ? []
        : [...Object.entries(applying(pattern, condition)), [id, value]];
    }),
  );
}

function valuesToTry(spec: ParamSpec): readonly ParamValue[] {
  if (spec.kind === 'flag') return [true, false];
  if (!isNumberParam(spec)) return Object.keys(spec.options);
  return [spec.min, spec.max, ...(spec.unlimited ? [Infinity] : [])];
}

function hasEffect(pattern: AnyPattern, id: string, spec: ParamSpec): boolean {
  for (const base of basesOf(pattern)) {
    const params = { ...base.params, ...applying(pattern, spec) };
    const interventions = base.interventions.filter(({ param }) => param !== id && !(param in params));
    const found = new Set<string>();
    for (const value of valuesToTry(spec)) {
      const scenario = { ...base, interventions, params: { ...params, [id]: value } };
      expect(isApplicable(spec, { ...createRun(pattern, scenario, createCompiledHost).params })).toBe(true);
      found.add(fingerprint(run(pattern, scenario)));
      if (found.size > 1) return true;
    }
  }
  return false;
}

/** A host that notes every state that a machine enters. */
function noteStates(entered: Set<string>): CreateHost {
  return (clock) => {
    const host = createCompiledHost(clock);
    return {
      start: (machine, options) =>
        host.start(machine, {
          ...options,
          onState(state) {
            entered.add(`${machine.id} ${state}`);
            options.onState(state);
          },
        }),
    };
  };
}

/** Paths of the states in which a machine without parallel regions can rest. */
function restingPlaces(node: StateNode): readonly string[] {
  const children = Object.values(node.states);
  if (children.length > 0) return children.flatMap(restingPlaces);
  return [node.path.length === 0 ? '' : statePath(nest(node.path))];
}

function nest([first = '', ...rest]: readonly string[]): string | Record<string, string> {
  return rest.length === 0 ? first : { [first]: nest(rest) as string };
}

describe.each(patterns.map((pattern) => [pattern.id, pattern] as const))('%s', (_, pattern) => {
  const presets = pattern.presets.map(
    (preset) => [preset.id, scenarioOfPreset(pattern, preset), preset] as const,
  );
  const opening = presets[0]?.[1] as Scenario;

  it('runs the same from the same seed, and differently from another', () => {
    expect(fingerprint(run(pattern, opening))).toBe(fingerprint(run(pattern, opening)));
    const other = { ...opening, seed: opening.seed + 1 };
    expect(run(pattern, other).world.trace.hash()).not.toBe(run(pattern, opening).world.trace.hash());
  });

  it('runs the same in one go as in any steps', () => {
    const stepped = createRun(pattern, opening, createCompiledHost);
    for (let atMs = 0; atMs < opening.durationMs; atMs += 333.3) stepped.advanceTo(atMs);
    while (!stepped.isOver) stepped.stepForward();
    expect(fingerprint(stepped)).toBe(fingerprint(run(pattern, opening)));
  });

  it.each(presets)(
    'balances its calls at every sample of preset %s, each ending with a declared cause',
    (__, scenario) => {
      const sampled = createRun(pattern, scenario, createCompiledHost);
      const { calls } = sampled.world;
      for (let sample = 1; sample <= 240; sample += 1) {
        sampled.advanceTo((scenario.durationMs * sample) / 240);
        const totals = calls.totals();
        expect(totals.arrived).toBe(
          OUTCOMES.reduce((sum, outcome) => sum + totals[outcome], totals.inFlight),
        );
      }
      const undeclared = [...calls.causes().keys()].filter((cause) => !(cause in pattern.causes));
      expect(undeclared).toEqual([]);
      const misfiled = calls
        .recent()
        .filter(({ result }) => result && pattern.causes[result.cause]?.outcome !== result.outcome);
      expect(misfiled).toEqual([]);
      expect(calls.totals().arrived).toBeGreaterThan(0);
    },
  );

  it.each(presets)('ends preset %s in the figures that it promises', (__, scenario, { expect: promised }) => {
    const summary = run(pattern, scenario).world.metrics.summary();
    const broken = Object.entries(promised).filter(([metric, [least, greatest]]) => {
      const figure = summary[metric] ?? NaN;
      return !(figure >= least && figure <= greatest);
    });
    expect(broken.map(([metric, range]) => ({ metric, range, figure: summary[metric] }))).toEqual([]);
  });

  it.each(presets.filter(([, { experiment }]) => experiment))(
    'has an experiment in preset %s that a link can carry, that is normal before, and that comes out as promised',
    (__, scenario, preset) => {
      const formatted = formatLink(scenario, patterns);
      expect(parseLink('link' in formatted ? formatted.link : '', patterns)).toMatchObject({
        scenario: { experiment: scenario.experiment },
        notes: [],
      });
      const { world, nowMs } = run(pattern, scenario);
      const verdict = judge(pattern, scenario, scenario.experiment as Experiment, {
        nowMs,
        metrics: world.metrics,
      });
      expect(verdict.before.isMet).toBe(true);
      expect(verdict.deviated).toBe(preset.experiment?.deviates);
    },
  );

  it.each(presets)('has words for every milestone of preset %s', (__, scenario) => {
    const { world } = run(pattern, scenario);
    const silent = world.trace
      .milestones()
      .filter((event) => event.type !== 'param.changed' && !pattern.describe(event));
    expect(silent.map(({ type }) => type)).toEqual([]);
  });

  it('reaches every state of its machines', { timeout: 60_000 }, () => {
    const entered = new Set<string>();
    const wanted = new Set(
      Object.values(pattern.machines).flatMap((machine) =>
        restingPlaces(machine.root as StateNode).map((path) => `${machine.id} ${path}`),
      ),
    );
    for (const scenario of basesOf(pattern)) {
      run(pattern, scenario, noteStates(entered));
      if (entered.size === wanted.size) break;
    }
    expect([...entered].toSorted()).toEqual([...wanted].toSorted());
  });

  it.each(Object.entries(pattern.params))('is moved by parameter %s', { timeout: 60_000 }, (id, spec) => {
    expect(hasEffect(pattern, id, spec)).toBe(true);
  });
});
