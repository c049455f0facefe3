/** The small pieces of text a link is made of: numbers, values, `key=value` entries. */
import type { ParamValue } from '../patterns/params.ts';
import { UNLIMITED } from './check.ts';

/** One `key=value` of a link; the value is null where there is no `=`. */
export interface Entry {
  readonly key: string;
  readonly value: string | null;
}

const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?$/i;

/** The shortest text that gives exactly this number back, without the `+` that JavaScript writes in 1e+21. */
export function numberText(value: number): string {
  return value === Infinity ? UNLIMITED : String(value + 0).replace('+', '');
}

export function valueText(value: ParamValue): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value;
}

/** The number that a text stands for; anything that is no finite decimal number comes back as it is. */
export function numberFromText(text: unknown): unknown {
  const value = typeof text === 'string' && NUMBER.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : text;
}

export function entryText({ key, value }: Entry): string {
  return value === null ? key : `${key}=${value}`;
}

export function formatEntries(entries: readonly Entry[]): string {
  return entries.map(entryText).join('&');
}

export function parseEntries(query: string): Entry[] {
  return query
    .split('&')
    .filter((text) => text !== '')
    .map((text) => {
      const [key = '', ...rest] = text.split('=');
      return { key, value: rest.length > 0 ? rest.join('=') : null };
    });
}
