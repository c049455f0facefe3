/**
 * What the adaptive contender believes: per error class, how likely a retry after each delay succeeds, as counts of
 * successes and failures that fade with time (decayed Beta counts), and how long the server takes to come back.
 */
import type { Clock } from '../../sim/clock.ts';
import { fadeFactor } from '../../sim/fade.ts';
import { ERROR_CLASSES, type ErrorClass } from './contenders.ts';

/** Lower ends of the buckets of delays, in ms; the last one ends at `LONGEST_DELAY_MS`. */
export const DELAY_EDGES_MS = [0, 50, 200, 500, 1_000, 2_000, 4_000] as const;
export const LONGEST_DELAY_MS = 8_000;
const BUCKETS = DELAY_EDGES_MS.length;

const KEPT_OUTAGES = 12;

export function bucketOfDelay(delayMs: number): number {
  let bucket = BUCKETS - 1;
  while (bucket > 0 && delayMs < (DELAY_EDGES_MS[bucket] as number)) bucket -= 1;
  return bucket;
}

export function rangeOfBucket(bucket: number): readonly [fromMs: number, toMs: number] {
  return [DELAY_EDGES_MS[bucket] as number, DELAY_EDGES_MS[bucket + 1] ?? LONGEST_DELAY_MS];
}

export interface Belief {
  /** Mean of the Beta law. */
  readonly mean: number;
  /** Its standard deviation. */
  readonly deviation: number;
  /** How many outcomes it rests on, faded ones counting less. */
  readonly evidence: number;
}

/** Faded counts of one class. */
interface Row {
  readonly successes: Float64Array;
  readonly failures: Float64Array;
  fadedAtMs: number;
}

export interface Learner {
  /** A retry after that failure and that delay has ended. */
  note(errorClass: ErrorClass, delayMs: number, isSuccess: boolean): void;
  belief(errorClass: ErrorClass, bucket: number): Belief;
  /** Outcomes of a class, all delays together. */
  evidence(errorClass: ErrorClass): number;
  /** An attempt sent at that instant was answered; gives the length of the outage that this ends, or null. */
  sawAnswer(sentAtMs: number): number | null;
  /** An attempt sent at that instant failed in a way that a server down can fail in. */
  sawFailure(sentAtMs: number): void;
  readonly isDown: boolean;
  /** Chance that a server that is down is back after that delay, and how many outages of the past speak for it; null when it is not down. */
  comesBack(delayMs: number): { readonly chance: number; readonly evidence: number } | null;
  /** Mean length of past outages, null before the first. */
  recoveryMs(): number | null;
}

export interface LearnerSettings {
  /** An outcome counts half after this long. */
  readonly halfLifeMs: number;
  /** Pseudo-outcomes with which a bucket starts from what is known of its class, > 0. */
  readonly priorWeight: number;
  /** So many failures in a row, and nothing answered in between, mean that the server is down. */
  readonly downFrom: number;
  /** Outages are rarer than outcomes, so they are remembered so many times as long. */
  readonly outageHalfLives: number;
}

export function createLearner(clock: Clock, settings: () => LearnerSettings): Learner {
  const rows = Object.fromEntries(
    ERROR_CLASSES.map((errorClass): [ErrorClass, Row] => [
      errorClass,
      { successes: new Float64Array(BUCKETS), failures: new Float64Array(BUCKETS), fadedAtMs: 0 },
    ]),
  ) as Record<ErrorClass, Row>;
  let outages: { readonly lengthMs: number; readonly endedAtMs: number }[] = [];
  let failuresInARow = 0;
  let firstFailureMs = 0;

  function fade(errorClass: ErrorClass): Row {
    const row = rows[errorClass];
    const passedMs = clock.nowMs - row.fadedAtMs;
    if (passedMs === 0) return row;
    const factor = fadeFactor(passedMs, settings().halfLifeMs);
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      row.successes[bucket] = (row.successes[bucket] as number) * factor;
      row.failures[bucket] = (row.failures[bucket] as number) * factor;
    }
    row.fadedAtMs = clock.nowMs;
    return row;
  }

  function totals({ successes, failures }: Row): readonly [successes: number, all: number] {
    let good = 0;
    let all = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      good += successes[bucket] as number;
      all += (successes[bucket] as number) + (failures[bucket] as number);
    }
    return [good, all];
  }

  const weightOf = (endedAtMs: number) =>
    fadeFactor(clock.nowMs - endedAtMs, settings().outageHalfLives * settings().halfLifeMs);
  const isDown = () => failuresInARow >= settings().downFrom;

  return {
    note(errorClass, delayMs, isSuccess) {
      const { successes, failures } = fade(errorClass);
      const counts = isSuccess ? successes : failures;
      const bucket = bucketOfDelay(delayMs);
      counts[bucket] = (counts[bucket] as number) + 1;
    },
    belief(errorClass, bucket) {
      const row = fade(errorClass);
      const [good, all] = totals(row);
      const ofClass = (good + 1) / (all + 2);
      const evidence = (row.successes[bucket] as number) + (row.failures[bucket] as number);
      const { priorWeight } = settings();
      const mean = ((row.successes[bucket] as number) + priorWeight * ofClass) / (evidence + priorWeight);
      const deviation = Math.sqrt((mean * (1 - mean)) / (evidence + priorWeight + 1));
      return { mean, deviation, evidence };
    },
    evidence: (errorClass) => totals(fade(errorClass))[1],
    sawAnswer(sentAtMs) {
      // What was sent before the first failure says nothing about the server after it.
      if (failuresInARow > 0 && sentAtMs < firstFailureMs) return null;
      const lengthMs = isDown() ? clock.nowMs - firstFailureMs : null;
      failuresInARow = 0;
      if (lengthMs !== null)
        outages = [...outages, { lengthMs, endedAtMs: clock.nowMs }].slice(-KEPT_OUTAGES);
      return lengthMs;
    },
    sawFailure(sentAtMs) {
      if (failuresInARow === 0) firstFailureMs = sentAtMs;
      failuresInARow += 1;
    },
    get isDown() {
      return isDown();
    },
    comesBack(delayMs) {
      if (!isDown()) return null;
      const ageMs = clock.nowMs - firstFailureMs;
      let longer = 0;
      let over = 0;
      for (const { lengthMs, endedAtMs } of outages) {
        if (lengthMs <= ageMs) continue;
        const weight = weightOf(endedAtMs);
        longer += weight;
        if (lengthMs <= ageMs + delayMs) over += weight;
      }
      return { chance: longer > 0 ? over / longer : 0, evidence: longer };
    },
    recoveryMs() {
      let sum = 0;
      let weights = 0;
      for (const { lengthMs, endedAtMs } of outages) {
        const weight = weightOf(endedAtMs);
        sum += weight * lengthMs;
        weights += weight;
      }
      return weights > 0 ? sum / weights : null;
    },
  };
}
