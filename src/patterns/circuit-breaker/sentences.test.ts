import { expect, it } from 'vitest';
import type { TraceData, TraceEvent } from '../../sim/trace.ts';
import { describe as say } from './sentences.ts';

const eventOf = (type: string, data: TraceData, subject = 0): TraceEvent => ({
  index: 0,
  atMs: 0,
  type,
  subject,
  data,
});
const opened = (reason: string) =>
  say(eventOf('breaker.opened', { reason, count: 5, outOf: 8, forMs: 2_500 }));

it('says why a breaker opened and for how long', () => {
  expect(opened('consecutiveFailures')).toContain('5 failures in a row (threshold 8)');
  expect(opened('failureRatio')).toContain('5 of the last 8 calls failed');
  expect(opened('slowCallRatio')).toContain('5 of the last 8 calls were slow');
  expect(opened('probeFailed')).toContain('a probe failed');
  expect(opened('halfOpenTooLong')).toContain('no answer in time');
  for (const reason of ['consecutiveFailures', 'halfOpenTooLong'])
    expect(opened(reason)).toContain('for 2.5 s');
});

it('has a sentence for everything that a breaker does, and names the client', () => {
  for (const [type, data] of [
    ['breaker.openExtended', { forMs: 1_000 }],
    ['breaker.halfOpened', { probes: 1 }],
    ['breaker.halfOpened', { probes: Infinity }],
    ['breaker.closed', { reason: 'proven', count: 2 }],
    ['breaker.closed', { reason: 'reset', count: 0 }],
    ['breaker.forcedOpen', {}],
    ['breaker.disabled', {}],
  ] as const) {
    const sentence = say(eventOf(type, data));
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence).not.toMatch(/undefined|NaN|Infinity/);
  }
  expect(say(eventOf('breaker.forcedOpen', {}, 2))).toContain('Client 3’s breaker');
});

it('needs no words for single calls', () => {
  expect(say(eventOf('call.failed', {}))).toBeNull();
});
