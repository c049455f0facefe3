/** The books of one kind of calls: from where its calls go in the pool to the reference's metrics and ours. */
import type { CallRecord, Result } from '../../sim/call.ts';
import { quantiseMs, type Clock } from '../../sim/clock.ts';
import type { Recorder } from '../../sim/metrics.ts';
import type { Kind } from './kinds.ts';
import { metricOf, type KindMetric } from './metrics.ts';
import type { Job, Place } from './policy.ts';

/** A predicted share is told to this: what comes less often is never seen. */
const SMALLEST_SHARE = 1e-6;

export interface Books {
  /** Total time in slots of the completed calls, in ms. */
  readonly executionMs: number;
  noteMove(job: Job, from: Place, result: Result | null): void;
  /** A caller has its result. */
  noteEnd(record: CallRecord): void;
  /** The pool that these calls go to now has so many slots. */
  noteSlots(slots: number): void;
  notePrediction(rejection: number | null): void;
}

export function createBooks(clock: Clock, metrics: Recorder, kind: Kind): Books {
  const counter = (metric: KindMetric) => metrics.counter(metricOf(kind, metric));
  const gauge = (metric: KindMetric) => metrics.gauge(metricOf(kind, metric));
  const histogram = (metric: KindMetric) => metrics.histogram(metricOf(kind, metric));

  const completed = counter('completed');
  const failed = counter('failed');
  const rejected = counter('rejected');
  const timedOut = counter('timedOut');
  const wasted = counter('wastedMs');
  const active = gauge('active');
  const queued = gauge('queued');
  const inPool = gauge('inPool');
  const utilisation = gauge('utilisation');
  const successRate = gauge('successRate');
  const rejectionRate = gauge('rejectionRate');
  const meanExecution = gauge('meanExecutionMs');
  const meanWait = gauge('meanWaitMs');
  const arrivalsTimesStay = gauge('arrivalsTimesStay');
  const predicted = gauge('predictedRejection');
  const waits = histogram('waitMs');
  const latencies = histogram('latencyMs');

  const callsAt: Record<Place, number> = { door: 0, queue: 0, slot: 0, outside: 0 };
  let slots = 1;
  let executionMs = 0;
  let entered = 0;
  let left = 0;
  let stayedMs = 0;

  const since = (atMs: number) => quantiseMs(clock.nowMs - atMs);

  function noteOccupancy(): void {
    active.set(callsAt.slot);
    queued.set(callsAt.queue);
    inPool.set(callsAt.slot + callsAt.queue);
    utilisation.set(callsAt.slot / Math.max(slots, callsAt.slot));
  }

  function noteRates(): void {
    const ended = completed.total + failed.total;
    if (ended > 0) successRate.set(completed.total / ended);
    if (ended + rejected.total > 0) rejectionRate.set(rejected.total / (ended + rejected.total));
  }

  function noteStart(job: Job): void {
    waits.add(since(job.arrivedAtMs));
    meanWait.set(waits.mean());
  }

  function noteWork(job: Job, result: Result): void {
    if (result.outcome === 'succeeded') {
      completed.add();
      executionMs += since(job.startedAtMs ?? clock.nowMs);
      meanExecution.set(executionMs / completed.total);
    } else failed.add();
    noteRates();
  }

  function noteLeaving(job: Job): void {
    left += 1;
    stayedMs += since(job.arrivedAtMs);
    if (clock.nowMs > 0) arrivalsTimesStay.set((entered / clock.nowMs) * (stayedMs / left));
    if (job.abandonedAtMs !== null && job.startedAtMs !== null)
      wasted.add(since(Math.max(job.abandonedAtMs, job.startedAtMs)));
  }

  noteOccupancy();

  return {
    get executionMs() {
      return executionMs;
    },
    noteMove(job, from, result) {
      callsAt[from] -= 1;
      callsAt[job.place] += 1;
      if (from === 'door' && job.place === 'outside') {
        rejected.add();
        noteRates();
        return;
      }
      if (from === 'door') entered += 1;
      if (job.place === 'slot') noteStart(job);
      if (result) noteWork(job, result);
      if (job.place === 'outside') noteLeaving(job);
      noteOccupancy();
    },
    noteEnd({ result, arrivedAtMs }) {
      if (!result || result.outcome === 'rejected') return;
      latencies.add(since(arrivedAtMs));
      if (result.outcome === 'timedOut') timedOut.add();
    },
    noteSlots(next) {
      slots = next;
      noteOccupancy();
    },
    notePrediction(rejection) {
      predicted.set(rejection === null ? null : Math.round(rejection / SMALLEST_SHARE) * SMALLEST_SHARE);
    },
  };
}
