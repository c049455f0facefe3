/** The rules by which a feature is judged, as plain functions of its settings and of what is known about it. */
import { quantiseMs } from '../../sim/clock.ts';
import type { HealthTotals } from './healthWindow.ts';

export interface FeatureSettings {
  /** 0–1 */
  readonly disableBelow: number;
  /** 0–1 */
  readonly enableAbove: number;
  readonly hysteresisMs: number;
  readonly minimumAnswers: number;
  readonly suspectMs: number;
  /** Factor per disabling in a row, ≥ 1. */
  readonly disabledGrowth: number;
  readonly maxDisabledMs: number;
  /** 0–1 */
  readonly probeShare: number;
  readonly probeAnswers: number;
  readonly rampSteps: number;
  readonly rampStepMs: number;
  /** Whether a core feature has last good data to fall back on. */
  readonly staticStability: boolean;
}

export interface FeatureContext {
  readonly settings: FeatureSettings;
  /** As last judged. */
  readonly health: HealthTotals;
  readonly suspectSinceMs: number;
  /** When the feature was last switched fully on; `-Infinity` while it never was off. */
  readonly onSinceMs: number;
  /** Length of the last time off. */
  readonly offForMs: number;
  /** End of the present time off or of the present ramp step. */
  readonly endsAtMs: number;
  /** Switchings off that followed one another soon, 0 for the first. */
  readonly relapses: number;
  /** 1 to `rampSteps`. */
  readonly rampStep: number;
}

/** A feature that goes off again within this many of its last times off has relapsed. */
const SOON = 3;

/** The higher one of both thresholds: a feature is not enabled in a health that would disable it. */
export const enableThreshold = ({ enableAbove, disableBelow }: FeatureSettings): number =>
  Math.max(enableAbove, disableBelow);

/** Divides, for 11 of 20 is exactly the double 0.55, but 0.55 · 20 is a little more than 11. */
const scoreOf = ({ good, total }: HealthTotals): number => good / total;

export const isUnhealthy = (settings: FeatureSettings, health: HealthTotals): boolean =>
  health.total >= settings.minimumAnswers && scoreOf(health) < settings.disableBelow;

export const isWell = (settings: FeatureSettings, health: HealthTotals): boolean =>
  health.total >= settings.minimumAnswers && scoreOf(health) >= enableThreshold(settings);

/** Whether a suspect feature goes off now: unhealthy for long enough, and on for long enough. */
export function isConfirmed(context: FeatureContext, health: HealthTotals, atMs: number): boolean {
  const { settings, suspectSinceMs, onSinceMs } = context;
  return (
    isUnhealthy(settings, health) &&
    atMs - suspectSinceMs >= settings.suspectMs &&
    atMs - onSinceMs >= settings.hysteresisMs
  );
}

/** What the probes decide, as soon as there are enough of them. */
export function probesVerdict(settings: FeatureSettings, health: HealthTotals): 'on' | 'off' | 'goOn' {
  if (health.total < settings.probeAnswers) return 'goOn';
  return scoreOf(health) >= enableThreshold(settings) ? 'on' : 'off';
}

/** Why a feature goes off. */
export type OffReason = 'unhealthy' | 'probes' | 'ramp';

/** Relapses when the feature goes off now: one that did not even come back has relapsed. */
export function relapsesAfter(
  { relapses, offForMs, onSinceMs }: FeatureContext,
  reason: OffReason,
  atMs: number,
): number {
  const isRelapse = reason !== 'unhealthy' || atMs - onSinceMs <= SOON * offForMs;
  return isRelapse ? relapses + 1 : 0;
}

/** How long a feature stays off after so many relapses, in ms. */
export function offPeriodMs(settings: FeatureSettings, relapses: number): number {
  const { hysteresisMs, disabledGrowth, maxDisabledMs } = settings;
  // The factor is capped, not only the product: after many relapses it is infinite, and 0 ms times infinity is no time.
  const factor = Math.min(disabledGrowth ** relapses, Number.MAX_VALUE);
  return quantiseMs(Math.max(hysteresisMs, Math.min(hysteresisMs * factor, maxDisabledMs)));
}

/** A ramp without steps takes no time. */
export const rampStepMs = (settings: FeatureSettings): number =>
  settings.rampSteps === 0 ? 0 : settings.rampStepMs;

/** Share of visits that ask a feature in this state, 0–1. */
export function admittedShare(state: string, { settings, rampStep }: FeatureContext): number {
  switch (state) {
    case 'disabled':
    case 'onFallback':
    case 'killed':
      return 0;
    case 'probing':
      return settings.probeShare;
    case 'ramping':
      return rampStep / (settings.rampSteps + 1);
    default:
      return 1;
  }
}

/** Chance with which probes may come later than stated. */
const LATE = 1e-5;

/** Probes expected within the time in which `wanted` of them come, but for once in 1/LATE: Poisson’s law, by bisection. */
function probesToExpect(wanted: number): number {
  const chanceOfFewer = (expected: number): number => {
    let term = Math.exp(-expected);
    let sum = 0;
    for (let probes = 0; probes < wanted; probes += 1) {
      sum += term;
      term *= expected / (probes + 1);
    }
    return sum;
  };
  let [low, high] = [wanted, 10 * wanted + 20];
  while (high - low > 1e-3) {
    const middle = (low + high) / 2;
    if (chanceOfFewer(middle) > LATE) low = middle;
    else high = middle;
  }
  return high;
}

/** Health is judged this often. */
export const JUDGE_EVERY_MS = 250;

interface ReturnConditions {
  /** How long the service was sick. */
  readonly sickForMs: number;
  readonly callTimeoutMs: number;
  /** Visits that would ask for the feature. */
  readonly asksPerSecond: number;
}

/** The longest time off that can begin within `withinMs` of the first one, in ms. */
function longestOffMs(settings: FeatureSettings, withinMs: number): number {
  let beginsAtMs = 0;
  for (let relapses = 0; ; relapses += 1) {
    const offMs = offPeriodMs(settings, relapses);
    beginsAtMs += offMs;
    if (beginsAtMs > withinMs || offMs >= settings.maxDisabledMs || offMs === 0) return offMs;
  }
}

/**
 * The longest a feature may need to be fully on again once its service is well, in ms: a last round of probes fails on
 * what it saw before, another time off follows, then probes and ramp.
 */
export function longestReturnMs(settings: FeatureSettings, conditions: ReturnConditions): number {
  const { sickForMs, callTimeoutMs, asksPerSecond } = conditions;
  const { probeAnswers, probeShare, rampSteps } = settings;
  const probesMs = (probesToExpect(probeAnswers) / (asksPerSecond * probeShare)) * 1_000;
  const rampMs = rampSteps * rampStepMs(settings);
  const judgingMs = 2 * JUDGE_EVERY_MS;
  const offMs = longestOffMs(settings, sickForMs + callTimeoutMs);
  return callTimeoutMs + offMs + probesMs + rampMs + judgingMs;
}
