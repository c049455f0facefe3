/** A scenario as a JSON file: what a person shares when a link is too short for it, or keeps beside their own notes. */
import * as v from 'valibot';
import type { ParamValue } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { UNLIMITED } from './check.ts';
import { currentVersion, MIGRATIONS, migrate, type Migration } from './migrations.ts';
import type { Experiment } from './experiment.ts';
import { readFields } from './fileFields.ts';
import { parseJson } from './json.ts';
import { createNotes, type Notes } from './notes.ts';
import type { RawScenario } from './raw.ts';
import { readScenario, unknownPattern } from './read.ts';
import { normaliseScenario, type Scenario } from './scenario.ts';

/** A longer file is not read. */
export const MAX_FILE_CHARS = 4_000_000;

const FORMAT = 'partial-failure-scenario';

type ReadScenario =
  { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly problem: string };

export type ParsedScenarioFile =
  | { readonly ok: true; readonly scenario: Scenario; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problem: string };

const fileShape = v.looseObject({ format: v.string(), pattern: v.string() });
/** The scenario as plain JSON data, in the order of the file; `Infinity` is written `unlimited`. */
export function scenarioToJson(
  scenario: Scenario,
  patterns: readonly AnyPattern[],
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
  patterns: readonly AnyPattern[],
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
  patterns: readonly AnyPattern[],
  migrations: readonly Migration[] = MIGRATIONS,
): ParsedScenarioFile {
  if (text.length > MAX_FILE_CHARS)
    return { ok: false, problem: 'The file is larger than 4 MB, so it was not read.' };
  const notes = createNotes();
  const read = readScenarioJson(parseJson(text), (raw) => raw, notes, patterns, migrations);
  return read.ok ? { ...read, notes: notes.list() } : read;
}

/** `complete` adds to what was read, or replaces it, in the version in which it is written. */
export function readScenarioJson(
  json: unknown,
  complete: (raw: RawScenario) => RawScenario,
  notes: Notes,
  patterns: readonly AnyPattern[],
  migrations: readonly Migration[],
): ReadScenario {
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
  if (version > newest) {
    notes.add(
      'This file was made by a newer version of the playground; what this one does not know is ignored.',
    );
  }
  const written = complete(readFields(json, json.pattern, notes));
  const raw = migrate(written, Math.min(version, newest), migrations);
  const pattern = patterns.find(({ id }) => id === raw.pattern);
  if (!pattern) return { ok: false, problem: unknownPattern(raw.pattern, patterns) };
  return { ok: true, scenario: readScenario(raw, pattern, notes) };
}

function versionOf(format: string): number | null {
  const [, version] = new RegExp(`^${FORMAT}/([1-9]\\d{0,5})$`).exec(format) ?? [];
  return version === undefined ? null : Number(version);
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
