import { describe, expect, it } from 'vitest';
import type { CallRecord, CauseSpec } from '../../sim/call.ts';
import { balanceOf, callRows, MOST_ROWS, possibleFates } from './callRows.ts';

const causes: Record<string, CauseSpec> = {
  breakerOpen: {
    outcome: 'rejected',
    label: 'breaker open',
    describe: (time) => `breaker open, ${time} left`,
  },
  answered: { outcome: 'succeeded', label: 'answered', describe: () => 'answered' },
};
const record = (id: number, rest: Partial<CallRecord> = {}): CallRecord => ({
  id,
  client: 0,
  arrivedAtMs: id * 100,
  sentAtMs: null,
  endedAtMs: id * 100 + 50,
  result: { outcome: 'succeeded', cause: 'answered', causeMs: null },
  ...rest,
});

describe('call rows', () => {
  it('tell outcome, cause and latency, newest first', () => {
    const rejected = record(1, {
      endedAtMs: 100,
      result: { outcome: 'rejected', cause: 'breakerOpen', causeMs: 3_200 },
    });
    expect(callRows([record(0), rejected], causes, 200, null)).toEqual([
      {
        id: 1,
        client: 1,
        arrivedAtMs: 100,
        fate: 'rejected',
        cause: 'breaker open, 3.2 s left',
        latency: '0 ms',
      },
      { id: 0, client: 1, arrivedAtMs: 0, fate: 'succeeded', cause: 'answered', latency: '50 ms' },
    ]);
  });
  it('say how long a call has been in flight', () => {
    const [row] = callRows([record(0, { sentAtMs: 0, endedAtMs: null, result: null })], causes, 1_200, null);
    expect(row).toMatchObject({ fate: 'inFlight', cause: 'at the server', latency: '1.2 s …' });
  });
  it('tell a call that is at the server from one that waits to be tried again', () => {
    const open = { endedAtMs: null, result: null };
    const places = [
      record(0, open),
      record(1, { ...open, sentAtMs: 100 }),
      record(2, { ...open, sentAtMs: 200, isWaiting: true }),
    ];
    expect(callRows(places, causes, 500, null).map(({ cause }) => cause)).toEqual([
      'waiting to try again',
      'at the server',
      'not at the server yet',
    ]);
  });
  it('are narrowed to a fate before they are cut', () => {
    const records = Array.from({ length: 300 }, (_, id) =>
      id === 0 ? record(id, { result: null }) : record(id),
    );
    expect(callRows(records, causes, 0, null)).toHaveLength(MOST_ROWS);
    expect(callRows(records, causes, 0, 'inFlight').map(({ id }) => id)).toEqual([0]);
  });
});

describe('the balance', () => {
  it('lists the causes in order of outcome and adds up to all calls', () => {
    const totals = {
      arrived: 10,
      inFlight: 1,
      succeeded: 6,
      degraded: 0,
      failed: 0,
      timedOut: 0,
      rejected: 3,
    };
    const counts = new Map([
      ['breakerOpen', 3],
      ['answered', 6],
    ]);
    const { parts } = balanceOf({ totals: () => totals, causes: () => counts }, causes);
    expect(parts.map(({ id, count }) => [id, count])).toEqual([
      ['answered', 6],
      ['breakerOpen', 3],
      ['inFlight', 1],
    ]);
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(totals.arrived);
  });
  it('knows which fates a pattern has', () => {
    expect(possibleFates(causes)).toEqual(['succeeded', 'rejected', 'inFlight']);
  });
});
