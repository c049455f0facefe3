import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findOwnFiles, main, replayFile } from './conformance.ts';

interface VectorText {
  vectors: { id?: string; calls: { expected: Record<string, unknown> }[]; final: Record<string, unknown> }[];
}

/** The text of the circuit breaker's own vectors after `change`. */
function breakerVectors(change: (file: VectorText) => void = () => {}): string {
  const own = findOwnFiles().find(({ name }) => name === 'circuit-breaker/vectors/circuit_breaker.json');
  const file = JSON.parse(own?.read() ?? '{}') as VectorText;
  change(file);
  return JSON.stringify(file);
}

const reportOf = (text: string) => replayFile({ name: 'vectors.json', read: () => text });

describe('conformance', () => {
  it('holds for every vector that the project keeps', () => {
    const reports = findOwnFiles().map(replayFile);
    expect(reports.flatMap(({ name, failures }) => failures.map((failure) => [name, failure]))).toEqual([]);
    expect(reports.reduce((sum, { passed }) => sum + passed, 0)).toBeGreaterThanOrEqual(59);
  });

  it.each<[string, (file: VectorText) => void, string]>([
    [
      'a snapshot after a call',
      ({ vectors }) => Object.assign(vectors[0]?.calls[2]?.expected['after'] as object, { state: 'CLOSED' }),
      'call 2.after.state: expected "CLOSED", got "OPEN".',
    ],
    [
      'a snapshot at a start',
      ({ vectors }) => Object.assign(vectors[0]?.calls[1]?.expected['start'] as object, { total_calls: 3 }),
      'call 1.start.total_calls: expected 3, got 2.',
    ],
    [
      'a state before',
      ({ vectors }) => Object.assign(vectors[0]?.calls[3]?.expected as object, { state_before: 'HALF_OPEN' }),
      'call 3.state_before: expected "HALF_OPEN", got "OPEN".',
    ],
    [
      'a result',
      ({ vectors }) => Object.assign(vectors[0]?.calls[0]?.expected as object, { result: 'rejected' }),
      'call 0.result: expected "rejected", got "failure".',
    ],
    [
      'an end',
      ({ vectors }) => Object.assign(vectors[0]?.calls[4]?.expected as object, { end_ms: 5211 }),
      'call 4.end_ms: expected 5211, got 5210.',
    ],
    [
      'the last digit of a figure',
      ({ vectors }) =>
        Object.assign(vectors[0]?.calls[2]?.expected['start'] as object, {
          failure_rate: 0.6666666666666667,
        }),
      'call 2.start.failure_rate: expected 0.6666666666666667, got 0.6666666666666666.',
    ],
    [
      'the end of the run',
      ({ vectors }) => Object.assign(vectors[0]?.final as object, { last_failure_ms: null }),
      'final.last_failure_ms: expected null, got 200.',
    ],
    [
      'a start that is missing',
      ({ vectors }) => delete vectors[0]?.calls[0]?.expected['start'],
      'call 0.start: expected nothing, got {"state":"CLOSED",',
    ],
  ])('names a vector with its first difference: %s', (_, corrupt, sentence) => {
    const { passed, failures } = reportOf(breakerVectors(corrupt));
    expect(passed).toBe(58);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.id).toBe('cb-003');
    expect(failures[0]?.sentence).toContain(sentence);
  });

  it('tells several failing vectors apart, by number where they have no id', () => {
    const { passed, failures } = reportOf(
      breakerVectors(({ vectors }) => {
        for (const vector of vectors.slice(0, 3)) vector.final['circuit_opens'] = 99;
        delete vectors[1]?.id;
      }),
    );
    expect([passed, failures.map(({ id }) => id)]).toEqual([56, ['cb-003', 'number 1', 'cb-013']]);
  });

  it('counts a vector that makes no sense as failed and goes on', () => {
    const { passed, failures } = reportOf('{"format":"circuit-breaker/1","vectors":[{"id":"odd"},null]}');
    expect([passed, failures.map(({ id }) => id)]).toEqual([0, ['odd', 'number 1']]);
    for (const { sentence } of failures) expect(sentence).toContain('It cannot be replayed: ');
  });

  it.each([
    ['not JSON', '{"format":', 'It is not JSON: '],
    [
      'of an unknown format',
      '{"format":"tea/1","vectors":[{}]}',
      'No pattern replays the format "tea/1" yet.',
    ],
    ['of no format', '{"vectors":[]}', 'It names no format.'],
    ['null', 'null', 'It names no format.'],
    ['without vectors', '{"format":"circuit-breaker/1","vectors":[]}', 'Its "vectors" hold no vectors.'],
  ])('counts a file that is %s as one failure', (_, text, sentence) => {
    const { passed, failures } = reportOf(text);
    expect([passed, failures.length, failures[0]?.id]).toEqual([0, 1, null]);
    expect(failures[0]?.sentence).toContain(sentence);
  });
});

describe('the conformance command', () => {
  let folder = '';
  let printed = '';
  let complained = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vectors-'));
    printed = '';
    complained = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((printed += String(text))));
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((complained += String(text))));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const lastLine = () => printed.trimEnd().split('\n').at(-1);

  it('replays the project’s own vectors when no folder is named', () => {
    expect(main([])).toBe(0);
    expect(lastLine()).toMatch(/^[1-9]\d* passed, 0 failed$/);
    expect(complained).toBe('');
  });

  it('passes a folder whose vectors all pass', () => {
    write('breaker.json', breakerVectors());
    write('notes.txt', 'not a vector');
    expect(main([folder])).toBe(0);
    expect(printed).toBe('breaker.json: 59 passed, 0 failed\n59 passed, 0 failed\n');
  });

  it('names what fails, file by file, and counts it', () => {
    write(
      'a.json',
      breakerVectors(({ vectors }) => {
        (vectors[0] as VectorText['vectors'][number]).final['state'] = 'OPEN';
      }),
    );
    write('b.json', '{"format":"tea/1"}');
    write('c.json', 'tea');
    mkdirSync(join(folder, 'd.json'));
    expect(main([folder])).toBe(1);
    const lines = printed.trimEnd().split('\n');
    expect(lines[0]).toBe('✗ a.json cb-003: final.state: expected "OPEN", got "CLOSED".');
    expect(lines[1]).toBe('a.json: 58 passed, 1 failed');
    expect(lines[2]).toBe('✗ b.json: No pattern replays the format "tea/1" yet.');
    expect(lines[4]).toContain('✗ c.json: It is not JSON: ');
    expect(lines[6]).toContain('✗ d.json: ');
    expect(lastLine()).toBe('58 passed, 4 failed');
  });

  it.each([
    ['does not exist', () => ['/no/such/folder'], 'There is no folder "/no/such/folder" that can be read.'],
    ['holds no vectors', () => [folder], 'holds no vectors'],
    ['is not the only one', () => [folder, folder], 'Give one folder of vectors'],
  ])('says so in one sentence when its folder %s', (_, argv, sentence) => {
    expect(main(argv())).toBe(2);
    expect(complained).toContain(sentence);
    expect(complained.trimEnd().split('\n')).toHaveLength(1);
    expect(printed).toBe('');
  });
});
