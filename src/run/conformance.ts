/**
 * The command line of conformance: replays vectors recorded from other implementations through the patterns' own machines.
 * Each pattern brings its replayers (`conformance.ts`) and copies of its vectors; a folder of other vectors can be given.
 */
import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { ConformanceModule, Replayer, VectorFile } from '../patterns/conformance.ts';

const modules = import.meta.glob<ConformanceModule>('../patterns/*/conformance.ts', { eager: true });
const ownFiles = import.meta.glob<string>('../patterns/*/vectors/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
});

const replayers: ReadonlyMap<string, Replayer> = new Map(
  Object.values(modules)
    .flatMap((module) => module.replayers)
    .map((replayer) => [replayer.format, replayer]),
);

interface SourceFile {
  readonly name: string;
  /** Throws when the file cannot be read. */
  read(): string;
}

export interface Failure {
  /** Id of the vector, or its number in the file; null when it is the file that cannot be replayed. */
  readonly id: string | null;
  /** The first difference, or why the file cannot be replayed. */
  readonly sentence: string;
}

export interface FileReport {
  readonly name: string;
  readonly passed: number;
  readonly failures: readonly Failure[];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`It is not JSON: ${messageOf(error)}.`, { cause: error });
  }
}

function readVectors({ read }: SourceFile): {
  readonly replayer: Replayer;
  readonly file: VectorFile;
  readonly vectors: readonly unknown[];
} {
  const file = parse(read()) as VectorFile | null;
  const format = file?.format;
  if (typeof format !== 'string') throw new Error('It names no format.');
  const replayer = replayers.get(format);
  if (!replayer) throw new Error(`No pattern replays the format "${format}" yet.`);
  const list = replayer.list ?? 'vectors';
  const vectors = (file as VectorFile)[list];
  if (!Array.isArray(vectors) || vectors.length === 0) throw new Error(`Its "${list}" hold no vectors.`);
  return { replayer, file: file as VectorFile, vectors };
}

function replayOne(replayer: Replayer, vector: unknown, file: VectorFile): string | null {
  try {
    return replayer.replay(vector, file);
  } catch (error) {
    return `It cannot be replayed: ${messageOf(error)}`;
  }
}

/** Replays every vector of the file; a file that cannot be replayed is one failure. */
export function replayFile(source: SourceFile): FileReport {
  try {
    const { replayer, file, vectors } = readVectors(source);
    const failures = vectors.flatMap((vector, index): readonly Failure[] => {
      const sentence = replayOne(replayer, vector, file);
      if (sentence === null) return [];
      const id = (vector as { readonly id?: unknown } | null)?.id;
      return [{ id: typeof id === 'string' ? id : `number ${index}`, sentence }];
    });
    return { name: source.name, passed: vectors.length - failures.length, failures };
  } catch (error) {
    return { name: source.name, passed: 0, failures: [{ id: null, sentence: messageOf(error) }] };
  }
}

/** The vectors kept in the project. */
export function findOwnFiles(): readonly SourceFile[] {
  return Object.entries(ownFiles).map(([path, text]) => ({
    name: path.replace('../patterns/', ''),
    read: () => text,
  }));
}

/** Every JSON file of the folder. Throws a sentence when there is no such folder or nothing in it. */
function findFiles(folder: string): readonly SourceFile[] {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new Error(`There is no folder "${folder}" that can be read.`, { cause: error });
  }
  const names = entries
    .filter((entry) => entry.name.endsWith('.json'))
    .map((entry) => entry.name)
    .toSorted();
  if (names.length === 0) throw new Error(`The folder "${folder}" holds no vectors: no .json files.`);
  return names.map((name) => ({ name, read: () => readFileSync(join(folder, name), 'utf8') }));
}

function formatReport({ name, passed, failures }: FileReport): readonly string[] {
  const lines = failures.map(({ id, sentence }) => `✗ ${id === null ? name : `${name} ${id}`}: ${sentence}`);
  return [...lines, `${name}: ${passed} passed, ${failures.length} failed`];
}

/** `[folder]`; the project's own vectors when left out. 0: all passed, 1: some failed, 2: nothing to replay. */
export function main(argv: readonly string[]): number {
  const [folder, ...rest] = argv;
  const print = (line: string) => process.stdout.write(`${line}\n`);
  let files: readonly SourceFile[];
  try {
    if (rest.length > 0) throw new Error('Give one folder of vectors, or none for the project’s own.');
    files = folder === undefined ? findOwnFiles() : findFiles(folder);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return 2;
  }

  let passed = 0;
  let failed = 0;
  for (const file of files) {
    const report = replayFile(file);
    passed += report.passed;
    failed += report.failures.length;
    for (const line of formatReport(report)) print(line);
  }
  print(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
