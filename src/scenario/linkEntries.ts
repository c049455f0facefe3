/** Sorts the entries of a link: which words are the link's own, which are parameters, and what the compressed part adds. */
import { formatNumber } from '../sim/format.ts';
import { checkNumber } from './check.ts';
import { EXPERIMENT_KEYS, parseProbes, parseTitle } from './experimentText.ts';
import { entryText, parseEntries, numberFromText, type Entry } from './linkText.ts';
import type { Notes } from './notes.ts';
import { MAX_UNPACKED_CHARS, unpack } from './pack.ts';
import type { RawCall, RawExperiment, RawIntervention, RawNumber, RawParam, RawScenario } from './raw.ts';
import { parseInterventions, parseScript, unpackInterventions, unpackScript } from './timelineText.ts';
import { VIEW_KEYS } from './view.ts';

const SCENARIO_KEYS = ['preset', 'seed', 'for', 'do', 'script', 'z'] as const;

/** Words of the link itself; no parameter may have one of these ids. */
export const LINK_KEYS: readonly string[] = [...SCENARIO_KEYS, ...EXPERIMENT_KEYS, ...VIEW_KEYS, 'v'];

const PACKABLE_KEYS: readonly string[] = EXPERIMENT_KEYS;

export interface LinkEntries {
  /** The version the link was written in. */
  readonly version: number;
  readonly raw: RawScenario;
  readonly view: ReadonlyMap<string, Entry>;
  readonly preset: Entry | null;
  /** The link says nothing about the scenario but its pattern, and perhaps a preset. */
  readonly isBare: boolean;
}

export function readLinkEntries(
  pattern: string,
  entries: readonly Entry[],
  newestVersion: number,
  notes: Notes,
): LinkEntries {
  const own = new Map<string, Entry>();
  const params: RawParam[] = [];

  function ignore(entry: Entry, why: string): void {
    notes.ignored(entryText(entry), why);
  }
  function sort(entry: Entry): void {
    const { key, value } = entry;
    if (value === null || value === '') ignore(entry, 'it has no value');
    else if (!LINK_KEYS.includes(key)) params.push({ id: key, value, written: entryText(entry) });
    else if (own.has(key)) ignore(entry, `${key} is given twice, and the first one counts`);
    else own.set(key, entry);
  }
  function numberOf(key: string): RawNumber | null {
    const entry = own.get(key);
    return entry ? { value: entry.value, written: entryText(entry) } : null;
  }
  function experimentOf(): RawExperiment | null {
    if (!EXPERIMENT_KEYS.some((key) => own.has(key))) return null;
    const title = own.get('experiment');
    return {
      title: title ? { value: parseTitle(title.value ?? ''), written: entryText(title) } : null,
      windowMs: numberOf('window'),
      checkAtMs: numberOf('check'),
      probes: parseProbes(own.get('hypothesis')?.value ?? ''),
    };
  }
  function readVersion(entry: Entry | undefined): number {
    if (!entry) return 1;
    const given = numberFromText(entry.value);
    const checked = checkNumber({ min: 1, max: newestVersion, isWhole: true, unit: '' }, given);
    if (checked.ok) return checked.value;
    if (typeof given === 'number' && given > newestVersion) {
      notes.add(
        'This link was made by a newer version of the playground; what this one does not know is ignored.',
      );
      return newestVersion;
    }
    ignore(entry, `the version must ${checked.must}`);
    return 1;
  }

  entries.forEach(sort);
  let interventions: readonly RawIntervention[] = parseInterventions(own.get('do')?.value ?? '');
  const readableScript = own.get('script');
  let script: readonly RawCall[] | null = readableScript ? parseScript(readableScript.value ?? '') : null;

  for (const entry of unpackEntries(own.get('z'), notes)) {
    const value = entry.value ?? '';
    if (entry.key === 'do') interventions = interventions.concat(unpackInterventions(value));
    else if (entry.key === 'script') script ??= unpackScript(value);
    else if (PACKABLE_KEYS.includes(entry.key) || !LINK_KEYS.includes(entry.key)) sort(entry);
    else ignore(entry, 'it cannot be in the compressed part of a link');
  }

  const isBare = entries.every(({ key }) => ['v', 'preset', ...VIEW_KEYS].includes(key));
  const raw: RawScenario = {
    values: 'text',
    pattern,
    params,
    seed: numberOf('seed'),
    durationMs: numberOf('for'),
    interventions,
    script,
    experiment: experimentOf(),
  };
  return { version: readVersion(own.get('v')), raw, view: own, preset: own.get('preset') ?? null, isBare };
}

function unpackEntries(entry: Entry | undefined, notes: Notes): readonly Entry[] {
  if (!entry) return [];
  const unpacked = unpack(entry.value ?? '');
  if ('text' in unpacked) return parseEntries(unpacked.text);
  notes.add(
    unpacked.fault === 'damaged'
      ? 'The compressed part of the link (z=…) is damaged or cut off, so it was ignored.'
      : `The compressed part of the link (z=…) was ignored: it unpacks to more than ${formatNumber(MAX_UNPACKED_CHARS / 1000)} kB.`,
  );
  return [];
}
