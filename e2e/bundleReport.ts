// How much JavaScript each page loads, gzipped, read from the manifest of the built playground. Printed by `npm run build`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { patternIds } from './pages.ts';

/** One page's JavaScript: files relative to `dist/`, sizes in bytes after gzip. */
export interface PageBundle {
  readonly page: string;
  readonly scripts: readonly string[];
  readonly scriptBytes: number;
  /** Of these, what the first paint waits for. */
  readonly firstPaintBytes: number;
  /** Scripts of workers that the page may start. */
  readonly workers: readonly string[];
  readonly workerBytes: number;
}

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly assets?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk | undefined>>;

const dist = new URL('../dist/', import.meta.url);

/** The home page, then each pattern's page; a page's own lazy modules are told by their place in `src/`. */
export function bundleReport(): PageBundle[] {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Manifest;
  return [
    measurePage(manifest, 'home', /^$/, /^src\/(app\/LivingPattern|patterns\/.*\/pattern)\./),
    ...patternIds().map((id) => {
      const page = `app/PatternPage|patterns/${id}/pattern`;
      return measurePage(
        manifest,
        id,
        new RegExp(`^src/(${page})\\.`),
        new RegExp(`^src/(${page}|charts/.*|patterns/${id}/Stage)\\.`),
      );
    }),
  ];
}

/** Prints one line per page. */
export function main(): number {
  for (const { page, firstPaintBytes, scriptBytes, workerBytes } of bundleReport()) {
    const first = `${kilobytes(firstPaintBytes)} of JavaScript before the first paint`;
    const workers = workerBytes > 0 ? `, ${kilobytes(workerBytes)} in workers` : '';
    process.stdout.write(`${page}: ${first}, ${kilobytes(scriptBytes)} in all${workers}, gzipped\n`);
  }
  return 0;
}

/** Static imports from `index.html`, and of the lazy ones those that match: needed for the first paint, and all that load without a click. */
function measurePage(manifest: Manifest, page: string, loadsFirst: RegExp, loadsAtOnce: RegExp): PageBundle {
  const chunks = chunksOf(manifest, loadsAtOnce);
  const scripts = chunks.map(({ file }) => file);
  const workers = [
    ...new Set(chunks.flatMap(({ assets = [] }) => assets.filter((file) => file.endsWith('.js')))),
  ];
  return {
    page,
    scripts,
    scriptBytes: gzipBytes(scripts),
    firstPaintBytes: gzipBytes(chunksOf(manifest, loadsFirst).map(({ file }) => file)),
    workers,
    workerBytes: gzipBytes(workers),
  };
}

function chunksOf(manifest: Manifest, isLoaded: RegExp): readonly Chunk[] {
  const loaded = new Map<string, Chunk>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || loaded.has(key)) return;
    loaded.set(key, chunk);
    chunk.imports?.forEach(visit);
    chunk.dynamicImports?.filter((lazy) => isLoaded.test(lazy)).forEach(visit);
  };
  visit('index.html');

  return [...loaded.values()];
}

function gzipBytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
