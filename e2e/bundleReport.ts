// How much JavaScript each page loads, gzipped, read from the manifest of the built playground. Printed by `npm run build`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { patternIds } from './pages.ts';

/** One page's JavaScript: files relative to `dist/`, sizes in bytes after gzip. */
export interface PageBundle {
  readonly page: string;
  readonly scripts: readonly string[];
  readonly scriptBytes: number;
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
    measurePage(manifest, 'home', /^src\/app\/HomePage\./),
    ...patternIds().map((id) =>
      measurePage(manifest, id, new RegExp(`^src/(app/PatternPage|charts/.*|patterns/${id}/Stage)\\.`)),
    ),
  ];
}

/** Prints one line per page. */
export function main(): number {
  for (const { page, scriptBytes, workerBytes } of bundleReport()) {
    const workers = workerBytes > 0 ? ` + ${kilobytes(workerBytes)} in workers` : '';
    process.stdout.write(`${page}: ${kilobytes(scriptBytes)} of JavaScript${workers}, gzipped\n`);
  }
  return 0;
}

/** Follows static imports from `index.html`, and of the lazy ones those that `loadsAtOnce` matches. */
function measurePage(manifest: Manifest, page: string, loadsAtOnce: RegExp): PageBundle {
  const loaded = new Map<string, Chunk>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || loaded.has(key)) return;
    loaded.set(key, chunk);
    chunk.imports?.forEach(visit);
    chunk.dynamicImports?.filter((lazy) => loadsAtOnce.test(lazy)).forEach(visit);
  };
  visit('index.html');

  const chunks = [...loaded.values()];
  const scripts = chunks.map(({ file }) => file);
  const workers = [
    ...new Set(chunks.flatMap(({ assets = [] }) => assets.filter((file) => file.endsWith('.js')))),
  ];
  return { page, scripts, scriptBytes: gzipBytes(scripts), workers, workerBytes: gzipBytes(workers) };
}

function gzipBytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
