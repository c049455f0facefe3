/** Values as people write and read them: typed entries with units in, formatted values and sentences out. */
import type { NumberKind, NumberParam } from '../../patterns/params.ts';
import { formatNumberParam } from '../../scenario/words.ts';
import { formatNumber } from '../../sim/format.ts';

/** What of a number parameter decides how its value is read and written. */
export type NumberRules = Pick<NumberParam, 'kind' | 'label' | 'min' | 'max' | 'step' | 'unlimited'> & {
  /** Up to here a bare decimal fraction is a share, beyond it is in per cent; `max` when left out. */
  readonly shareUpTo?: number;
};

export type Entry =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly sentence: string };

/** Unit → how many of the parameter's own unit (ms, share, per second) it stands for. */
const UNITS: Readonly<Record<NumberKind, Readonly<Record<string, number>>>> = {
  duration: {
    ...Object.fromEntries(['ms', 'msec', 'millisecond', 'milliseconds'].map((unit) => [unit, 1])),
    ...Object.fromEntries(['s', 'sec', 'second', 'seconds'].map((unit) => [unit, 1_000])),
    ...Object.fromEntries(['m', 'min', 'mins', 'minute', 'minutes'].map((unit) => [unit, 60_000])),
    ...Object.fromEntries(['h', 'hour', 'hours'].map((unit) => [unit, 3_600_000])),
  },
  ratio: { '%': 0.01, percent: 0.01, 'per cent': 0.01 },
  rate: {
    '/s': 1,
    '/ s': 1,
    'per s': 1,
    'per second': 1,
    '/min': 1 / 60,
    '/ min': 1 / 60,
    'per minute': 1 / 60,
  },
  factor: { '×': 1, x: 1, times: 1 },
  count: {},
};

const EXPECTED: Readonly<Record<NumberKind, string>> = {
  duration: 'a duration such as 350 ms, 2.4 s or 3 min',
  ratio: 'a share such as 30 % or 0.3',
  rate: 'a rate such as 20 /s',
  factor: 'a number such as 1.5',
  count: 'a whole number',
};

const NO_LIMIT = new Set(['∞', 'infinity', 'unlimited', 'no limit', 'none']);
const GROUPED = /^\d{1,3}(,\d{3})+(?=$|\.)/;

function round(value: number): number {
  return Number(value.toPrecision(12));
}

/** Group spaces go; a comma is a decimal point unless it separates groups of three digits. */
function parseNumber(text: string): number {
  const digits = text.replace(/[\s_]/gu, '');
  const unsigned = digits.replace(/^[+-]/, '');
  return Number(GROUPED.test(unsigned) ? digits.replaceAll(',', '') : digits.replace(',', '.'));
}

/** A bare whole number is in per cent, a bare decimal fraction within the range is the share itself. */
function isShare(number: string, { max, shareUpTo = max }: NumberRules): boolean {
  return /[.,]/.test(number) && parseNumber(number) <= shareUpTo;
}

function factorOf(unit: string, number: string, rules: NumberRules): number | undefined {
  if (unit !== '') return UNITS[rules.kind][unit];
  return rules.kind === 'ratio' && !isShare(number, rules) ? 0.01 : 1;
}

/** Reads a typed value; what cannot be used comes back as a sentence that says why. */
export function parseEntry(text: string, rules: NumberRules): Entry {
  const { kind, label, min, max, unlimited } = rules;
  const words = text.trim().toLowerCase().replaceAll('−', '-').replace(/\s+/gu, ' ');
  if (unlimited !== undefined && (NO_LIMIT.has(words) || words === unlimited.toLowerCase())) {
    return { ok: true, value: Infinity };
  }
  const orWord = unlimited === undefined ? '' : `, or “${unlimited}”`;
  const match = /^([+-]?[\d.,_ ]*\d[.,]?(?:e[+-]?\d+)?) ?([^\d.,]*)$/u.exec(words);
  const number = match?.[1] ?? '';
  const factor = factorOf(match?.[2] ?? '', number, rules);
  const value = round(parseNumber(number) * (factor ?? NaN));
  if (!match || Number.isNaN(value)) {
    return { ok: false, sentence: `“${text.trim()}” is not ${EXPECTED[kind]}${orWord}.` };
  }
  if (value < min || value > max) {
    const [from, to] = [formatNumberParam(rules, min), formatNumberParam(rules, max)];
    return { ok: false, sentence: `${label} goes from ${from} to ${to}${orWord}.` };
  }
  if (kind === 'count' && !Number.isInteger(value)) {
    return { ok: false, sentence: `${label} is a whole number.` };
  }
  return { ok: true, value: kind === 'duration' ? Math.max(min, Math.round(value)) : value };
}

/** What a screen reader says for a slider: `0.3, 30 % of calls`, `20 per second`, `2.4 s`. */
export function speakNumberParam(spec: NumberParam, value: number): string {
  const written = formatNumberParam(spec, value);
  if (value === Infinity) return written;
  if (spec.kind === 'ratio') {
    const whole = /^Share of calls\b/.test(spec.help) ? ' of calls' : '';
    return `${formatNumber(value)}, ${written}${whole}`;
  }
  if (spec.kind === 'rate') return `${formatNumber(value)} per second`;
  if (spec.kind === 'factor') return `${formatNumber(value)} times`;
  return written;
}
