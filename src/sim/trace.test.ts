import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRing, createTrace, type TraceData } from './trace.ts';

interface Line {
  readonly atMs: number;
  readonly type: string;
  readonly subject: number;
  readonly data: TraceData;
}

function hashOf(lines: readonly Line[]): string {
  let nowMs = 0;
  const trace = createTrace(() => nowMs);
  for (const { atMs, type, subject, data } of lines) {
    nowMs = atMs;
    trace.record(type, subject, data);
  }
  return trace.hash();
}

const value = fc.oneof(
  fc.double({ noNaN: true }),
  fc.string({ maxLength: 6 }),
  fc.boolean(),
  fc.constant(null),
);
const line: fc.Arbitrary<Line> = fc.record({
  atMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
  type: fc.constantFrom('call.arrived', 'call.failed', 'breaker.opened'),
  subject: fc.nat(100),
  data: fc.dictionary(fc.constantFrom('a', 'b'), value),
});
const lines = fc.array(line, { minLength: 1, maxLength: 20 });

describe('trace hash', () => {
  it('is 16 hexadecimal digits, equal for equal events', () => {
    fc.assert(
      fc.property(lines, (list) => {
        expect(hashOf(list)).toBe(hashOf(list.map((each) => ({ ...each, data: { ...each.data } }))));
        expect(hashOf(list)).toMatch(/^[0-9a-f]{16}$/);
      }),
    );
  });

  it('differs when two unequal neighbours change places', () => {
    fc.assert(
      fc.property(lines, fc.nat(), (list, position) => {
        fc.pre(list.length > 1);
        const i = position % (list.length - 1);
        const [a, b] = [list[i] as Line, list[i + 1] as Line];
        const swapped = list.with(i, b).with(i + 1, a);
        fc.pre(hashOf([a]) !== hashOf([b]));
        expect(hashOf(swapped)).not.toBe(hashOf(list));
      }),
    );
  });

  it('differs when an event is left out or any part of one changes', () => {
    const base: Line = { atMs: 5, type: 'call.failed', subject: 3, data: { cause: 'outage', latencyMs: 7 } };
    const others: readonly (readonly Line[])[] = [
      [],
      [base, base],
      [{ ...base, atMs: 5.000001 }],
      [{ ...base, type: 'call.faileD' }],
      [{ ...base, subject: 4 }],
      [{ ...base, data: { cause: 'outagf', latencyMs: 7 } }],
      [{ ...base, data: { cause: 'outage', latencyMs: 7.5 } }],
      [{ ...base, data: { cause: 'outage', latencyMs: null } }],
      [{ ...base, data: { cause: 'outage' } }],
      [{ ...base, data: {} }],
    ];
    const hashes = [hashOf([base]), ...others.map(hashOf)];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('takes −0 and 0 for the same', () => {
    const at = (subject: number) => hashOf([{ atMs: 0, type: 'x', subject, data: {} }]);
    expect(at(-0)).toBe(at(0));
  });

  it('spreads over both halves: no two of 20 000 traces share one', () => {
    const halves = [new Set<string>(), new Set<string>()];
    for (let i = 0; i < 20_000; i += 1) {
      const hash = hashOf([{ atMs: i, type: 'call.arrived', subject: 0, data: { client: i % 3 } }]);
      halves[0]?.add(hash.slice(0, 8));
      halves[1]?.add(hash.slice(8));
    }
    for (const half of halves) expect(half.size).toBeGreaterThan(19_990);
  });

  it('of this trace stays what it is, because scenarios are compared across versions', () => {
    const data = { cause: 'answered', causeMs: null, latencyMs: 12.5, isLast: true };
    expect(hashOf([{ atMs: 12.5, type: 'call.succeeded', subject: 1, data }])).toBe('65078b864a153392');
  });
});

describe('trace', () => {
  it('keeps the newest events and counts all', () => {
    const trace = createTrace(() => 0);
    for (let i = 0; i < 3_000; i += 1) trace.record('call.arrived', i);
    expect(trace.count).toBe(3_000);
    expect(trace.recent().map(({ index }) => index)).toEqual(
      Array.from({ length: 1024 }, (_, i) => i + 1976),
    );
  });

  it('keeps what is not about a single call apart', () => {
    const trace = createTrace(() => 0);
    trace.record('call.arrived', 0);
    expect(trace.lastMilestone).toBeNull();
    trace.record('breaker.opened', 0);
    trace.record('call.failed', 0);
    expect(trace.milestones().map(({ type }) => type)).toEqual(['breaker.opened']);
    expect(trace.lastMilestone?.index).toBe(1);
  });

  it('tells its listeners every later event until they leave', () => {
    const trace = createTrace(() => 4);
    const seen: number[] = [];
    trace.record('call.arrived', 0);
    const leave = trace.subscribe(({ index }) => seen.push(index));
    trace.record('call.arrived', 1);
    trace.record('call.arrived', 2);
    leave();
    trace.record('call.arrived', 3);
    expect(seen).toEqual([1, 2]);
  });
});

describe('ring', () => {
  it('holds the newest items, oldest first', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        (capacity, items) => {
          const ring = createRing<number>(capacity);
          for (const item of items) ring.push(item);
          expect(ring.items()).toEqual(items.slice(-capacity));
          expect(ring.size).toBe(Math.min(capacity, items.length));
        },
      ),
    );
  });
});
