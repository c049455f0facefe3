/** Random valid scenarios and views for property tests, spread over the whole schema of a pattern. */
import * as fc from 'fast-check';
import {
  isNumberParam,
  PARAM_GROUPS,
  type AnyParamValues,
  type ParamSpec,
  type ParamValue,
} from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { DURATION_RANGE_MS, MAX_SEED, normaliseScenario, type Scenario } from './scenario.ts';
import type { LinkView } from './view.ts';

export interface ArbitraryOptions {
  /** Longest run in ms, ≥ 1 000; 3 600 000. */
  readonly longestMs?: number;
  readonly mostInterventions?: number;
  readonly mostScriptedCalls?: number;
}

export function arbitraryParamValue(spec: ParamSpec): fc.Arbitrary<ParamValue> {
  if (spec.kind === 'flag') return fc.boolean();
  if (spec.kind === 'choice') return fc.constantFrom(...Object.keys(spec.options));
  if (!isNumberParam(spec)) throw new Error('A parameter is a number, a choice or a flag.');
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
      })
      .map((scenario) => normaliseScenario(pattern, scenario));
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
