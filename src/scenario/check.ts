/** Checks single values that come from outside against the parameter schema, and says in words what would have been right. */
import type { NumberKind, ParamSpec, ParamValue } from '../patterns/params.ts';
import { EMPTY_SET, isNumberParam, membersOf, setOf, type SetParam } from '../patterns/params.ts';
import { formatNumber } from '../sim/format.ts';
import { listWords } from './notes.ts';

/** `must` completes the sentence "the failure rate must …". */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly must: string };

export interface NumberRule {
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
  /** Written after the range, for example `ms`. */
  readonly unit: string;
  /** `Infinity` is allowed too, written `unlimited`. */
  readonly isUnlimitedAllowed?: boolean;
}

/** How `Infinity` is written in links and files. */
export const UNLIMITED = 'unlimited';

const UNITS: Readonly<Record<NumberKind, string>> = {
  duration: 'ms',
  count: '',
  ratio: '',
  rate: 'per second',
  factor: '',
};

function rangeWords({ min, max, unit, isUnlimitedAllowed }: NumberRule): string {
  const words = `between ${exactNumber(min)} and ${exactNumber(max)}${unit && ` ${unit}`}`;
  return isUnlimitedAllowed ? `${words}, or ${UNLIMITED}` : words;
}

function exactNumber(value: number): string {
  return Number.isInteger(value) ? formatNumber(value) : String(value);
}

export function checkNumber(rule: NumberRule, raw: unknown): Checked<number> {
  if (rule.isUnlimitedAllowed && (raw === UNLIMITED || raw === Infinity))
    return { ok: true, value: Infinity };
  if (rule.isWhole && !Number.isInteger(raw))
    return { ok: false, must: `be a whole number ${rangeWords(rule)}` };
  if (typeof raw !== 'number' || Number.isNaN(raw)) {
    return { ok: false, must: `be a number ${rangeWords(rule)}` };
  }
  if (raw < rule.min || raw > rule.max) return { ok: false, must: `be ${rangeWords(rule)}` };
  return { ok: true, value: raw + 0 };
}

export function checkChoice<T extends string>(options: readonly T[], raw: unknown): Checked<T> {
  const value = options.find((option) => option === raw);
  return value === undefined ? { ok: false, must: `be ${listWords(options)}` } : { ok: true, value };
}

/** In any order, and more than once: what comes out is the one way to write the set. */
function checkSet(spec: SetParam, raw: unknown): Checked<string> {
  const members = typeof raw === 'string' ? membersOf(raw) : [''];
  const isKnown = members.every((member) => Object.hasOwn(spec.options, member));
  if (isKnown) return { ok: true, value: setOf(spec, members) };
  const [first = ''] = Object.keys(spec.options);
  return { ok: false, must: `be ${EMPTY_SET}, or names like ${first} with dots between` };
}

/** Steps of the control do not matter: any number in the range will do. */
export function checkParamValue(spec: ParamSpec, raw: unknown): Checked<ParamValue> {
  if (isNumberParam(spec)) {
    const { min, max, kind, unlimited } = spec;
    const isUnlimitedAllowed = unlimited !== undefined;
    return checkNumber({ min, max, isWhole: kind === 'count', unit: UNITS[kind], isUnlimitedAllowed }, raw);
  }
  if (spec.kind === 'choice') return checkChoice(Object.keys(spec.options), raw);
  if (spec.kind === 'set') return checkSet(spec, raw);
  if (raw === true || raw === 'on') return { ok: true, value: true };
  return raw === false || raw === 'off' ? { ok: true, value: false } : { ok: false, must: 'be on or off' };
}
