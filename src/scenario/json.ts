/** Reads JSON that somebody wrote, piece by piece: what has the right shape is taken, the rest leaves its sentence. */
import * as v from 'valibot';
import type { Notes } from './notes.ts';
import type { RawNumber } from './raw.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const objectShape = v.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
export const listShape = v.array(v.unknown());

/** undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Some JSON as text for a note, which shortens it. */
export function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'nothing';
  } catch {
    return 'Something nested very deep';
  }
}

export interface JsonFields {
  /** `otherwise` when the field is absent, null or of another shape. */
  field<T>(key: string, shape: v.GenericSchema<T>, otherwise: T, must: string): T;
  /** A value that is checked later, null when it is absent. */
  named(key: string): RawNumber | null;
}

export function createFields(json: JsonObject, notes: Notes): JsonFields {
  return {
    field(key, shape, otherwise, must) {
      const value = json[key];
      if (value === undefined || value === null) return otherwise;
      if (v.is(shape, value)) return value;
      notes.ignored(`${key}: ${written(value)}`, `it must be ${must}`);
      return otherwise;
    },
    named(key) {
      return json[key] === undefined ? null : { value: json[key], written: `${key}: ${written(json[key])}` };
    },
  };
}

/** Those items of the list that have the shape. */
export function itemsOf<T>(
  list: readonly unknown[],
  shape: v.GenericSchema<unknown, T>,
  must: string,
  notes: Notes,
): T[] {
  return list.flatMap((item) => {
    const parsed = v.safeParse(shape, item);
    if (parsed.success) return [parsed.output];
    notes.ignored(written(item), `it must have ${must}`);
    return [];
  });
}
