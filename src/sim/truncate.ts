/** Partial responses: an object loses keys, a list or a text is cut short. Everything else stays as it is. */

export interface Truncated {
  readonly value: unknown;
  /** What went, in words; null when there was nothing to take away. */
  readonly lost: string | null;
}

/** Uniform draws in [0, 1). */
export interface TruncationDraws {
  /** How much goes or stays. */
  count(): number;
  /** Which key goes next, from 0. */
  pick(index: number): number;
}

/** A whole number from 1 to half of `size`, at least 1. */
function upToHalf(size: number, draws: TruncationDraws): number {
  return 1 + Math.floor(draws.count() * Math.max(1, Math.floor(size / 2)));
}

/**
 * `copy`: what was handed over stays whole. `original`: keys are taken from the object itself, so that everybody who
 * holds it loses them too; lists and texts are cut into new ones either way.
 */
export function truncate(value: unknown, of: 'copy' | 'original', draws: TruncationDraws): Truncated {
  if (Array.isArray(value) || typeof value === 'string') {
    if (value.length === 0) return { value, lost: null };
    const kept = upToHalf(value.length, draws);
    const lost = `all after ${kept} of ${value.length}`;
    return { value: typeof value === 'string' ? `${value.slice(0, kept)}...` : value.slice(0, kept), lost };
  }
  if (typeof value !== 'object' || value === null) return { value, lost: null };
  const keys = Object.keys(value);
  if (keys.length === 0) return { value, lost: null };
  const gone = Array.from(
    { length: upToHalf(keys.length, draws) },
    (_, index) => keys.splice(Math.floor(draws.pick(index) * keys.length), 1)[0] as string,
  );
  const shortened: Record<string, unknown> =
    of === 'original' ? (value as Record<string, unknown>) : { ...value };
  for (const key of gone) delete shortened[key];
  return { value: shortened, lost: gone.join(', ') };
}
