/** The fields of a scenario file, checked for their shapes only. */
import * as v from 'valibot';
import { createFields, itemsOf, listShape, objectShape, written, type JsonObject } from './json.ts';
import type { Notes } from './notes.ts';
import type { RawExperiment, RawScenario } from './raw.ts';

const interventionShape = v.looseObject({ atMs: v.unknown(), param: v.string(), value: v.unknown() });
const callShape = v.looseObject({ atMs: v.unknown(), durationMs: v.unknown(), outcome: v.unknown() });

const experimentShape = v.looseObject({ probes: listShape });
const probeShape = v.looseObject({
  metric: v.string(),
  over: v.optional(v.nullable(v.string()), null),
  least: v.unknown(),
  greatest: v.unknown(),
});

const FILE_KEYS = [
  'format',
  'pattern',
  'params',
  'seed',
  'durationMs',
  'interventions',
  'script',
  'experiment',
];
const EXPERIMENT_KEYS = ['title', 'windowMs', 'checkAtMs', 'probes'];

/** A scenario as the fields of a file have it, unchecked but for its shape. */
export function readFields(json: JsonObject, pattern: string, notes: Notes): RawScenario {
  for (const key of Object.keys(json)) {
    if (!FILE_KEYS.includes(key)) notes.ignored(key, 'a scenario file has no field of that name');
  }
  const { field, named } = createFields(json, notes);
  const params = field('params', objectShape, {}, 'an object of parameters');
  const interventions = field('interventions', listShape, [], 'a list');
  const script = json['script'] === undefined ? null : field('script', v.nullable(listShape), null, 'a list');
  const experiment = field(
    'experiment',
    v.nullable(experimentShape),
    null,
    'an object with a list of probes',
  );
  return {
    values: 'typed',
    pattern,
    params: Object.entries(params).map(([id, value]) => ({ id, value, written: `${id}: ${written(value)}` })),
    seed: named('seed'),
    durationMs: named('durationMs'),
    interventions: itemsOf(interventions, interventionShape, 'atMs, param and value', notes).map((entry) => ({
      ...entry,
      written: written(entry),
    })),
    script:
      script &&
      itemsOf(script, callShape, 'atMs, durationMs and outcome', notes).map((call) => ({
        ...call,
        written: written(call),
      })),
    experiment: experiment && readExperimentFields(experiment, notes),
  };
}

function readExperimentFields(
  json: JsonObject & { readonly probes: unknown[] },
  notes: Notes,
): RawExperiment {
  for (const key of Object.keys(json)) {
    if (!EXPERIMENT_KEYS.includes(key)) notes.ignored(key, 'an experiment has no field of that name');
  }
  const { named } = createFields(json, notes);
  const checkAtMs = named('checkAtMs');
  return {
    title: named('title'),
    windowMs: named('windowMs'),
    checkAtMs: checkAtMs?.value === null ? null : checkAtMs,
    probes: itemsOf(json.probes, probeShape, 'metric, least and greatest', notes).map((probe) => ({
      ...probe,
      written: written(probe),
    })),
  };
}
