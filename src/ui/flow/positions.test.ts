import { describe, expect, it } from 'vitest';
import type { CallRecord, Outcome } from '../../sim/call.ts';
import { dotOf } from './positions.ts';

function call(outcome: Outcome | null, endedAtMs: number | null, sentAtMs: number | null = 100): CallRecord {
  return {
    id: 3,
    client: 0,
    arrivedAtMs: 100,
    sentAtMs,
    endedAtMs,
    result: outcome && { outcome, cause: 'any', causeMs: null },
  };
}

describe('the dot of a call', () => {
  it('is not there before the call arrives', () => {
    expect(dotOf(call(null, null), 99, 200)).toBeNull();
  });

  it('travels to the server, waits there while the call is in flight, and has no outcome yet', () => {
    expect(dotOf(call(null, null), 200, 200)).toMatchObject({ x: 0.5, outcome: null });
    expect(dotOf(call(null, null), 9_000, 200)).toMatchObject({ x: 1, outcome: null });
  });

  it('comes home with its outcome and then disappears', () => {
    expect(dotOf(call('failed', 1_000), 1_100, 200)).toMatchObject({ x: 0.5, outcome: 'failed' });
    expect(dotOf(call('failed', 1_000), 1_200, 200)).toBeNull();
  });

  it('shows even an answer that took no time for two whole legs', () => {
    expect(dotOf(call('succeeded', 100), 299, 200)).toMatchObject({ outcome: null });
    expect(dotOf(call('succeeded', 100), 499, 200)).toMatchObject({ outcome: 'succeeded' });
  });

  it('turns back at the policy when the call is rejected', () => {
    const rejected = call('rejected', 100, null);
    const xs = [100, 150, 200, 250, 299].map((atMs) => dotOf(rejected, atMs, 200)?.x ?? -1);
    expect(Math.max(...xs)).toBe(0.5);
  });

  it('keeps its lane all along its way', () => {
    const lanes = [110, 400, 1_050].map((atMs) => dotOf(call('failed', 1_000), atMs, 200)?.lane);
    expect(new Set(lanes).size).toBe(1);
  });
});
