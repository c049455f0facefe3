/** A scenario as a link that a person can read and edit: `#/circuit-breaker?failureThreshold=3&seed=7&do=2000:failureRate=0.8`. */
import { patterns as shelf } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { formatNumber } from '../sim/format.ts';
import { parseAddress } from './address.ts';
import { readLinkEntries } from './linkEntries.ts';
import { formatEntries, numberText, parseEntries, valueText, type Entry } from './linkText.ts';
import { currentVersion, MIGRATIONS, migrate, type Migration } from './migrations.ts';
import { createNotes } from './notes.ts';
import { pack } from './pack.ts';
import { readScenario, unknownPattern } from './read.ts';
import { DEFAULT_DURATION_MS, normaliseScenario, openingScenario, type Scenario } from './scenario.ts';
import { formatInterventions, formatScript, packInterventions, packScript } from './timelineText.ts';
import { PLAIN_VIEW, readView, viewEntries, type View } from './view.ts';

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
      readonly view: View;
      /** A sentence for each thing that was ignored. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly problem: string };

/** The part from `#` on. Throws when no pattern has the scenario's id. */
export function formatLink(
  scenario: Scenario,
  view: View = PLAIN_VIEW,
  patterns: readonly AnyPattern[] = shelf,
  migrations: readonly Migration[] = MIGRATIONS,
): FormattedLink {
  const pattern = patterns.find(({ id }) => id === scenario.pattern);
  if (!pattern) throw new Error(unknownPattern(scenario.pattern, patterns));
  const { params, seed, durationMs, interventions, script } = normaliseScenario(pattern, scenario);
  const linkOf = (...entries: readonly Entry[]) => `#/${pattern.id}?${formatEntries(entries)}`;
  const packed = (...entries: readonly Entry[]) => ({ key: 'z', value: pack(formatEntries(entries)) });

  const version = currentVersion(migrations);
  const start: Entry[] = version > 1 ? [{ key: 'v', value: String(version) }] : [];
  const changed: Entry[] = Object.entries(params).map(([key, value]) => ({ key, value: valueText(value) }));
  const run: Entry[] = [{ key: 'seed', value: numberText(seed) }];
  if (durationMs !== DEFAULT_DURATION_MS) run.push({ key: 'for', value: numberText(durationMs) });
  const timeline: Entry[] = [];
  const packedTimeline: Entry[] = [];
  if (interventions.length > 0) {
    timeline.push({ key: 'do', value: formatInterventions(interventions) });
    packedTimeline.push({ key: 'do', value: packInterventions(interventions) });
  }
  if (script) {
    timeline.push({ key: 'script', value: formatScript(script) });
    packedTimeline.push({ key: 'script', value: packScript(script) });
  }
  const end = viewEntries(view);

  const readable = linkOf(...start, ...changed, ...run, ...timeline, ...end);
  if (readable.length <= LONGEST_READABLE) return { link: readable };
  const link = [
    linkOf(...start, ...changed, packed(...packedTimeline), ...run, ...end),
    linkOf(...start, packed(...changed, ...packedTimeline), ...run, ...end),
    readable,
  ].find(({ length }) => length <= LONGEST_LINK);
  if (link) return { link };
  const calls = script ? ` and ${formatNumber(script.length)} scripted calls` : '';
  return {
    tooLong:
      `This run has ${formatNumber(interventions.length)} interventions${calls}, more than a link can carry. ` +
      'Share the scenario file instead.',
  };
}

/**
 * Reads a whole address, `#/circuit-breaker?…`, `/circuit-breaker?…` or `circuit-breaker?…`. Never throws: what is valid
 * is kept, and a note says what was not. A link that names nothing but a pattern is the pattern's opening scenario.
 */
export function parseLink(
  text: string,
  patterns: readonly AnyPattern[] = shelf,
  migrations: readonly Migration[] = MIGRATIONS,
): ParsedLink {
  const notes = createNotes();
  const address = parseAddress(text);
  if (address.isCut) notes.add('The link is longer than 100 kB; only its beginning was read.');
  const entries = parseEntries(address.query);
  const link = readLinkEntries(address.pattern, entries, currentVersion(migrations), notes);
  const raw = migrate(link.raw, link.version, migrations);
  const pattern = patterns.find(({ id }) => id === raw.pattern);
  if (!pattern) return { ok: false, problem: unknownPattern(raw.pattern, patterns) };
  if (address.rest !== '') notes.add(`What follows ${pattern.id} was ignored: a link has nothing there.`);
  const scenario = link.isBare ? openingScenario(pattern) : readScenario(raw, pattern, notes);
  const view = readView(link.view, scenario.durationMs, notes);
  return { ok: true, scenario, view, notes: notes.list() };
}
