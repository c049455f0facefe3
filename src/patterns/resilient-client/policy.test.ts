import { describe, expect, it } from 'vitest';
import { labelsOf, type Page } from './page.ts';
import { createBench } from './testClient.ts';

const TTL_MS = 300_000;

/** Ends a page of user 0 so that its data is stored, and lets it expire. */
function benchWithExpired(change: Parameters<typeof createBench>[0] = {}) {
  const bench = createBench(change);
  bench.visit();
  bench.the('userData').answer();
  bench.answerParts();
  bench.wait(TTL_MS);
  return bench;
}

const last = (pages: readonly Page[]) => pages.at(-1) as Page;

describe('the required read', () => {
  it('builds a full page from answers of all four services, one after another', () => {
    const { visit, the, ended, states, calls } = createBench();
    visit();
    expect(calls('transactions')).toEqual([]);
    the('userData').answer();
    the('transactions').answer();
    the('recommendations').answer();
    the('payment').answer();
    expect(last(ended).outcome).toBe('full');
    expect(Object.values(labelsOf(last(ended)))).toEqual(['fresh', 'fresh', 'fresh', 'fresh']);
    expect(states).toEqual(['fetchingUser', 'fetchingParts', 'full']);
  });

  it('is tried three times, with a pause that grows', () => {
    const { visit, the, wait, ended, counts, calls } = createBench();
    visit();
    the('userData').fail();
    wait(99);
    expect(calls('userData')).toEqual([]);
    wait(1);
    the('userData').fail();
    wait(199);
    expect(calls('userData')).toEqual([]);
    wait(1);
    the('userData').fail();
    expect(last(ended).outcome).toBe('noUserData');
    expect(Object.values(labelsOf(last(ended)))).toEqual(['missing', 'missing', 'missing', 'missing']);
    expect(counts.retries).toBe(2);
  });

  it('shortens its pauses by the jitter', () => {
    const { visit, the, wait, calls } = createBench({ retryJitter: 0.5 });
    visit();
    the('userData').fail();
    wait(75);
    expect(calls('userData')).toHaveLength(1);
  });

  it('is spared while the cache is within its time, and not a moment longer', () => {
    const { visit, the, calls, answerParts, wait, ended } = createBench();
    visit();
    the('userData').answer();
    answerParts();
    wait(TTL_MS - 1);
    visit();
    expect(calls('userData')).toEqual([]);
    answerParts();
    expect(labelsOf(last(ended)).userData).toBe('cached');
    expect(last(ended).parts.userData.ageMs).toBe(TTL_MS - 1);
    wait(1);
    visit();
    expect(calls('userData')).toHaveLength(1);
  });

  it('is made during a cache outage, which neither gives nor takes nor forgets', () => {
    const { visit, the, set, calls, answerParts } = createBench();
    visit();
    the('userData').answer();
    answerParts();
    set({ cacheOutage: true });
    visit();
    the('userData').answer({ id: 1, name: 'New', balance: 0 });
    answerParts();
    set({ cacheOutage: false });
    visit();
    expect(calls('userData')).toEqual([]);
  });
});

describe('stale data', () => {
  it('is shown after the last attempt, with its age', () => {
    const { visit, the, wait, answerParts, ended } = benchWithExpired({ attempts: 2 });
    visit();
    the('userData').fail();
    wait(100);
    the('userData').fail();
    answerParts();
    expect(labelsOf(last(ended)).userData).toBe('stale');
    expect(last(ended).parts.userData.ageMs).toBe(TTL_MS + 100);
    expect(last(ended).outcome).toBe('partial');
  });

  it('is shown at the first failure as written, and counts as a full success', () => {
    const { visit, the, answerParts, ended } = benchWithExpired({
      staleUse: 'atFirstFailure',
      flawsCountAs: 'full',
    });
    visit();
    the('userData').fail();
    answerParts();
    expect([labelsOf(last(ended)).userData, last(ended).outcome]).toEqual(['stale', 'full']);
  });

  it('may be exactly as old as is allowed, not older', () => {
    const oldest = benchWithExpired({ attempts: 1, staleMaxAgeMs: TTL_MS });
    oldest.visit();
    oldest.the('userData').fail();
    oldest.answerParts();
    expect(labelsOf(last(oldest.ended)).userData).toBe('stale');
    const older = benchWithExpired({ attempts: 1, staleMaxAgeMs: TTL_MS - 1 });
    older.visit();
    older.the('userData').fail();
    expect(last(older.ended).outcome).toBe('noUserData');
  });

  it('is never shown when it is not allowed', () => {
    const { visit, the, ended } = benchWithExpired({ attempts: 1, staleAllowed: false });
    visit();
    the('userData').fail();
    expect(last(ended).outcome).toBe('noUserData');
  });
});

describe('a damaged answer', () => {
  const DAMAGED = { id: 1, name: 'User 1' };

  it('is a failed attempt for a client that checks, and is not stored', () => {
    const { visit, the, wait, answerParts, ended, counts, cache } = createBench({ attempts: 2 });
    visit();
    the('userData').answer(DAMAGED);
    expect(cache.find(0)).toBeNull();
    wait(100);
    the('userData').answer();
    answerParts();
    expect(labelsOf(last(ended)).userData).toBe('fresh');
    expect(counts.poisoned).toBe(0);
  });

  it('is better than nothing when no attempt gave a good one', () => {
    const { visit, the, wait, answerParts, ended } = createBench({ attempts: 2 });
    visit();
    the('userData').answer(DAMAGED);
    wait(100);
    the('userData').fail();
    answerParts();
    expect([labelsOf(last(ended)).userData, last(ended).outcome]).toEqual(['truncated', 'partial']);
    expect(last(ended).parts.userData.value).toEqual(DAMAGED);
  });

  it('is taken, stored and repeated as written', () => {
    const { visit, the, answerParts, ended, counts, set } = createBench({
      answers: 'trusted',
      cacheAdmits: 'anyAnswer',
      flawsCountAs: 'full',
    });
    visit();
    the('userData').answer(DAMAGED);
    answerParts();
    visit();
    answerParts();
    expect(ended.map((page) => [labelsOf(page).userData, page.outcome])).toEqual([
      ['truncated', 'full'],
      ['truncated', 'full'],
    ]);
    expect([last(ended).parts.userData.ageMs, counts.poisoned]).toEqual([0, 1]);
    set({ answers: 'checked' });
    visit();
    the('userData').answer();
  });
});

describe('an optional part', () => {
  it('falls back, and makes the page a partial one', () => {
    const { visit, the, ended } = createBench();
    visit();
    the('userData').answer();
    the('transactions').fail();
    the('recommendations').answer();
    the('payment').answer();
    expect(labelsOf(last(ended)).transactions).toBe('fallback');
    expect(last(ended).outcome).toBe('partial');
  });

  it('fails the page when it has no fallback, and wastes what was answered', () => {
    const { visit, the, ended, counts } = createBench({ recommendationsFallback: false });
    visit();
    the('userData').answer();
    the('transactions').answer();
    the('recommendations').fail();
    expect(last(ended).outcome).toBe('partLost');
    expect(Object.values(labelsOf(last(ended)))).toEqual(['missing', 'missing', 'missing', 'missing']);
    expect(counts.wasted).toBe(2);
  });

  it('is asked for with the others at once, and given up with them', () => {
    const { visit, the, calls, ended, counts } = createBench({
      partsOrder: 'atOnce',
      paymentFallback: false,
    });
    visit();
    the('userData').answer();
    const others = [the('transactions'), the('recommendations')];
    the('payment').fail();
    expect(others.map(({ isCancelled }) => isCancelled)).toEqual([true, true]);
    expect([calls('transactions'), last(ended).outcome, counts.wasted]).toEqual([[], 'partLost', 3]);
  });

  it.each([
    ['checked', 'recommendations', 'fallback', 'partial'],
    ['trusted', 'recommendations', 'missing', 'full'],
    ['checked', 'payment', 'fallback', 'partial'],
    ['trusted', 'payment', 'fallback', 'full'],
  ] as const)(
    'whose content is gone, %s, leaves %s %s on a page counted %s',
    (answers, part, label, outcome) => {
      const isTrusted = answers === 'trusted';
      const { visit, the, ended } = createBench({
        answers,
        flawsCountAs: isTrusted ? 'full' : 'partial',
        lostPaymentCountsAs: isTrusted ? 'full' : 'partial',
      });
      visit();
      the('userData').answer();
      for (const each of ['transactions', 'recommendations', 'payment'] as const) {
        if (each === part) the(each).answer({ user_id: 1 });
        else the(each).answer();
      }
      expect([labelsOf(last(ended))[part], last(ended).outcome]).toEqual([label, outcome]);
    },
  );

  it('of which something is left is shown truncated', () => {
    const { visit, the, ended } = createBench();
    visit();
    the('userData').answer();
    the('transactions').answer();
    the('recommendations').answer({ items: [] });
    the('payment').answer();
    expect([labelsOf(last(ended)).recommendations, last(ended).outcome]).toEqual(['truncated', 'partial']);
  });
});

describe('reads at the same time', () => {
  it('are one call when pages of one user share it', () => {
    const { visit, the, calls, counts, ended } = createBench({ partsOrder: 'atOnce' });
    visit(0);
    visit(0);
    visit(1);
    expect([calls('userData').length, counts.shared]).toEqual([2, 1]);
    calls('userData')[0]?.answer();
    expect(calls('transactions')).toHaveLength(2);
    the('userData').answer();
    for (const part of ['transactions', 'recommendations', 'payment'] as const) {
      for (const call of calls(part)) call.answer();
    }
    expect(ended.map(({ outcome }) => outcome)).toEqual(['full', 'full', 'full']);
  });

  it('are a call each without single flight', () => {
    const { visit, calls } = createBench({ singleFlight: false });
    visit(0);
    visit(0);
    expect(calls('userData')).toHaveLength(2);
  });

  it('are hedged when the first is late: the first answer counts, the other call is wasted', () => {
    const { visit, wait, calls, counts, ended, answerParts } = createBench({ hedgeAfterMs: 150 });
    visit();
    wait(149);
    expect(calls('userData')).toHaveLength(1);
    wait(1);
    const [first, second] = calls('userData');
    expect([first?.attempt, second?.attempt]).toEqual([0, 1]);
    second?.answer();
    expect([first?.isCancelled, counts.hedges, counts.wasted]).toEqual([true, 1, 1]);
    answerParts();
    expect(last(ended).outcome).toBe('full');
  });

  it('go on with the hedge when the first call fails', () => {
    const { visit, wait, calls, the, states } = createBench({ hedgeAfterMs: 150 });
    visit();
    wait(150);
    calls('userData')[0]?.fail();
    expect(states.at(-1)).toBe('fetchingUser');
    the('userData').fail();
    expect(states.at(-1)).toBe('pausing');
  });

  it('are not hedged after they have failed', () => {
    const { visit, wait, the, counts } = createBench({ hedgeAfterMs: 150, attempts: 1 });
    visit();
    the('userData').fail();
    wait(1_000);
    expect(counts.hedges).toBe(0);
  });
});
