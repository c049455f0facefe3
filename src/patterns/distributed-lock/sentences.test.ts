import { expect, it } from 'vitest';
import type { TraceData } from '../../sim/trace.ts';
import { describe } from './sentences.ts';

const say = (type: string, subject: number, data: TraceData = {}) =>
  describe({ index: 0, atMs: 0, type, subject, data });

it('says why a client did not get the lock', () => {
  expect(say('lock.refused', 1, { reason: 'held', holder: 'c1' })).toBe(
    'Client 2 did not get the lock: c1 holds it, as far as the service knows.',
  );
  expect(say('lock.refused', 0, { reason: 'tooLate', holder: null })).toBe(
    'Client 1 did not get the lock: the answers came when the lease was already over.',
  );
});

it('names tokens where there are any', () => {
  expect(say('write.rejected', 0, { token: 33, newest: 34 })).toBe(
    'The resource rejected a write of client 1 with token #33: #34 came first.',
  );
  expect(say('write.rejected', 0, { token: 33, newest: 1 })).toBe(
    'The resource rejected a write of client 1 with token #33: only #1 is registered there.',
  );
  expect(say('write.rejected', 0, { token: 33, newest: null })).toBe(
    'The resource rejected a write of client 1 with token #33: no token is registered there.',
  );
  expect(say('write.accepted', 1, { token: null, newest: null })).toBe(
    'The resource accepted a write of client 2.',
  );
});

it('tells a violation in its own words, and has none for a single message', () => {
  expect(say('violated.oneLease', 0, { words: 'Both hold it.' })).toBe('Both hold it.');
  expect(say('call.message', 0)).toBeNull();
});
