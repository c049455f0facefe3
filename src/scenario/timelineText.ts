/**
 * Interventions and scripted calls as text. Readable in a link: `2000:failureRate=0.8~7000:failureRate=0.1` and
 * `0:120:success~500:80:failure`. Inside the compressed part shorter: times may be steps from the one before (`+5000`),
 * and parameters are numbers into a list of names that comes first.
 */
import type { Script } from '../sim/script.ts';
import { numberText, numberFromText, valueText } from './linkText.ts';
import type { RawCall, RawIntervention } from './raw.ts';
import type { Intervention } from './scenario.ts';

const BETWEEN_ENTRIES = '~';
const AFTER_NAMES = ';';
/** A script without calls is not the same as no script. */
const EMPTY_SCRIPT = 'none';

export function formatInterventions(
  interventions: readonly Intervention[],
  instantText = numberText,
  nameText = (param: string) => param,
): string {
  return interventions
    .map(({ atMs, param, value }) => `${instantText(atMs)}:${nameText(param)}=${valueText(value)}`)
    .join(BETWEEN_ENTRIES);
}

export function parseInterventions(text: string): RawIntervention[] {
  return entriesOf(text).map((written) => {
    const [atMs, setting] = splitAt(written, ':');
    const [param, value] = splitAt(setting ?? '', '=');
    return { atMs, param, value, written };
  });
}

export function formatScript(script: Script, instantText = numberText): string {
  if (script.length === 0) return EMPTY_SCRIPT;
  return script
    .map(({ atMs, durationMs, outcome }) => `${instantText(atMs)}:${numberText(durationMs)}:${outcome}`)
    .join(BETWEEN_ENTRIES);
}

export function parseScript(text: string): RawCall[] {
  if (text === EMPTY_SCRIPT) return [];
  return entriesOf(text).map((written) => {
    const [atMs, rest] = splitAt(written, ':');
    const [durationMs, outcome] = splitAt(rest ?? '', ':');
    return { atMs, durationMs, outcome, written };
  });
}

export function packInterventions(interventions: readonly Intervention[]): string {
  const names = [...new Set(interventions.map(({ param }) => param))];
  const entries = formatInterventions(interventions, createStepWriter(), (param) =>
    String(names.indexOf(param)),
  );
  return names.join() + AFTER_NAMES + entries;
}

export function unpackInterventions(text: string): RawIntervention[] {
  const [first, packed] = splitAt(text, AFTER_NAMES);
  const names = first.split(',');
  const atMsOf = createStepReader();
  return parseInterventions(packed ?? '').map((entry) => {
    const atMs = atMsOf(entry.atMs);
    const param = names[Number(entry.param)] ?? entry.param;
    return { atMs, param, value: entry.value, written: `${atMs}:${param}=${String(entry.value)}` };
  });
}

export function packScript(script: Script): string {
  return formatScript(script, createStepWriter());
}

export function unpackScript(text: string): RawCall[] {
  const atMsOf = createStepReader();
  return parseScript(text).map((call) => {
    const atMs = atMsOf(call.atMs);
    return { ...call, atMs, written: `${atMs}:${String(call.durationMs)}:${String(call.outcome)}` };
  });
}

function entriesOf(text: string): string[] {
  return text.split(BETWEEN_ENTRIES).filter((entry) => entry !== '');
}

/** What stands before and after the first separator; undefined after it when there is none. */
function splitAt(text: string, separator: string): [before: string, after: string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** Writes an instant as a step from the one before, where that is exact and no longer. */
function createStepWriter(): (atMs: number) => string {
  let before = 0;
  return (atMs) => {
    const step = atMs - before;
    const whole = numberText(atMs);
    const short = `+${numberText(step)}`;
    const isExact = step >= 0 && before + step === atMs;
    before = atMs;
    return isExact && short.length <= whole.length ? short : whole;
  };
}

function createStepReader(): (written: unknown) => string {
  let before = 0;
  return (written) => {
    const text = String(written);
    const isStep = text.startsWith('+');
    const number = numberFromText(isStep ? text.slice(1) : text);
    if (typeof number !== 'number') return text;
    before = isStep ? before + number : number;
    return numberText(before);
  };
}
