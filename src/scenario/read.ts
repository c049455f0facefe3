/** Turns what somebody wrote into a valid scenario: keeps what is right, notes in a sentence each thing that is not. */
import type { ParamSpec, ParamValue } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { formatNumber } from '../sim/format.ts';
import type { Script, ScriptedCall } from '../sim/script.ts';
import { checkChoice, checkNumber, checkParamValue, type NumberRule } from './check.ts';
import { valueFromText } from './linkText.ts';
import { listWords, quote, type Notes } from './notes.ts';
import type { RawCall, RawNumber, RawScenario } from './raw.ts';
import {
  DEFAULT_DURATION_MS,
  DEFAULT_SEED,
  DURATION_RANGE_MS,
  MAX_INTERVENTIONS,
  MAX_SCRIPTED_CALLS,
  MAX_SEED,
  normaliseScenario,
  type Intervention,
  type Scenario,
} from './scenario.ts';

const OUTCOMES = ['success', 'failure', 'other'] as const;

const SEED: NumberRule = { min: 0, max: MAX_SEED, isWhole: true, unit: '' };
const DURATION: NumberRule = { min: DURATION_RANGE_MS[0], max: DURATION_RANGE_MS[1], isWhole: true, unit: 'ms' };
const SERVICE_TIME: NumberRule = { min: 0, max: DURATION_RANGE_MS[1], isWhole: false, unit: 'ms' };

/** A label inside a sentence; "TTL" stays as it is. */
function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

export function unknownPattern(id: string, patterns: readonly AnyPattern[]): string {
  const known = `Known patterns: ${listWords(
    patterns.map((pattern) => pattern.id),
    'and',
  )}.`;
  return id === '' ? `No pattern is named. ${known}` : `There is no pattern “${quote(id)}”. ${known}`;
}

export function readScenario(raw: RawScenario, pattern: AnyPattern, notes: Notes): Scenario {
  const isText = raw.values === 'text';

  function ignore(written: string, why: string): undefined {
    notes.add(`${quote(written)} was ignored: ${why}.`);
  }
  function readNumber(rule: NumberRule, value: unknown) {
    return checkNumber(rule, isText ? valueFromText('number', value) : value);
  }
  function readNamed(name: string, rule: NumberRule, given: RawNumber | null, otherwise: number): number {
    if (!given) return otherwise;
    const checked = readNumber(rule, given.value);
    if (checked.ok) return checked.value;
    ignore(given.written, `the ${name} must ${checked.must}; ${formatNumber(otherwise)} is used`);
    return otherwise;
  }
  function readValue(id: string, value: unknown, written: string): ParamValue | undefined {
    const spec: ParamSpec | undefined = Object.hasOwn(pattern.params, id) ? pattern.params[id] : undefined;
    if (!spec) return ignore(written, `${inSentence(pattern.title)} has no parameter of that name`);
    const checked = checkParamValue(spec, isText ? valueFromText(spec.kind, value) : value);
    return checked.ok ? checked.value : ignore(written, `${inSentence(spec.label)} must ${checked.must}`);
  }

  if (!raw.seed) notes.add(`No seed is given; ${DEFAULT_SEED} is used.`);
  const seed = readNamed('seed', SEED, raw.seed, DEFAULT_SEED);
  const durationMs = readNamed('length of the run', DURATION, raw.durationMs, DEFAULT_DURATION_MS);
  const instant: NumberRule = { min: 0, max: durationMs, isWhole: false, unit: 'ms' };

  /** The instant, or undefined when it is not within the run. */
  function readInstant(value: unknown, written: string, isWhole: boolean): number | undefined {
    const anywhere = readNumber({ ...instant, max: Infinity, isWhole }, value);
    if (anywhere.ok && anywhere.value > durationMs) {
      return ignore(written, `it comes after the end of the run at ${formatNumber(durationMs)} ms`);
    }
    const checked = readNumber({ ...instant, isWhole }, value);
    return checked.ok ? checked.value : ignore(written, `its time must ${checked.must}`);
  }

  const params = new Map<string, ParamValue>();
  for (const { id, value, written } of raw.params) {
    if (params.has(id)) ignore(written, `${id} is given twice, and the first one counts`);
    else {
      const read = readValue(id, value, written);
      if (read !== undefined) params.set(id, read);
    }
  }

  const interventions: Intervention[] = [];
  for (const [index, { atMs: at, param, value: written, written: text }] of raw.interventions.entries()) {
    if (interventions.length === MAX_INTERVENTIONS) {
      notes.add(
        `The last ${formatNumber(raw.interventions.length - index)} of ${formatNumber(raw.interventions.length)} ` +
          `interventions were ignored: a run has at most ${formatNumber(MAX_INTERVENTIONS)}.`,
      );
      break;
    }
    const value = readValue(param, written, text);
    const atMs = value === undefined ? undefined : readInstant(at, text, true);
    if (value !== undefined && atMs !== undefined) interventions.push({ atMs, param, value });
  }

  function readCall({ atMs: at, durationMs: takes, outcome: ends, written }: RawCall): ScriptedCall | undefined {
    const outcome = checkChoice(OUTCOMES, ends);
    if (!outcome.ok) return ignore(written, `the outcome of a scripted call must ${outcome.must}`);
    const serviceTime = readNumber(SERVICE_TIME, takes);
    if (!serviceTime.ok) return ignore(written, `the duration of a scripted call must ${serviceTime.must}`);
    const atMs = readInstant(at, written, false);
    return atMs === undefined ? undefined : { atMs, durationMs: serviceTime.value, outcome: outcome.value };
  }

  function readScript(calls: readonly RawCall[]): Script {
    const script = calls.slice(0, MAX_SCRIPTED_CALLS).flatMap((call) => readCall(call) ?? []);
    if (calls.length > MAX_SCRIPTED_CALLS) {
      const tooMany = formatNumber(calls.length - MAX_SCRIPTED_CALLS);
      notes.add(
        `The last ${tooMany} of ${formatNumber(calls.length)} scripted calls were ignored: ` +
          `a script has at most ${formatNumber(MAX_SCRIPTED_CALLS)}.`,
      );
    }
    const sorted = script.toSorted((a, b) => a.atMs - b.atMs);
    if (sorted.some((call, index) => call !== script[index])) {
      notes.add('The scripted calls were not in order of time, so they were sorted.');
    }
    return sorted;
  }

  const script = raw.script ? readScript(raw.script) : null;
  return normaliseScenario(pattern, {
    pattern: pattern.id,
    params: Object.fromEntries(params),
    seed,
    durationMs,
    interventions,
    script,
  });
}
