/** The log of calls: opens a record on arrival, closes it with one cause, keeps the newest, and balances the books. */
import type { Call, CallRecord, Outcome, Result, Service } from './call.ts';
import { OUTCOMES, resultData } from './call.ts';
import { quantiseMs, type Clock } from './clock.ts';
import { createRing, type Trace } from './trace.ts';

const KEPT_CALLS = 512;

export interface CallTotals extends Readonly<Record<Outcome, number>> {
  readonly arrived: number;
  readonly inFlight: number;
}

export interface CallLog {
  /** Makes a call of `client` through `service`; `onEnd` gets the record once it is settled. */
  make(client: number, service: Service, onEnd?: (record: CallRecord) => void): CallRecord;
  /** Notes that the call has reached the server. */
  markSent(call: Call): void;
  /** Notes that the call waits before it is attempted again. */
  markWaiting(call: Call): void;
  /** Always `arrived = succeeded + degraded + failed + timedOut + rejected + inFlight`. */
  totals(): CallTotals;
  /** How many calls ended with each cause. */
  causes(): ReadonlyMap<string, number>;
  /** The newest records, oldest first, settled or not. */
  recent(): readonly CallRecord[];
  /** Every call that is not settled yet. */
  inFlight(): ReadonlyMap<number, CallRecord>;
}

export function createCallLog(clock: Clock, trace: Trace): CallLog {
  const recent = createRing<CallRecord>(KEPT_CALLS);
  const inFlight = new Map<number, CallRecord>();
  const causes = new Map<string, number>();
  const ended = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  let arrived = 0;

  function end(record: CallRecord, result: Result): void {
    if (record.result) throw new Error(`Call ${record.id} was settled twice.`);
    record.result = result;
    record.endedAtMs = clock.nowMs;
    inFlight.delete(record.id);
    ended[result.outcome] += 1;
    causes.set(result.cause, (causes.get(result.cause) ?? 0) + 1);
    const latencyMs = quantiseMs(clock.nowMs - record.arrivedAtMs);
    trace.record(`call.${result.outcome}`, record.id, resultData(result, latencyMs));
  }

  return {
    make(client, service, onEnd) {
      const record: CallRecord = {
        id: arrived,
        client,
        arrivedAtMs: clock.nowMs,
        sentAtMs: null,
        endedAtMs: null,
        result: null,
      };
      arrived += 1;
      recent.push(record);
      inFlight.set(record.id, record);
      trace.record('call.arrived', record.id, { client });
      service(record, (result) => {
        end(record, result);
        onEnd?.(record);
      });
      return record;
    },
    markSent(call) {
      const record = inFlight.get(call.id);
      if (record) {
        record.sentAtMs = clock.nowMs;
        record.isWaiting = false;
      }
      trace.record('call.sent', call.id);
    },
    markWaiting(call) {
      const record = inFlight.get(call.id);
      if (record) record.isWaiting = true;
    },
    totals: () => ({ ...ended, arrived, inFlight: inFlight.size }),
    causes: () => causes,
    recent: () => recent.items(),
    inFlight: () => inFlight,
  };
}
