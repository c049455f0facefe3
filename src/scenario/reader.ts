/** Reads single values that somebody wrote, in a link or in a file; each one that is not valid leaves its sentence. */
import { isNumberParam, type ParamValue } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { formatNumber } from '../sim/format.ts';
import { checkNumber, checkParamValue, type Checked, type NumberRule } from './check.ts';
import { numberFromText } from './linkText.ts';
import type { Notes } from './notes.ts';
import type { RawNumber, RawScenario } from './raw.ts';
import { inSentence } from './words.ts';

export interface Reader {
  number(rule: NumberRule, raw: unknown): Checked<number>;
  /** `fallback` when the number is not given, or not valid. */
  namedNumber(name: string, rule: NumberRule, raw: RawNumber | null, fallback: number): number;
  /** A time within the run in ms. */
  instant(raw: unknown, written: string, durationMs: number, isWhole: boolean): number | undefined;
  param(pattern: AnyPattern, id: string, raw: unknown, written: string): ParamValue | undefined;
}

export function createReader(values: RawScenario['values'], notes: Notes): Reader {
  const typed = (raw: unknown) => (values === 'text' ? numberFromText(raw) : raw);

  const reader: Reader = {
    number: (rule, raw) => checkNumber(rule, typed(raw)),
    namedNumber(name, rule, raw, fallback) {
      if (!raw) return fallback;
      const checked = reader.number(rule, raw.value);
      if (checked.ok) return checked.value;
      notes.ignored(raw.written, `the ${name} must ${checked.must}; ${formatNumber(fallback)} is used`);
      return fallback;
    },
    instant(raw, written, durationMs, isWhole) {
      const checked = reader.number({ min: 0, max: durationMs, isWhole, unit: 'ms' }, raw);
      if (checked.ok) return checked.value;
      const given = typed(raw);
      const isLate = typeof given === 'number' && given > durationMs;
      const end = `the end of the run at ${formatNumber(durationMs)} ms`;
      return notes.ignored(written, isLate ? `it comes after ${end}` : `its time must ${checked.must}`);
    },
    param(pattern, id, raw, written) {
      const spec = Object.hasOwn(pattern.params, id) ? pattern.params[id] : undefined;
      if (!spec) return notes.ignored(written, `${inSentence(pattern.title)} has no parameter of that name`);
      const checked = checkParamValue(spec, isNumberParam(spec) ? typed(raw) : raw);
      return checked.ok
        ? checked.value
        : notes.ignored(written, `${inSentence(spec.label)} must ${checked.must}`);
    },
  };
  return reader;
}

/** The first `most` of a list, and a note about the others. */
export function firstOf<T>(
  things: string,
  all: readonly T[],
  { most, holder }: { readonly most: number; readonly holder: string },
  notes: Notes,
): readonly T[] {
  if (all.length <= most) return all;
  const [ignored, given, limit] = [all.length - most, all.length, most].map(formatNumber);
  notes.add(`The last ${ignored} of ${given} ${things} were ignored: ${holder} has at most ${limit}.`);
  return all.slice(0, most);
}
