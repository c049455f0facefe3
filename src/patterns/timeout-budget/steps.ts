/** Keeps the steps of one operation as they begin and end, and tells those who watch. */
import type { Clock } from '../../sim/clock.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Operation, Step, StepEnd } from './operation.ts';
import type { Allotment } from './rules.ts';

export interface StepWatch {
  /** A child is due, or a pause begins; it may not have been allowed to start. */
  onStep?(operation: Operation, step: Step): void;
  onStepEnd?(operation: Operation, step: Step): void;
}

export interface StepLog {
  begin(child: Step['child'], attempt: number, allotment: Allotment): Step;
  end(step: Step, end: StepEnd): void;
  /** Ends the pause that the operation is in, if it is in one. */
  endPause(): void;
}

export function createStepLog(
  { clock, trace }: { readonly clock: Clock; readonly trace: Trace },
  operation: Operation,
  watch: StepWatch,
): StepLog {
  const { call, steps } = operation;

  function endStep(step: Step, end: StepEnd): void {
    step.endedAtMs = clock.nowMs;
    step.end = end;
    if (step.child !== 'pause') {
      trace.record('call.stepEnded', call.id, { child: step.child, attempt: step.attempt, end });
    }
    watch.onStepEnd?.(operation, step);
  }

  return {
    begin(child, attempt, { verdict, remainingMs, timeoutMs, neededMs }) {
      if (child !== 'pause') {
        trace.record('call.stepReached', call.id, { child, attempt, verdict, remainingMs, timeoutMs });
      }
      const step: Step = {
        id: call.id,
        client: call.client,
        attempt,
        child,
        verdict,
        startedAtMs: clock.nowMs,
        remainingMs,
        timeoutMs,
        neededMs,
        endedAtMs: null,
        end: null,
        workFromMs: null,
        workUntilMs: null,
        isForNobody: operation.gaveUpAtMs !== null,
      };
      steps.push(step);
      watch.onStep?.(operation, step);
      return step;
    },
    end: endStep,
    endPause() {
      const last = steps.at(-1);
      if (last?.child === 'pause' && last.endedAtMs === null) endStep(last, 'answered');
    },
  };
}
