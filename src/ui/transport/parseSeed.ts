/** Seeds as people type them: whole numbers from 0 to the greatest of 32 bits. */
import { MAX_SEED } from '../../scenario/scenario.ts';

export type SeedEntry =
  { readonly ok: true; readonly seed: number } | { readonly ok: false; readonly sentence: string };

export function parseSeed(text: string): SeedEntry {
  const digits = text.replace(/\s/gu, '');
  const seed = Number(digits);
  if (/^\d+$/.test(digits) && seed <= MAX_SEED) return { ok: true, seed };
  return { ok: false, sentence: `A seed is a whole number from 0 to ${MAX_SEED}.` };
}
