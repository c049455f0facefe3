/** A scenario as a JSON file: what a person shares when a link is too short for it, or keeps beside their own notes. */
import * as v from 'valibot';
import { patterns as shelf } from '../patterns/index.ts';
import type { ParamValue } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { UNLIMITED } from './check.ts';
import { currentVersion, MIGRATIONS, migrate, type Migration } from './migrations.ts';
import { createNotes, type Notes } from './notes.ts';
import type { RawScenario } from './raw.ts';
import { readScenario, unknownPattern } from './read.ts';
import { normaliseScenario, type Scenario } from './scenario.ts';

/** A longer file is not read. */
export const MAX_FILE_CHARS = 4_000_000;

const FORMAT = 'partial-failure-scenario';

export type ParsedScenarioFile =
  | { readonly ok: true; readonly scenario: Scenario; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problem: string };

const fileShape = v.looseObject({ format: v.string(), pattern: v.string() });
const paramsShape = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const listShape = v.array(v.unknown());
const interventionShape = v.looseObject({ atMs: v.unknown(), param: v.string(), value: v.unknown() });
const callShape = v.looseObject({ atMs: v.unknown(), durationMs: v.unknown(), outcome: v.unknown() });

const FILE_KEYS = ['format', 'pattern', 'params', 'seed', 'durationMs', 'interventions', 'script'];

/** The scenario as plain JSON data, in the order of the file; `Infinity` is written `unlimited`. */
export function scenarioToJson(
  scenario: Scenario,
  patterns: readonly AnyPattern[] = shelf,
  migrations: readonly Migration[] = MIGRATIONS,
) {
  const pattern = patterns.find(({ id }) => id === scenario.pattern);
  if (!pattern) throw new Error(unknownPattern(scenario.pattern, patterns));
  const { params, seed, durationMs, interventions, script } = normaliseScenario(pattern, scenario);
  const plain = (value: ParamValue) => (value === Infinity ? UNLIMITED : value);
  return {
    format: `${FORMAT}/${currentVersion(migrations)}`,
    pattern: pattern.id,
    params: Object.fromEntries(Object.entries(params).map(([id, value]) => [id, plain(value)])),
    seed,
    durationMs,
    interventions: interventions.map(({ atMs, param, value }) => ({ atMs, param, value: plain(value) })),
    ...(script ? { script } : {}),
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
  const raw = migrate(readFile(json, json.pattern, notes), Math.min(version, newest), migrations);
  const pattern = patterns.find(({ id }) => id === raw.pattern);
  if (!pattern) return { ok: false, problem: unknownPattern(raw.pattern, patterns) };
  return { ok: true, scenario: readScenario(raw, pattern, notes), notes: notes.list() };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function versionOf(format: string): number | null {
  const [, version] = new RegExp(`^${FORMAT}/([1-9]\\d{0,5})$`).exec(format) ?? [];
  return version === undefined ? null : Number(version);
}

/** Some JSON, short and safe to show. */
function written(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

function readFile(json: Readonly<Record<string, unknown>>, pattern: string, notes: Notes): RawScenario {
  function field<T>(key: string, shape: v.GenericSchema<T>, otherwise: T, must: string): T {
    const value = json[key];
    if (value === undefined || value === null) return otherwise;
    if (v.is(shape, value)) return value;
    notes.ignored(`${key}: ${written(value)}`, `it must be ${must}`);
    return otherwise;
  }
  function named(key: string) {
    return json[key] === undefined ? null : { value: json[key], written: `${key}: ${written(json[key])}` };
  }
  function entriesOf<T>(list: readonly unknown[], shape: v.GenericSchema<T>, must: string): T[] {
    return list.filter((item): item is T => {
      const fits = v.is(shape, item);
      if (!fits) notes.ignored(written(item), `it must have ${must}`);
      return fits;
    });
  }

  for (const key of Object.keys(json)) {
    if (!FILE_KEYS.includes(key)) notes.ignored(key, 'a scenario file has no field of that name');
  }
  const params = field('params', paramsShape, {}, 'an object of parameters');
  const interventions = field('interventions', listShape, [], 'a list');
  const script = json['script'] === undefined ? null : field('script', v.nullable(listShape), null, 'a list');
  return {
    values: 'typed',
    pattern,
    params: Object.entries(params).map(([id, value]) => ({ id, value, written: `${id}: ${written(value)}` })),
    seed: named('seed'),
    durationMs: named('durationMs'),
    interventions: entriesOf(interventions, interventionShape, 'atMs, param and value').map((entry) => ({
      ...entry,
      written: written(entry),
    })),
    script:
      script &&
      entriesOf(script, callShape, 'atMs, durationMs and outcome').map((call) => ({
        ...call,
        written: written(call),
      })),
  };
}
