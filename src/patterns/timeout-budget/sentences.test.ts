import { describe as group, expect, it } from 'vitest';
import type { BudgetParams } from './servers.ts';
import { describe } from './sentences.ts';
import { runModel } from './testOperation.ts';

const ALONE = { clients: 1, arrivals: 'sequential', operationsPerSecond: 4, hitRatio: 0 } as const;

/** What is said of the first milestone of that kind. */
function said(change: Partial<BudgetParams>, type: string): string | null {
  const { world } = runModel({ ...ALONE, ...change }, { durationMs: 20_000 });
  const event = world.trace.milestones().find((each) => each.type === type);
  if (!event) throw new Error(`There was no ${type}.`);
  return describe(event);
}

group('the sentence', () => {
  const fixed = { cacheMs: 30, cacheSpreadMs: 0, databaseMs: 700, databaseSpreadMs: 0 } as const;

  it('says why a second query was in vain', () => {
    const change = { ...fixed, coordination: 'asWritten', budgetMs: 1_000 } as const;
    expect(said(change, 'operation.failed')).toBe(
      'Operation #0 failed after 1 s: its second query got 288 ms, and no query takes less than 700 ms.',
    );
  });

  it('says when a query could have been answered, but was not', () => {
    const change = { ...fixed, databaseMs: 500, databaseSpreadMs: 200, maxAttempts: 1, budgetMs: 1_000 };
    expect(said(change, 'operation.failed')).toMatch(
      /^Operation #\d+ failed after 612 ms: its first query was not answered within 582 ms\.$/,
    );
  });

  it('says why no second query was started', () => {
    expect(said({ ...fixed, budgetMs: 1_000 }, 'operation.failed')).toBe(
      'Operation #0 failed after 612 ms: only 388 ms left, too little for a pause and another query.',
    );
  });

  it('says how much a refused query would have needed', () => {
    expect(said({ ...fixed, budgetMs: 340 }, 'operation.refused')).toBe(
      'Operation #0 was refused after 30 ms: 310 ms left, and a query needs 320 ms with the reserve.',
    );
  });

  it('says what the cache and errors do', () => {
    expect(
      said({ outage: 'cacheHangs', coordination: 'asWritten', budgetMs: 1_000 }, 'operation.failed'),
    ).toBe(
      'Operation #0 failed after 100 ms: the cache did not answer within 100 ms, and as written that is fatal.',
    );
    expect(said({ ...fixed, databaseErrorRate: 1 }, 'operation.failed')).toBe(
      'Operation #0 failed after 1.53 s: its second query was answered with an error.',
    );
  });

  it('says by how much a budget was overdrawn, and why', () => {
    expect(said({ ...fixed, coordination: 'asWritten', budgetMs: 500 }, 'operation.overran')).toBe(
      'Operation #0 took 600 ms of a budget of 500 ms: as written, the pause before the next query is not budgeted.',
    );
  });

  it('says that a user left, and that the operation went on', () => {
    const change = { ...fixed, coordination: 'uncoordinated', budgetMs: 500, propagation: false } as const;
    expect(said(change, 'operation.givenUp')).toBe(
      'Operation #0 lost its user after 500 ms: the timeouts of its calls know nothing of the budget.',
    );
    expect(said(change, 'operation.overran')).toMatch(
      /^Operation #0 took 1\.\d+ s of a budget of 500 ms: fixed timeouts know nothing of the budget, and nobody told the operation to stop\.$/,
    );
  });

  it('says when most of the work is for nobody, and when that is over', () => {
    const change = { ...fixed, operationsPerSecond: 20, clients: 10, propagation: false, budgetMs: 700 };
    const { world } = runModel(
      { ...ALONE, ...change },
      { durationMs: 20_000, interventions: [{ atMs: 8_000, set: { databaseMs: 100, budgetMs: 2_000 } }] },
    );
    const waste = world.trace.milestones().filter(({ type }) => type.startsWith('waste.'));
    expect(waste.map(describe)).toEqual([
      expect.stringMatching(
        /^\d+(\.\d+)? % of the servers’ time in the last 3.* s went into answers that nobody got\.$/,
      ),
      expect.stringMatching(
        /^The servers work for somebody again: .* % of their time in the last 3.* s was wasted\.$/,
      ),
    ]);
  });

  it('says nothing of single calls', () => {
    expect(describe({ index: 0, atMs: 0, type: 'call.arrived', subject: 0, data: {} })).toBeNull();
  });
});
