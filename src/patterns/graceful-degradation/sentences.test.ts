import { expect, it } from 'vitest';
import type { TraceData } from '../../sim/trace.ts';
import { describe } from './sentences.ts';

const say = (type: string, subject: number, data: TraceData = {}) =>
  describe({ index: 0, atMs: 0, type, subject, data });

it('names the feature and the count that led to it', () => {
  expect(say('feature.disabled', 0, { reason: 'unhealthy', good: 0, total: 12, forMs: 4_000 })).toBe(
    'Recommendations are disabled for 4 s: only 0 of 12 answers were good. The core keeps the workers.',
  );
  expect(say('feature.fellBack', 5, { reason: 'probes', good: 1, total: 5, forMs: 8_000 })).toBe(
    'Browse answers from the last good data for 8 s: only 1 of 5 answers to probes were good. A core feature is never disabled.',
  );
});

it('says one thing of one feature and another of many', () => {
  expect(say('feature.restored', 4, { reason: 'ramp' })).toBe('Live stock is back for every user.');
  expect(say('feature.restored', 3, { reason: 'ramp' })).toBe('Ads are back for every user.');
});

it('has no words for what needs none', () => {
  expect(say('call.arrived', 0)).toBeNull();
});
