/** What a link says about the page rather than the run: where the playhead stands, which controls are hidden or frozen, how much chrome there is. */
import { PARAM_GROUPS, type ParamGroup } from '../patterns/params.ts';
import { checkNumber } from './check.ts';
import { entryText, numberText, numberFromText, type Entry } from './linkText.ts';
import { listWords, type Notes } from './notes.ts';

export interface LinkView {
  /** Playhead in ms, 0…durationMs; null for the start. */
  readonly atMs: number | null;
  /** Control groups that are not shown. */
  readonly hide: readonly ParamGroup[];
  /** Control groups that are shown but cannot be changed. */
  readonly lock: readonly ParamGroup[];
  /** Without the chrome around it, for a frame in another page. */
  readonly embed: boolean;
}

export const PLAIN_VIEW: LinkView = { atMs: null, hide: [], lock: [], embed: false };

export const VIEW_KEYS = ['at', 'hide', 'lock', 'embed'] as const;

function inOrder(groups: readonly string[]): ParamGroup[] {
  return PARAM_GROUPS.filter((group) => groups.includes(group));
}

export function normaliseView({ atMs, hide, lock, embed }: LinkView): LinkView {
  return { atMs: atMs === null ? null : atMs + 0, hide: inOrder(hide), lock: inOrder(lock), embed };
}

export function viewEntries(view: LinkView): Entry[] {
  const { atMs, hide, lock, embed } = normaliseView(view);
  const entries: Entry[] = [];
  if (atMs !== null) entries.push({ key: 'at', value: numberText(atMs) });
  if (hide.length > 0) entries.push({ key: 'hide', value: hide.join() });
  if (lock.length > 0) entries.push({ key: 'lock', value: lock.join() });
  if (embed) entries.push({ key: 'embed', value: '1' });
  return entries;
}

export function readView(entries: ReadonlyMap<string, Entry>, durationMs: number, notes: Notes): LinkView {
  function ignore(entry: Entry, why: string): void {
    notes.ignored(entryText(entry), why);
  }
  function readInstant(entry: Entry | undefined): number | null {
    if (!entry) return null;
    const rule = { min: 0, max: durationMs, isWhole: false, unit: 'ms' };
    const checked = checkNumber(rule, numberFromText(entry.value));
    if (checked.ok) return checked.value;
    ignore(entry, `the playhead must ${checked.must}`);
    return null;
  }
  function readGroups(entry: Entry | undefined): ParamGroup[] {
    const names = entry?.value?.split(',') ?? [];
    const unknown = names.filter((name) => inOrder([name]).length === 0);
    if (entry && unknown.length > 0) {
      ignore({ ...entry, value: unknown.join() }, `the control groups are ${listWords(PARAM_GROUPS, 'and')}`);
    }
    return inOrder(names);
  }
  function readEmbed(entry: Entry | undefined): boolean {
    if (entry && entry.value !== '1' && entry.value !== '0') ignore(entry, 'embed must be 1 or 0');
    return entry?.value === '1';
  }
  return {
    atMs: readInstant(entries.get('at')),
    hide: readGroups(entries.get('hide')),
    lock: readGroups(entries.get('lock')),
    embed: readEmbed(entries.get('embed')),
  };
}
