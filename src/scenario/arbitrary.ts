/** Random valid scenarios and views for property tests, spread over the whole schema of a pattern. */
import * as fc from 'fast-check';
import {
  isNumberParam,
  setOf,
  PARAM_GROUPS,
  type AnyParamValues,
  type ParamSpec,
  type ParamValue,
} from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import {
  cleanTitle,
  DEFAULT_TITLE,
  isCounter,
  MAX_TOLERANCE,
  probeMetrics,
  WINDOW_RANGE_MS,
  type Experiment,
  type Probe,
} from './experiment.ts';
import { formatLink } from './link.ts';
import { DURATION_RANGE_MS, MAX_SEED, normaliseScenario, type Scenario } from './scenario.ts';
import type { LinkView } from './view.ts';

export interface ArbitraryOptions {
  /** Longest run in ms, ≥ 1 000; 3 600 000. */
  readonly longestMs?: number;
  readonly mostInterventions?: number;
  readonly mostScriptedCalls?: number;
  readonly mostProbes?: number;
}

function arbitraryProbe(pattern: AnyPattern): fc.Arbitrary<Probe> {
  const metrics = probeMetrics(pattern);
  const counters = metrics.filter((metric) => isCounter(pattern, metric));
  const limit = fc.oneof(
    fc.constantFrom(0, 0.05, 1, 500, MAX_TOLERANCE),
    fc.double({ min: 0, max: MAX_TOLERANCE, noNaN: true }),
  );
  return fc
    .record({
      metric: fc.constantFrom(...metrics),
      over: fc.option(fc.constantFrom(...counters)),
      limits: fc.tuple(limit, fc.oneof({ weight: 3, arbitrary: limit }, fc.constant(Infinity))),
    })
    .map(({ metric, over, limits: [one, other] }) => ({
      metric,
      over: isCounter(pattern, metric) ? over : null,
      least: Math.min(one, other),
      greatest: Math.max(one, other),
    }));
}

export function arbitraryExperiment(
  pattern: AnyPattern,
  durationMs: number,
  mostProbes: number,
): fc.Arbitrary<Experiment> {
  const title = fc.oneof(
    fc.constantFrom(DEFAULT_TITLE, 'Is the outage noticed?', '5 % – “enough”? ~20~', 'ﬁve & six = 11 #1'),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  return fc.record({
    title: title.map((text) => cleanTitle(text) || DEFAULT_TITLE),
    probes: fc.array(arbitraryProbe(pattern), { minLength: 1, maxLength: mostProbes }),
    windowMs: fc.integer({ min: WINDOW_RANGE_MS[0], max: WINDOW_RANGE_MS[1] }),
    checkAtMs: fc.option(fc.integer({ min: 0, max: durationMs })),
  });
}

export function arbitraryParamValue(spec: ParamSpec): fc.Arbitrary<ParamValue> {
  if (spec.kind === 'flag') return fc.boolean();
  if (spec.kind === 'choice') return fc.constantFrom(...Object.keys(spec.options));
  if (spec.kind === 'set')
    return fc.subarray(Object.keys(spec.options), { maxLength: 3 }).map((members) => setOf(spec, members));
  if (!isNumberParam(spec)) throw new Error('A parameter is a number, a choice, a flag or a set.');
  const { min, max, step, kind, unlimited } = spec;
  const onStep = fc
    .integer({ min: 0, max: Math.floor((max - min) / step) })
    .map((steps) => Number(Math.min(max, min + steps * step).toPrecision(12)));
  const anywhere = kind === 'count' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
  return fc.oneof(
    { weight: 6, arbitrary: onStep },
    { weight: 2, arbitrary: anywhere },
    { weight: 1, arbitrary: fc.constantFrom(min, max, ...(unlimited === undefined ? [] : [Infinity])) },
  );
}

/** Already normalised. */
export function arbitraryScenario(
  pattern: AnyPattern,
  options: ArbitraryOptions = {},
): fc.Arbitrary<Scenario> {
  const { longestMs = DURATION_RANGE_MS[1], mostInterventions = 12, mostScriptedCalls = 12 } = options;
  const { mostProbes = 3 } = options;
  const values = Object.fromEntries(
    Object.entries(pattern.params).map(([id, spec]) => [id, arbitraryParamValue(spec)]),
  );
  const setting = fc
    .constantFrom(...Object.keys(values))
    .chain((param) =>
      fc.record({ param: fc.constant(param), value: values[param] as fc.Arbitrary<ParamValue> }),
    );

  return fc.integer({ min: DURATION_RANGE_MS[0], max: longestMs }).chain((durationMs) => {
    const instant = fc.integer({ min: 0, max: durationMs });
    const exactInstant = fc.oneof(instant, fc.double({ min: 0, max: durationMs, noNaN: true }));
    const call = fc.record({
      atMs: exactInstant,
      durationMs: exactInstant,
      outcome: fc.constantFrom('success' as const, 'failure' as const, 'other' as const),
    });
    const calls = fc.array(call, { maxLength: mostScriptedCalls, size: 'max' });
    return fc
      .record({
        pattern: fc.constant(pattern.id),
        params: fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<AnyParamValues>,
        seed: fc.oneof(fc.integer({ min: 0, max: MAX_SEED }), fc.constantFrom(0, 1, 7, MAX_SEED)),
        durationMs: fc.constant(durationMs),
        interventions: fc.array(
          fc.tuple(instant, setting).map(([atMs, set]) => ({ atMs, ...set })),
          { maxLength: mostInterventions, size: 'max' },
        ),
        script: fc
          .option(calls, { freq: 4 })
          .map((list) => list?.toSorted((a, b) => a.atMs - b.atMs) ?? null),
        experiment: fc.option(arbitraryExperiment(pattern, durationMs, mostProbes), { freq: 2 }),
      })
      .map(({ experiment, ...scenario }) =>
        normaliseScenario(pattern, { ...scenario, ...(experiment ? { experiment } : {}) }),
      );
  });
}

/** Already normalised. */
export function arbitraryView(scenario: Scenario): fc.Arbitrary<LinkView> {
  const groups = fc.subarray([...PARAM_GROUPS]);
  return fc.record({
    atMs: fc.option(fc.double({ min: 0, max: scenario.durationMs, noNaN: true }).map((atMs) => atMs + 0)),
    hide: groups,
    lock: groups,
    embed: fc.boolean(),
  });
}

/** Links of random scenarios with short timelines, and of random views. */
export function arbitraryLink(pattern: AnyPattern, patterns: readonly AnyPattern[]): fc.Arbitrary<string> {
  return arbitraryScenario(pattern, { mostInterventions: 4, mostScriptedCalls: 3 })
    .chain((scenario) => fc.tuple(fc.constant(scenario), arbitraryView(scenario)))
    .map(([scenario, view]) => {
      const formatted = formatLink(scenario, patterns, view);
      return 'link' in formatted ? formatted.link : `#/${pattern.id}`;
    });
}

type Mutation = (link: string, position: number, length: number) => string;

const replaceWith =
  (inserted: string): Mutation =>
  (link, at, length) =>
    link.slice(0, at) + inserted + link.slice(at + length);

/** One digit becomes another: often still a valid link, of another scenario. */
const changeDigit =
  (digit: number): Mutation =>
  (link, at) =>
    link.slice(0, at) + link.slice(at).replace(/\d/, String(digit));

const cutEnd: Mutation = (link, at) => link.slice(0, at);
const cutStart: Mutation = (link, at) => link.slice(at);
const double: Mutation = (link, at, length) => link.slice(0, at + 10 * length) + link.slice(at);
const inflateNumbers: Mutation = (link) => link.replaceAll(/\d+/g, (digits) => digits.repeat(3));

const letters = Array.from('&=?#/~:,.-_%;+0123456789aZ \n\0é💥');
const mischief = ['1e999', '-0', '9'.repeat(20), '0x10', 'unlimited', '__proto__=1&', '&z=', '%E0%A4%A'];

const arbitraryMutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 8, arbitrary: fc.nat(9).map(changeDigit) },
  { weight: 5, arbitrary: fc.constantFrom(...letters).map(replaceWith) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }).map(replaceWith) },
  { weight: 2, arbitrary: fc.constantFrom(...mischief).map(replaceWith) },
  { weight: 1, arbitrary: fc.double().map((value) => replaceWith(String(value))) },
  { weight: 4, arbitrary: fc.constantFrom(cutEnd, cutEnd, cutStart, double, inflateNumbers) },
);

/** Links with one to three accidents: letters changed, inserted, cut off or doubled, huge numbers, any Unicode. */
export function arbitraryMutatedLink(links: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const accident = fc.record({ mutate: arbitraryMutation, position: fc.nat(), length: fc.nat(6) });
  return fc
    .tuple(links, fc.array(accident, { minLength: 1, maxLength: 3 }))
    .map(([link, accidents]) =>
      accidents.reduce(
        (text, { mutate, position, length }) => mutate(text, position % (text.length + 1), length),
        link,
      ),
    );
}
