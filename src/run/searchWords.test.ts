import { describe, expect, it } from 'vitest';
import type { AnyPattern } from '../patterns/pattern.ts';
import { checkSearch, type Found } from './search.ts';
import { coverageWords, foundWords, momentWords, notFoundWords, progressWords } from './searchWords.ts';
import { orderOf, searchedPattern, searchedScenario } from './testSearch.ts';

const event = { index: 3, atMs: 5_000, type: 'client.woke', subject: 0, data: {} };
const change = { atMs: 0, param: 'node', value: 'down' };
const found: Found = {
  scenario: { ...searchedScenario, seed: 17 },
  changes: [change, change],
  event,
  tried: 17,
  drawnChanges: 7,
  shrinkRuns: 41,
};

function jobOf(order = {}) {
  const checked = checkSearch(orderOf(order), [searchedPattern]);
  if (!checked.ok) throw new Error(checked.problem);
  return checked.job;
}

describe('a search in words', () => {
  it('says how far it has come', () => {
    expect(progressWords({ tried: 143, best: null }, 200)).toBe('143 of 200 seeds');
    expect(progressWords({ tried: 1, best: null }, 1)).toBe('1 of 1 seed');
    expect(progressWords({ tried: 17, best: found }, 200)).toBe('17 of 200 seeds: found, shrinking, 41 runs');
  });

  it('says what was found and what it took', () => {
    expect(foundWords(found)).toBe('Found with seed 17: 2 changes, shrunk from 7 in 41 further runs.');
    expect(foundWords({ ...found, changes: [change], drawnChanges: 1, shrinkRuns: 1 })).toBe(
      'Found with seed 17: 1 change, not fewer after 1 further run.',
    );
    expect(foundWords({ ...found, changes: [] })).toBe('Found with seed 17: it happens without any fault.');
  });

  it('tells the moment in the pattern’s sentence, else by its name', () => {
    const { target } = jobOf();
    expect(momentWords(searchedPattern, target, event)).toBe('A client woke up at 5000 ms.');
    expect(momentWords(searchedPattern, target, { ...event, type: 'message.lost' })).toBe(
      'A client wakes up without its lock.',
    );
  });

  it('says what was tried in vain', () => {
    expect(notFoundWords(jobOf())).toBe(
      'Not found with 200 seeds, in runs of 1 min: a client wakes up without its lock.',
    );
    expect(notFoundWords(jobOf({ seeds: 1 }))).toMatch(/^Not found with 1 seed, in runs of 1 min: /);
    expect(coverageWords(jobOf())).toBe(
      'Each seed is run undisturbed, and under up to 8 random changes of Share, Slow, Client and Node.',
    );
    const faults = Object.fromEntries('abcdefghijkl'.split('').map((id) => [id, {}]));
    const params = Object.fromEntries(
      Object.keys(faults).map((id) => [id, searchedPattern.params['isSlow']]),
    );
    const many = { ...jobOf(), pattern: { ...searchedPattern, params, search: { faults } } as AnyPattern };
    expect(coverageWords(many)).toMatch(/of (Slow, ){8}Slow and 3 more\.$/);
    expect(coverageWords(jobOf({ mostInterventions: 0 }))).toBe(
      'No faults are drawn; only the seeds differ.',
    );
  });
});
