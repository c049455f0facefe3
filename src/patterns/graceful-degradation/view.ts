/** What the stage shows: the present of every feature, of the shop, and of its twin. */
import type { Board, FeatureTransition, Post } from './board.ts';
import type { Books } from './books.ts';
import type { Chronicle, SickSpan } from './chronicle.ts';
import type { Feature } from './features.ts';
import { admittedShare, rampStepMs } from './rules.ts';
import { isSick, type Faults, type ShopParams } from './sickness.ts';

export interface FeatureView {
  readonly feature: Feature;
  readonly state: string;
  /** Share of visits that may ask for it, 0–1. */
  readonly share: number;
  /** Share of visits that got it lately, 0–1; null when nobody asked. */
  readonly thereNow: number | null;
  readonly good: number;
  readonly total: number;
  /** Left of the present time off or ramp step, in ms; null in other states. */
  readonly remainingMs: number | null;
  /** Of its whole length, 0–1. */
  readonly remainingShare: number;
  readonly rampStep: number;
  readonly isSick: boolean;
  /** Of the last good data of a core feature, in ms. */
  readonly lastGoodAgeMs: number | null;
  readonly transition: FeatureTransition | null;
  readonly sickSpans: readonly SickSpan[];
}

export interface ShopView {
  readonly features: readonly FeatureView[];
  readonly isDegrading: boolean;
  readonly disableBelow: number;
  readonly enableFrom: number;
  /** Over the last seconds, 0–1; null when there were no visits. */
  readonly coreNow: number | null;
  readonly twinNow: number | null;
  /** θ, 0–1; null while the dimmer is off. */
  readonly dimmer: number | null;
  readonly p95Ms: number | null;
  readonly setpointMs: number;
  readonly running: number;
  readonly workers: number;
  readonly queued: number;
  readonly queueLimit: number;
  readonly twinRunning: number;
  readonly twinQueued: number;
  /** From this criticality on work is shed; 100: nothing is. */
  readonly sheddingFrom: number;
}

interface Present {
  readonly params: ShopParams;
  readonly faults: Faults;
  readonly books: Books;
  readonly chronicle: Chronicle;
  readonly nowMs: number;
}

function featureView({ feature, gate, lastGood, transition }: Post, present: Present): FeatureView {
  const { params, faults, books, chronicle, nowMs } = present;
  const { state, context } = gate.machine;
  const isTimed = state === 'disabled' || state === 'onFallback' || state === 'ramping';
  const remainingMs = isTimed ? Math.max(0, context.endsAtMs - nowMs) : null;
  const lengthMs = state === 'ramping' ? rampStepMs(context.settings) : context.offForMs;
  return {
    feature,
    state,
    share: admittedShare(state, context),
    thereNow: books.partNow(feature.id),
    ...gate.health,
    remainingMs,
    remainingShare: remainingMs !== null && lengthMs > 0 ? Math.min(1, remainingMs / lengthMs) : 0,
    rampStep: context.rampStep,
    isSick: isSick(feature, params, faults),
    lastGoodAgeMs: lastGood?.ageMs ?? null,
    transition,
    sickSpans: chronicle.sickSpans(feature),
  };
}

export const featureViews = ({ posts }: Board, present: Present): readonly FeatureView[] =>
  posts.map((post) => featureView(post, present));
