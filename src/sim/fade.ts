/** Halving with time, from multiplications and square roots only: unlike `**`, these have the same last bit in every engine. */

const BITS = 30;
/** 2^(−1/2), 2^(−1/4), 2^(−1/8), … */
const ROOTS = Array.from({ length: BITS }, () => 0).reduce<number[]>(
  (roots) => [...roots, Math.sqrt(roots.at(-1) ?? 0.5)],
  [],
);
/** Nothing is left of anything after so many half-lives. */
const MOST_HALVINGS = 1_000;

/** 2^(−passed / half-life), for a time passed ≥ 0. */
export function fadeFactor(passedMs: number, halfLifeMs: number): number {
  const halvings = Math.min(MOST_HALVINGS, passedMs / halfLifeMs);
  let whole = Math.floor(halvings);
  let rest = halvings - whole;
  let factor = 1;
  for (; whole > 0; whole -= 1) factor /= 2;
  for (let bit = 0; rest > 0 && bit < BITS; bit += 1) {
    rest *= 2;
    if (rest < 1) continue;
    rest -= 1;
    factor *= ROOTS[bit] as number;
  }
  return factor;
}
