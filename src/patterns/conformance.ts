/**
 * The contract of a pattern's `conformance.ts`: how vectors recorded from another implementation are replayed through
 * the pattern's own machines. The project's copies of the vectors lie in `vectors/` beside it.
 */

/** A file of vectors: its `format` says who can replay them; everything else is the format's own business. */
export interface VectorFile {
  readonly format: string;
  readonly [property: string]: unknown;
}

export interface Replayer {
  /** The `format` it understands. */
  readonly format: string;
  /** Name of the file's property that lists the vectors; `vectors` by default. */
  readonly list?: string;
  /** null when the vector passes, else its first difference in one sentence. Throws when the vector makes no sense. */
  replay(vector: unknown, file: VectorFile): string | null;
}

/** What `src/patterns/<id>/conformance.ts` exports. */
export interface ConformanceModule {
  readonly replayers: readonly Replayer[];
}

const write = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));

/** The first leaf in which the two differ, fields of the expected one first; `null` stands for an absent object. */
export function firstDifference(path: string, expected: unknown, got: unknown): string | null {
  if (typeof expected === 'object' && expected !== null && typeof got === 'object' && got !== null) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
      const [wanted, found] = [expected, got].map((side) => (side as Readonly<Record<string, unknown>>)[key]);
      const difference = firstDifference(`${path}.${key}`, wanted, found);
      if (difference) return difference;
    }
    return null;
  }
  return Object.is(expected, got) ? null : `${path}: expected ${write(expected)}, got ${write(got)}.`;
}
