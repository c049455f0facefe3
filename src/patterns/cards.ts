/** The shelf as the page knows it: the cards at once, each pattern when it is opened. */
import type { Card } from './card.ts';
import type { AnyPattern } from './pattern.ts';

const foundCards = import.meta.glob<Card>('./*/card.ts', { eager: true, import: 'card' });
const foundPatterns = import.meta.glob<AnyPattern>('./*/pattern.ts', { import: 'default' });

export const cards: readonly Card[] = Object.values(foundCards).toSorted((a, b) => a.order - b.order);

export function findCard(id: string): Card | undefined {
  return cards.find((card) => card.id === id);
}

const loading = new Map<string, Promise<AnyPattern>>();

/** Loads a pattern once; one that could not be loaded is tried again the next time. */
export function loadPattern({ id }: Card): Promise<AnyPattern> {
  const known = loading.get(id);
  if (known) return known;
  const load = foundPatterns[`./${id}/pattern.ts`];
  if (!load) throw new Error(`Folder ${id} has a card and no pattern.`);
  const promise = load();
  loading.set(id, promise);
  promise.catch(() => loading.delete(id));
  return promise;
}

export function loadPatterns(): Promise<readonly AnyPattern[]> {
  return Promise.all(cards.map(loadPattern));
}
