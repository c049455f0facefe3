/** The whole shelf at once: every folder beside this file that holds a `pattern.ts`, in order. Pages use `cards.ts` instead, which loads a pattern when it is opened. */
import type { AnyPattern } from './pattern.ts';

const found = import.meta.glob<{ default: AnyPattern }>('./*/pattern.ts', { eager: true });

export const patterns: readonly AnyPattern[] = Object.values(found)
  .map((module) => module.default)
  .toSorted((a, b) => a.order - b.order);

export function findPattern(id: string): AnyPattern | undefined {
  return patterns.find((pattern) => pattern.id === id);
}
