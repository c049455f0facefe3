/** A scenario as a JSON file: what a person shares when a link is too short for it, or keeps beside their own notes. */
import * as v from 'valibot';
import { patterns as shelf } from '../patterns/index.ts';
import type { ParamValue } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { UNLIMITED } from './check.ts';
import { currentVersion, MIGRATIONS, migrate, type Migration } from './migrations.ts';
import type { Experiment } from './experiment.ts';
import {
  createFields,
  itemsOf,
  listShape,
  objectShape,
  parseJson,
  written,
  type JsonObject,
} from './json.ts';
import { createNotes, type Notes } from './notes.ts';
import type { RawExperiment, RawScenario } from './raw.ts';
import { readScenario, unknownPattern } from './read.ts';
import { normaliseScenario, type Scenario } from './scenario.ts';

/** A longer file is not read. */
export const MAX_FILE_CHARS = 4_000_000;

const FORMAT = 'partial-failure-scenario';

export type ParsedScenarioFile =
  | { readonly ok: true; readonly scenario: Scenario; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problem: string };

const fileShape = v.looseObject({ format: v.string(), pattern: v.string() });
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

/** The scenario as plain JSON data, in the order of the file; `Infinity` is written `unlimited`. */
export function scenarioToJson(
  scenario: Scenario,
  patterns: readonly AnyPattern[] = shelf,
  migrations: readonly Migration[] = MIGRATIONS,
) {
  const pattern = patterns.find(({ id }) => id === scenario.pattern);
  if (!pattern) throw new Error(unknownPattern(scenario.pattern, patterns));
  const normal = normaliseScenario(pattern, scenario);
  const { params, seed, durationMs, interventions, script, experiment } = normal;
  const plain = (value: ParamValue) => (value === Infinity ? UNLIMITED : value);
  return {
    format: `${FORMAT}/${currentVersion(migrations)}`,
    pattern: pattern.id,
    params: Object.fromEntries(Object.entries(params).map(([id, value]) => [id, plain(value)])),
    seed,
    durationMs,
    interventions: interventions.map(({ atMs, param, value }) => ({ atMs, param, value: plain(value) })),
    ...(script ? { script } : {}),
    ...(experiment ? { experiment: experimentToJson(experiment) } : {}),
  };
}

/** Indented, with one line per intervention and per scripted call. Throws when no pattern has the scenario's id. */
export function formatScenarioFile(
  scenario: Scenario,
  patterns: readonly AnyPattern[] = shelf,
  migrations: readonly Migration[] = MIGRATIONS,
): string {
  const fields = Object.entries(scenarioToJson(scenario, patterns, migrations)).map(([key, value]) => {
    const isList = Array.isArray(value) && value.length > 0;
    const text = isList
      ? `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`
      : JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
    return `  ${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${fields.join(',\n')}\n}\n`;
}

/** Never throws: what is valid is kept, and a note says what was not. */
export function parseScenarioFile(
  text: string,
  patterns: readonly AnyPattern[] = shelf,
  migrations: readonly Migration[] = MIGRATIONS,
): ParsedScenarioFile {
  if (text.length > MAX_FILE_CHARS)
    return { ok: false, problem: 'The file is larger than 4 MB, so it was not read.' };
  const json = parseJson(text);
  if (!v.is(fileShape, json)) {
    return {
      ok: false,
      problem: 'This is not a scenario file: it must be a JSON object with a format and a pattern.',
    };
  }
  const version = versionOf(json.format);
  if (version === null) {
    return { ok: false, problem: `This is not a scenario file: its format must be “${FORMAT}/1”.` };
  }
  const newest = currentVersion(migrations);
  const notes = createNotes();
  if (version > newest) {
    notes.add(
      'This file was made by a newer version of the playground; what this one does not know is ignored.',
    );
  }
  const raw = migrate(readFields(json, json.pattern, notes), Math.min(version, newest), migrations);
  const pattern = patterns.find(({ id }) => id === raw.pattern);
  if (!pattern) return { ok: false, problem: unknownPattern(raw.pattern, patterns) };
  return { ok: true, scenario: readScenario(raw, pattern, notes), notes: notes.list() };
}

function versionOf(format: string): number | null {
  const [, version] = new RegExp(`^${FORMAT}/([1-9]\\d{0,5})$`).exec(format) ?? [];
  return version === undefined ? null : Number(version);
}

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

function experimentToJson({ title, probes, windowMs, checkAtMs }: Experiment) {
  return {
    title,
    windowMs,
    checkAtMs,
    probes: probes.map(({ metric, over, least, greatest }) => ({
      metric,
      ...(over === null ? {} : { over }),
      least,
      greatest: greatest === Infinity ? UNLIMITED : greatest,
    })),
  };
}
