import { describe, expect, it } from 'vitest';
import type { TraceData } from '../../sim/trace.ts';
import { describe as say } from './sentences.ts';

const told = (type: string, data: TraceData, subject = 0) => say({ index: 0, atMs: 0, type, subject, data });
const PAGE: TraceData = {
  user: 3,
  attempts: 1,
  isDegraded: false,
  isCached: false,
  staleMs: null,
  isDamagedInCache: false,
  fallback: '',
  flawed: '',
};

describe('the sentences', () => {
  it.each<[string, TraceData, string]>([
    ['page.full', PAGE, 'User 3’s page is whole.'],
    ['page.full', { ...PAGE, attempts: 2 }, 'User 3’s page is whole, after 2 attempts for the user data.'],
    ['page.full', { ...PAGE, isCached: true }, 'User 3’s page is whole, its user card from the cache.'],
    [
      'page.full',
      { ...PAGE, isDegraded: true, flawed: 'recommendations', fallback: 'payment' },
      'User 3’s page is reported as a full success, yet recommendations came damaged, a fallback stands in for payment.',
    ],
    [
      'page.full',
      { ...PAGE, isDegraded: true, isDamagedInCache: true },
      'User 3’s page is reported as a full success, yet its user card comes damaged from the cache.',
    ],
    [
      'page.partial',
      { ...PAGE, staleMs: 10_900, fallback: 'transactions' },
      'User 3’s page came up in part: its user card is 10.9 s old, a fallback stands in for transactions.',
    ],
    [
      'page.failed',
      { user: 3, why: 'noUserData', attempts: 3 },
      'User 3 sees an error: no user data (all 3 attempts failed) and none stored that may be shown.',
    ],
    [
      'page.failed',
      { user: 3, why: 'partLost', attempts: 1 },
      'User 3 sees an error: a part failed that has no fallback.',
    ],
    ['naive.failed', { user: 3 }, 'The naive client shows user 3 an error where one failed call was enough.'],
    [
      'breaker.opened',
      { reason: 'consecutiveFailures', count: 5, outOf: 5, forMs: 5_000 },
      'The breaker for user data opened: 5 calls in a row failed. For 5 s the service is not asked.',
    ],
  ])('say of %s with %j what has happened', (type, data, sentence) => {
    expect(told(type, data)).toBe(sentence);
  });

  it('name the service of a breaker', () => {
    expect(told('breaker.closed', {}, 3)).toBe('The breaker for payment closed: the service answers again.');
    expect(told('breaker.halfOpened', {}, 1)).toContain('transactions');
  });

  it('are silent about single calls', () => {
    expect(told('call.disturbed', { mode: 'error' })).toBeNull();
  });
});
