import { describe, expect, it } from 'vitest';
import type { TraceData } from '../../sim/trace.ts';
import { describe as describeEvent } from './sentences.ts';

const say = (type: string, data: TraceData, subject = 0) =>
  describeEvent({ index: 0, atMs: 0, type, subject, data });

describe('the sentence', () => {
  it('tells why a call was given up', () => {
    const gaveUp = (reason: string, attempts: number) =>
      say('retry.gaveUp', { reason, attempts, waitedMs: 0 }, 12);
    expect(gaveUp('lastAttempt', 3)).toBe('Call #12 gave up: all 3 attempts failed.');
    expect(gaveUp('lastAttempt', 1)).toBe('Call #12 gave up: its only attempt failed.');
    expect(gaveUp('budgetSpent', 2)).toContain('the retry budget is spent');
    expect(gaveUp('hopeless', 1)).toContain('not retried');
    expect(gaveUp('deadline', 2)).toContain('too late');
  });

  it('tells how a call was rescued', () => {
    expect(say('retry.succeeded', { reason: 'answered', attempts: 3, waitedMs: 340 }, 5)).toBe(
      'Call #5 succeeded with attempt 3, after 340 ms of waiting in all.',
    );
  });

  it('sets a herd against what the server serves, unless that is without limit', () => {
    expect(say('herd.arrived', { arrivals: 1_000, capacity: 5 })).toContain('where it serves 5 in that time');
    expect(say('herd.arrived', { arrivals: 1_000, capacity: Infinity })).toBe(
      'A herd arrives: 1\u202f000 attempts reach the server within 10 ms.',
    );
  });

  it('says how long an outage lasts, when it does not last until it is switched off', () => {
    expect(say('server.failed', { outage: 'errors', forMs: 10_000 })).toMatch(
      /refuses everything, for 10 s\.$/,
    );
    expect(say('server.failed', { outage: 'hangs', forMs: Infinity })).toMatch(/answers nothing\.$/);
  });

  it('speaks of one client’s budget or of everybody’s', () => {
    expect(say('budget.spent', { isShared: false })).toMatch(/^Client 1’s/);
    expect(say('budget.spent', { isShared: true })).toMatch(/^The retry budget/);
  });

  it('leaves single calls to the table', () => {
    expect(say('call.retried', { attempt: 1 })).toBeNull();
  });
});
