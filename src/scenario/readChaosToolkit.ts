/** Reads an experiment in the shape of the Chaos Toolkit's experiments: what can be carried out here is taken, the rest told in words. */
import * as v from 'valibot';
import type { AnyPattern } from '../patterns/pattern.ts';
import { describeRun, EXTENSION, NO_LIMIT, WAIT, withoutTimeline } from './chaosToolkit.ts';
import { UNLIMITED } from './check.ts';
import { DEFAULT_WINDOW_MS } from './experiment.ts';
import { hypothesisWords } from './experimentWords.ts';
import { MAX_FILE_CHARS, readScenarioJson, scenarioToJson, type ParsedScenarioFile } from './file.ts';
import {
  createFields,
  itemsOf,
  listShape,
  objectShape,
  parseJson,
  written,
  type JsonObject,
} from './json.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';
import { createNotes, quote, type Notes } from './notes.ts';
import type { RawExperiment, RawIntervention, RawNumber, RawProbe } from './raw.ts';
import type { Scenario } from './scenario.ts';

const HYPOTHESIS = 'steady-state-hypothesis';

/** What has a meaning here, and what says nothing about how an experiment is carried out. */
const KNOWN_KEYS: readonly string[] = [
  'version',
  'title',
  'description',
  'tags',
  'contributions',
  'runtime',
  'extensions',
  HYPOTHESIS,
  'method',
  'rollbacks',
];

const probeShape = v.looseObject({
  name: v.optional(v.unknown()),
  tolerance: v.unknown(),
  provider: v.looseObject({
    arguments: v.looseObject({
      metric: v.string(),
      over: v.optional(v.nullable(v.string()), null),
      window: v.optional(v.unknown()),
    }),
  }),
});
const actionShape = v.looseObject({
  type: v.literal('action'),
  name: v.optional(v.unknown()),
  provider: v.looseObject({ func: v.optional(v.unknown()), arguments: v.optional(objectShape, {}) }),
  pauses: v.optional(v.unknown()),
});
const pausesShape = v.looseObject({
  before: v.optional(v.unknown(), 0),
  after: v.optional(v.unknown(), 0),
});
const toleranceShape = v.union([
  v.pipe(
    v.looseObject({ type: v.literal('range'), range: v.tuple([v.number(), v.number()]) }),
    v.transform(({ range }) => range),
  ),
  v.tuple([v.number(), v.number()]),
]);

export function isChaosExperiment(json: unknown): json is JsonObject {
  return v.is(objectShape, json) && !('format' in json) && (HYPOTHESIS in json || 'method' in json);
}

/**
 * Never throws. An experiment that carries no scenario is put on the timeline of the `open` one, whose own changes and
 * experiment it replaces; null when there is none.
 */
export function parseChaosExperiment(
  text: string,
  open: Scenario | null,
  patterns: readonly AnyPattern[],
  migrations: readonly Migration[] = MIGRATIONS,
): ParsedScenarioFile {
  if (text.length > MAX_FILE_CHARS)
    return { ok: false, problem: 'The file is larger than 4 MB, so it was not read.' };
  const json = parseJson(text);
  if (!isChaosExperiment(json)) {
    return {
      ok: false,
      problem: `This is not an experiment of the Chaos Toolkit: it must be a JSON object with a ${HYPOTHESIS} and a method.`,
    };
  }
  const notes = createNotes();
  const carried =
    carriedScenario(json, notes) ?? (open && withoutTimeline(scenarioToJson(open, patterns, migrations)));
  if (!carried) {
    return { ok: false, problem: 'The experiment names no pattern; import it on the page of one.' };
  }
  const { interventions, experiment } = readParts(json, notes);
  const read = readScenarioJson(
    carried,
    (raw) => ({ ...raw, interventions, experiment }),
    notes,
    patterns,
    migrations,
  );
  if (!read.ok) return read;
  noteWords(json, read.scenario, patterns, notes);
  return { ...read, notes: notes.list() };
}

function carriedScenario(json: JsonObject, notes: Notes): JsonObject | null {
  const extensions = createFields(json, notes).field('extensions', listShape, [], 'a list');
  const ours = extensions.find((extension) =>
    v.is(v.looseObject({ name: v.literal(EXTENSION), scenario: objectShape }), extension),
  );
  if (extensions.some((extension) => extension !== ours)) {
    notes.add('The extensions of other programs were ignored.');
  }
  return ours ? withoutTimeline((ours as { readonly scenario: JsonObject }).scenario) : null;
}

interface Parts {
  readonly interventions: readonly RawIntervention[];
  readonly experiment: RawExperiment;
}

function readParts(json: JsonObject, notes: Notes): Parts {
  for (const key of Object.keys(json)) {
    if (!KNOWN_KEYS.includes(key)) notes.ignored(key, 'it has no meaning here');
  }
  const { field, named } = createFields(json, notes);
  const hypothesis = field(HYPOTHESIS, objectShape, {}, 'an object');
  const probes = readProbes(createFields(hypothesis, notes).field('probes', listShape, [], 'a list'), notes);
  const windowMs = readWindow(probes, notes);

  const method = readActivities(field('method', listShape, [], 'a list'), 0, notes);
  const rollbacks = field('rollbacks', listShape, [], 'a list');
  const hasRoom = method.endMs > method.lastMs || method.hasWait;
  const isChecked = hasRoom || rollbacks.length > 0;
  const roomMs = hasRoom ? 0 : windowInMs(windowMs);
  if (isChecked && !hasRoom) {
    notes.add(
      `There is no pause between the last action and the rollbacks, so one of ${roomMs / 1_000} s was put in to measure in.`,
    );
  }
  const checkAtMs = method.endMs + roomMs;
  const undone = readActivities(rollbacks, checkAtMs, notes);
  return {
    interventions: [...method.interventions, ...undone.interventions],
    experiment: {
      title: named('title'),
      windowMs,
      checkAtMs: isChecked ? { value: checkAtMs, written: 'The check before the rollbacks' } : null,
      probes: probes.map(({ raw }) => raw),
    },
  };
}

interface WrittenProbe {
  readonly raw: RawProbe;
  readonly window: unknown;
}

function readProbes(list: readonly unknown[], notes: Notes): readonly WrittenProbe[] {
  const must = 'a provider that names the metric among its arguments';
  return itemsOf(list, probeShape, must, notes).flatMap(({ name, tolerance, provider }) => {
    const { metric, over, window } = provider.arguments;
    const label = typeof name === 'string' ? name : metric;
    const range = v.safeParse(toleranceShape, tolerance);
    if (!range.success) {
      notes.ignored(label, 'its tolerance must be a range of two numbers');
      return [];
    }
    const [least, greatest] = range.output;
    const raw = {
      metric,
      over,
      least,
      greatest: greatest === NO_LIMIT ? UNLIMITED : greatest,
      written: label,
    };
    return [{ raw, window }];
  });
}

/** All probes look back over one window, that of the first which names one. */
function readWindow(probes: readonly WrittenProbe[], notes: Notes): RawNumber | null {
  const windows = [...new Set(probes.map(({ window }) => window).filter((window) => window !== undefined))];
  const [first] = windows;
  if (windows.length > 1) {
    notes.add(`The probes have different windows; that of the first one counts for all.`);
  }
  if (first === undefined) return null;
  const value = typeof first === 'number' ? Math.round(first * 1_000) : first;
  return { value, written: `window: ${written(first)}` };
}

function windowInMs(window: RawNumber | null): number {
  const { value } = window ?? {};
  return typeof value === 'number' && value > 0 && value < 1e9 ? value : DEFAULT_WINDOW_MS;
}

interface Activities {
  readonly interventions: readonly RawIntervention[];
  /** When the last change is made; before the start when there is none. */
  readonly lastMs: number;
  /** When the last pause is over. */
  readonly endMs: number;
  readonly hasWait: boolean;
}

function readActivities(list: readonly unknown[], startMs: number, notes: Notes): Activities {
  const interventions: RawIntervention[] = [];
  let atMs = startMs;
  let lastMs = startMs;
  let hasWait = false;
  const must = 'the type action and a provider; probes and references are not carried out in a method';
  for (const { name, provider, pauses } of itemsOf(list, actionShape, must, notes)) {
    const label = typeof name === 'string' ? name : written(provider.arguments);
    const { before, after } = readPauses(pauses, label, notes);
    atMs += before;
    const { param, value } = provider.arguments;
    if (typeof param === 'string') {
      interventions.push({ atMs, param, value, written: label });
      lastMs = atMs;
    } else if (provider.func === WAIT) hasWait ||= pauses !== undefined;
    else notes.ignored(label, 'only changes of parameters can be carried out here');
    atMs += after;
  }
  return { interventions, lastMs, endMs: atMs, hasWait };
}

/** In whole ms. */
function readPauses(pauses: unknown, label: string, notes: Notes): { before: number; after: number } {
  const parsed = v.safeParse(pausesShape, pauses ?? {});
  const toMs = (seconds: unknown): number => {
    if (typeof seconds === 'number' && seconds >= 0) return Math.round(Math.min(seconds, 1e6) * 1_000);
    notes.add(`A pause of “${quote(label)}” was ignored: it must be a number of seconds from 0 on.`);
    return 0;
  };
  if (parsed.success) return { before: toMs(parsed.output.before), after: toMs(parsed.output.after) };
  notes.ignored(`pauses: ${written(pauses)}`, 'it must be an object with the seconds before and after');
  return { before: 0, after: 0 };
}

/** A title is all that is kept in words, so that an experiment which says more loses it. */
function noteWords(
  json: JsonObject,
  scenario: Scenario,
  patterns: readonly AnyPattern[],
  notes: Notes,
): void {
  const pattern = patterns.find(({ id }) => id === scenario.pattern);
  const hypothesis = json[HYPOTHESIS];
  if (!pattern) return;
  const { description } = json;
  if (
    typeof description === 'string' &&
    ![describeRun(pattern, scenario), json['title'], ''].includes(description)
  ) {
    notes.ignored('description', 'only the title is kept');
  }
  const title = v.is(objectShape, hypothesis) ? hypothesis['title'] : undefined;
  const words = scenario.experiment ? hypothesisWords(pattern, scenario.experiment.probes) : title;
  if (typeof title === 'string' && title !== words && title !== json['title']) {
    notes.ignored(title, 'a hypothesis is told by its probes');
  }
}
