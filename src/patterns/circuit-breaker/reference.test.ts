import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asWritten } from './conformance.ts';
import { ReferenceBreaker } from './referenceBreaker.ts';
import { createBench, type BenchCall, type Ending } from './testBreaker.ts';

const STATES = { CLOSED: 'closed', OPEN: 'open', HALF_OPEN: 'halfOpen' } as const;

const configs = fc.record({
  failure_threshold: fc.integer({ min: 1, max: 5 }),
  success_threshold: fc.integer({ min: 1, max: 4 }),
  timeout_ms: fc.constantFrom(0, 1, 40, 100),
});
const endings = fc.constantFrom<Ending>('f', 'f', 'f', 's', 's', 'i');

/** A step in time, and then either a new call or the end of one in flight. */
const steps = fc.array(
  fc.record({
    gapMs: fc.constantFrom(0, 0, 1, 5, 39, 40, 41, 100),
    begins: fc.boolean(),
    which: fc.nat(10),
    ending: endings,
  }),
  { minLength: 1, maxLength: 80 },
);

function createPair(config: Parameters<typeof asWritten>[0]) {
  const bench = createBench(asWritten(config));
  const reference = new ReferenceBreaker(
    config.failure_threshold,
    config.success_threshold,
    config.timeout_ms,
  );
  const inFlight: BenchCall[] = [];
  const admissions: boolean[] = [];
  const expected: boolean[] = [];

  return {
    bench,
    begin(): void {
      const call = bench.call();
      admissions.push(call.rejection === null);
      expected.push(reference.admits(bench.world.clock.nowMs));
      if (!call.rejection) inFlight.push(call);
    },
    end(which: number, ending: Ending): void {
      const [call] = inFlight.splice(which % Math.max(1, inFlight.length), 1);
      if (!call) return;
      call.end(ending);
      if (ending === 's') reference.recordSuccess();
      if (ending === 'f') reference.recordFailure(bench.world.clock.nowMs);
    },
    expectAgreement(): void {
      const { failureCount, successCount, openings, lastFailureAtMs } = bench.machine.context;
      expect({ state: bench.machine.state, failureCount, successCount, openings, lastFailureAtMs }).toEqual({
        state: STATES[reference.state],
        failureCount: reference.failureCount,
        successCount: reference.successCount,
        openings: reference.totalCircuitOpens,
        lastFailureAtMs: reference.lastFailureAtMs,
      });
      expect(admissions).toEqual(expected);
    },
  };
}

describe('the as-written options agree with the reference', () => {
  it('after every event of any mix of overlapping calls', () => {
    fc.assert(
      fc.property(configs, steps, (config, list) => {
        const pair = createPair(config);
        for (const { gapMs, begins, which, ending } of list) {
          pair.bench.at(pair.bench.world.clock.nowMs + gapMs);
          if (begins) pair.begin();
          else pair.end(which, ending);
          pair.expectAgreement();
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('after every call of any sequence', () => {
    fc.assert(
      fc.property(configs, steps, (config, list) => {
        const pair = createPair(config);
        for (const { gapMs, which, ending } of list) {
          pair.begin();
          pair.bench.at(pair.bench.world.clock.nowMs + which);
          pair.end(0, ending);
          pair.expectAgreement();
          pair.bench.at(pair.bench.world.clock.nowMs + gapMs);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
