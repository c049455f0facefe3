/** How often chance alone switches a feature: exact tails of the binomial law. */
import { enableThreshold, type FeatureSettings } from './rules.ts';

/** Chance of each number of good answers, 0 to `answers`, when each fails with probability `failureRate`. */
function binomial(answers: number, failureRate: number): readonly number[] {
  let odds = [1];
  for (let n = 0; n < answers; n += 1) {
    odds = Array.from(
      { length: n + 2 },
      (_, good) => (odds[good] ?? 0) * failureRate + (odds[good - 1] ?? 0) * (1 - failureRate),
    );
  }
  return odds;
}

function chanceOf(answers: number, failureRate: number, isMeant: (score: number) => boolean): number {
  return binomial(answers, failureRate).reduce(
    (sum, chance, good) => sum + (isMeant(good / answers) ? chance : 0),
    0,
  );
}

/** That a window of this many answers is below the threshold to disable. */
export function chanceToSuspect(settings: FeatureSettings, answers: number, failureRate: number): number {
  return chanceOf(answers, failureRate, (score) => score < settings.disableBelow);
}

/** That a round of probes reaches the threshold to enable. */
export function chanceToReturn(settings: FeatureSettings, failureRate: number): number {
  const threshold = enableThreshold(settings);
  return chanceOf(settings.probeAnswers, failureRate, (score) => score >= threshold);
}
