/** The waste meter: how much of the servers' time went into answers that nobody got, and what is running for nobody now. */
import type { Counter, Gauge } from '../../sim/metrics.ts';
import type { World } from '../../sim/world.ts';
import type { Step } from './operation.ts';

/** The share of wasted time is looked at once per so long. */
const LOOK_EVERY_MS = 3_000;
/** Above the first share the waste is worth a word, below the second it is over. */
const MUCH = 0.55;
const LITTLE = 0.2;

export interface WasteMeter {
  /** Database queries that are being worked on for nobody. */
  readonly orphans: number;
  started(step: Step): void;
  ended(step: Step, workedMs: number, isWasted: boolean): void;
  /** Nobody waits for the step's answer any more. */
  abandoned(step: Step): void;
}

interface WasteMetrics {
  readonly worked: Counter;
  readonly wasted: Counter;
  readonly share: Gauge;
}

export function createWasteMeter(
  { clock, trace }: World,
  { worked, wasted, share }: WasteMetrics,
): WasteMeter {
  let orphans = 0;
  let lookedAtMs = clock.nowMs;
  let [workedBefore, wastedBefore] = [0, 0];
  let isMuch = false;

  function look(): void {
    if (clock.nowMs - lookedAtMs < LOOK_EVERY_MS) return;
    const recent = (wasted.total - wastedBefore) / (worked.total - workedBefore);
    if (isMuch ? recent < LITTLE : recent > MUCH) {
      isMuch = !isMuch;
      const type = isMuch ? 'waste.rose' : 'waste.fell';
      trace.record(type, 0, { share: recent, overMs: clock.nowMs - lookedAtMs });
    }
    lookedAtMs = clock.nowMs;
    [workedBefore, wastedBefore] = [worked.total, wasted.total];
  }

  const isOrphan = ({ child, workFromMs, workUntilMs, isForNobody }: Step) =>
    child === 'database' && isForNobody && workFromMs !== null && workUntilMs === null;

  return {
    get orphans() {
      return orphans;
    },
    started(step) {
      step.workFromMs = clock.nowMs;
      if (isOrphan(step)) orphans += 1;
    },
    ended(step, workedMs, isWasted) {
      if (isOrphan(step)) orphans -= 1;
      step.workUntilMs = clock.nowMs;
      worked.add(workedMs);
      if (isWasted || step.isForNobody) wasted.add(workedMs);
      if (worked.total > 0) share.set(wasted.total / worked.total);
      if (workedMs > 0) look();
    },
    abandoned(step) {
      if (!step.isForNobody) {
        step.isForNobody = true;
        if (isOrphan(step)) orphans += 1;
      }
    },
  };
}
