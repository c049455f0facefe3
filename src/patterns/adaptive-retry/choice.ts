/** Whether to retry, and after which delay: the value of a success times its chance, against the price of an attempt. */
import { fadeFactor } from '../../sim/fade.ts';
import type { Belief } from './learner.ts';
import { DELAY_EDGES_MS, bucketOfDelay, rangeOfBucket } from './learner.ts';

export interface Situation {
  /** Of the failure's class, by bucket of delays. */
  readonly beliefs: readonly Belief[];
  /** What past outages say when the server is down, or null. */
  readonly comesBack: (delayMs: number) => { readonly chance: number; readonly evidence: number } | null;
  /** Time for which the server asked, or null. */
  readonly askedMs: number | null;
  /** Since the call's arrival. */
  readonly elapsedMs: number;
  readonly deadlineMs: number;
  /** How long an answer takes. */
  readonly latencyMs: number;
  /** Of an attempt on an idle server, as a share of a success's value. */
  readonly price: number;
  /** How many times dearer the present load makes it; this fades with the delay, for a retry does not go before the load has. */
  readonly loadFactor: number;
  readonly optimism: number;
  readonly impatience: number;
  /** Whoever is told when to come back comes within this share of that time after it. */
  readonly askedSpread: number;
  /** Outages that the belief without any weighs as much as. */
  readonly outagePrior: number;
  /** A longer delay must gain more by this much, so that the choice does not flicker. */
  readonly leastAdvantage: number;
  /** In this time half of what the load adds to the price is expected to be gone. */
  readonly loadHalfLifeMs: number;
}

export interface Choice {
  readonly bucket: number;
  /** The delay is drawn from within these. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Chance that the retry succeeds, 0–1: as believed, and with the bonus for what little is known of. */
  readonly believed: number;
  readonly chance: number;
  /** That chance times what a success is still worth then. */
  readonly worth: number;
  readonly price: number;
}

const gainOf = ({ worth, price }: Choice) => worth - price;

/** The delay of the greatest gain, or null when none of them ends before the deadline. It may still not be worth its price. */
export function bestChoice(situation: Situation): Choice | null {
  const { askedMs, elapsedMs, deadlineMs, latencyMs, askedSpread, leastAdvantage } = situation;
  const latestMs = deadlineMs - elapsedMs - latencyMs;
  const askedBucket = askedMs === null ? -1 : bucketOfDelay(askedMs);
  let best: Choice | null = null;
  for (let bucket = Math.max(0, askedBucket); bucket < DELAY_EDGES_MS.length; bucket += 1) {
    const [low, high] = rangeOfBucket(bucket);
    const fromMs = Math.max(low, askedMs ?? 0);
    // Whoever is told when to come back comes soon after, but not together with the others.
    const toMs = Math.min(
      latestMs,
      askedMs !== null && bucket === askedBucket ? fromMs + Math.max(high - low, fromMs * askedSpread) : high,
    );
    if (toMs <= fromMs) continue;
    const choice = judge(situation, bucket, fromMs, toMs);
    if (!best || gainOf(choice) > gainOf(best) + leastAdvantage) best = choice;
  }
  return best;
}

function judge(situation: Situation, bucket: number, fromMs: number, toMs: number): Choice {
  const { beliefs, comesBack, elapsedMs, deadlineMs, price, optimism, impatience } = situation;
  const { loadFactor, loadHalfLifeMs, outagePrior } = situation;
  const { mean, deviation } = beliefs[bucket] as Belief;
  const hopeful = Math.min(1, mean + optimism * deviation);
  const back = comesBack((fromMs + toMs) / 2);
  const trust = back ? back.evidence / (back.evidence + outagePrior) : 0;
  const blend = (chance: number) => (back ? trust * back.chance + (1 - trust) * chance : chance);
  const chance = blend(hopeful);
  const lateness = (elapsedMs + (fromMs + toMs) / 2) / deadlineMs;
  return {
    bucket,
    fromMs,
    toMs,
    believed: blend(mean),
    chance,
    worth: chance * (1 - impatience * Math.min(1, lateness)),
    price: price * (1 + (loadFactor - 1) * fadeFactor(fromMs, loadHalfLifeMs)),
  };
}
