/** A scenario as a link that a person can read and edit: `#/circuit-breaker?failureThreshold=3&seed=7&do=2000:failureRate=0.8`. */
import type { AnyPattern } from '../patterns/pattern.ts';
import { formatNumber } from '../sim/format.ts';
import type { Script } from '../sim/script.ts';
import { parseAddress } from './address.ts';
import { experimentEntries } from './experimentText.ts';
import { readLinkEntries } from './linkEntries.ts';
import { entryText, formatEntries, numberText, parseEntries, valueText, type Entry } from './linkText.ts';
import { currentVersion, MIGRATIONS, migrate, type Migration } from './migrations.ts';
import { createNotes, listWords, type Notes } from './notes.ts';
import { pack } from './pack.ts';
import { readScenario, unknownPattern } from './read.ts';
import {
  DEFAULT_DURATION_MS,
  normaliseScenario,
  openingScenario,
  scenarioOfPreset,
  type Intervention,
  type Scenario,
} from './scenario.ts';
import { formatInterventions, formatScript, packInterventions, packScript } from './timelineText.ts';
import { PLAIN_VIEW, readView, viewEntries, type LinkView } from './view.ts';

export { PLAIN_VIEW, type LinkView } from './view.ts';

/** From this length on the timeline is compressed. */
const LONGEST_READABLE = 1_200;
/** The part from `#` on; leaves room for the page's address below the 2 000 characters that programs take. */
export const LONGEST_LINK = 1_900;

/** `tooLong` is a sentence for the person: not even compressed does the scenario fit into a link. */
export type FormattedLink = { readonly link: string } | { readonly tooLong: string };

export type ParsedLink =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly view: LinkView;
      /** A sentence for each thing that was ignored. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly problem: string };

/** The part from `#` on. Throws when no pattern has the scenario's id. */
export function formatLink(
  scenario: Scenario,
  patterns: readonly AnyPattern[],
  view: LinkView = PLAIN_VIEW,
  migrations: readonly Migration[] = MIGRATIONS,
): FormattedLink {
  const pattern = patterns.find(({ id }) => id === scenario.pattern);
  if (!pattern) throw new Error(unknownPattern(scenario.pattern, patterns));
  const normal = normaliseScenario(pattern, scenario);
  const { params, seed, durationMs, experiment } = normal;
  const version = currentVersion(migrations);
  const start = version > 1 ? [{ key: 'v', value: String(version) }] : [];
  const changed = Object.entries(params).map(([key, value]) => ({ key, value: valueText(value) }));
  const run = [{ key: 'seed', value: numberText(seed) }];
  if (durationMs !== DEFAULT_DURATION_MS) run.push({ key: 'for', value: numberText(durationMs) });
  const timeline = timelineEntries(normal, formatInterventions, formatScript);
  const packable = timelineEntries(normal, packInterventions, packScript);
  const tested = experiment ? experimentEntries(experiment) : [];
  const end = viewEntries(view);

  const linkOf = (...entries: readonly Entry[]) => `#/${pattern.id}?${formatEntries(entries)}`;
  const packed = (...entries: readonly Entry[]) => ({ key: 'z', value: pack(formatEntries(entries)) });

  const readable = linkOf(...start, ...changed, ...run, ...timeline, ...tested, ...end);
  if (readable.length <= LONGEST_READABLE) return { link: readable };
  const timelinePacked = linkOf(...start, ...changed, packed(...packable), ...run, ...tested, ...end);
  const allPacked = linkOf(...start, packed(...changed, ...packable, ...tested), ...run, ...end);
  const candidates = timeline.length > 0 ? [timelinePacked, allPacked, readable] : [readable, allPacked];
  const link = candidates.find(({ length }) => length <= LONGEST_LINK);
  return link === undefined ? { tooLong: tooLong(normal) } : { link };
}

function timelineEntries(
  { interventions, script }: Scenario,
  interventionsText: (interventions: readonly Intervention[]) => string,
  scriptText: (script: Script) => string,
): readonly Entry[] {
  const entries: Entry[] = [];
  if (interventions.length > 0) entries.push({ key: 'do', value: interventionsText(interventions) });
  if (script) entries.push({ key: 'script', value: scriptText(script) });
  return entries;
}

function tooLong({ interventions, script }: Scenario): string {
  const parts = [`${formatNumber(interventions.length)} changes on its timeline`];
  if (script) parts.push(`${formatNumber(script.length)} scripted calls`);
  return `This run has ${listWords(parts, 'and')}: more than a link can carry. Share the scenario file instead.`;
}

/** The id of the pattern that a link is about, whether there is such a pattern or not. */
export function patternIdOf(text: string, migrations: readonly Migration[] = MIGRATIONS): string {
  return readAddress(text, createNotes(), migrations).raw.pattern;
}

function readAddress(text: string, notes: Notes, migrations: readonly Migration[]) {
  const address = parseAddress(text);
  if (address.isCut) notes.add('The link is longer than 100 kB; only its beginning was read.');
  const entries = parseEntries(address.query);
  const link = readLinkEntries(address.pattern, entries, currentVersion(migrations), notes);
  return { address, link, raw: migrate(link.raw, link.version, migrations) };
}

/** The preset of that name, else what the pattern opens with. */
function namedScenario(pattern: AnyPattern, named: Entry | null, notes: Notes): Scenario {
  const preset = pattern.presets.find(({ id }) => id === named?.value);
  if (named && !preset) {
    const ids = pattern.presets.map(({ id }) => id);
    notes.ignored(entryText(named), `the presets of ${pattern.id} are ${listWords(ids, 'and')}`);
  }
  return preset ? scenarioOfPreset(pattern, preset) : openingScenario(pattern);
}

/**
 * Reads a whole address, `#/circuit-breaker?…`, `/circuit-breaker?…` or `circuit-breaker?…`. Never throws: what is valid
 * is kept, and a note says what was not. A link that names nothing but a pattern is the pattern's opening scenario; with
 * `preset=…` it is that preset.
 */
export function parseLink(
  text: string,
  patterns: readonly AnyPattern[],
  migrations: readonly Migration[] = MIGRATIONS,
): ParsedLink {
  const notes = createNotes();
  const { address, link, raw } = readAddress(text, notes, migrations);
  const pattern = patterns.find(({ id }) => id === raw.pattern);
  if (!pattern) return { ok: false, problem: unknownPattern(raw.pattern, patterns) };
  if (address.rest !== '') notes.ignored(`/${address.rest}`, 'the address of a pattern ends with its name');
  const scenario = link.isBare
    ? namedScenario(pattern, link.preset, notes)
    : readScenario(raw, pattern, notes);
  if (!link.isBare && link.preset) notes.ignored(entryText(link.preset), 'the link says itself what to run');
  const view = readView(link.view, scenario.durationMs, notes);
  return { ok: true, scenario, view, notes: notes.list() };
}
