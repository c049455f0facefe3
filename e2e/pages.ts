// The pages of the playground: home and one per pattern folder, by the names that pictures and reports give them.
import { existsSync, readdirSync } from 'node:fs';

const patternsFolder = new URL('../src/patterns/', import.meta.url);

/** The ids of all patterns, which are the names of their folders. */
export function patternIds(): string[] {
  if (!existsSync(patternsFolder)) return [];
  return readdirSync(patternsFolder).filter((name) =>
    existsSync(new URL(`${name}/pattern.ts`, patternsFolder)),
  );
}

/** Where a page is, relative to the address of the playground. */
export function addressOf(page: string): string {
  return page === 'home' ? '#/' : `#/${page}`;
}

/** The same page with a run that stands still some seconds after its start. */
export function stillAddressOf(page: string): string {
  return page === 'home' ? addressOf(page) : `${addressOf(page)}?at=10000`;
}
