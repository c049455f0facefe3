/** What probability theory says about a breaker whose calls come one after the other and fail independently, each with probability `f`. */
import type { BreakerParams } from './model.ts';
import { reaches, type BreakerSettings } from '../../sim/breaker/rules.ts';

/** P(at least `k` of `n` events of probability `f`). */
function binomialTail(n: number, k: number, f: number): number {
  if (f === 1) return Number(k <= n);
  let term = (1 - f) ** n;
  let tail = 0;
  for (let i = 0; i <= n; i += 1) {
    if (i >= k) tail += term;
    term *= ((n - i) / (i + 1)) * (f / (1 - f));
  }
  return tail;
}

/** P(a run of `length` failures among the first `calls`), by the lengths of the present run. */
function chanceOfRun(length: number, calls: number, f: number): number {
  let present = [1, ...Array<number>(length - 1).fill(0)];
  let done = 0;
  for (let i = 0; i < calls; i += 1) {
    done += (present.at(-1) as number) * f;
    const anew = present.reduce((sum, p) => sum + p, 0) * (1 - f);
    present = [anew, ...present.slice(0, -1).map((p) => p * f)];
  }
  return done;
}

/** The least number of failures among `results` that reaches the failure ratio; more than `results` when none does. */
function leastFailures(settings: BreakerSettings, results: number): number {
  let failures = 0;
  while (failures <= results && !reaches(settings, failures, results, settings.failureRatio)) failures += 1;
  return failures;
}

/** P(a closed breaker opens within `calls` calls), where there is a closed form. */
export function chanceToOpen(params: BreakerParams, calls: number): number | undefined {
  const { tripOn, failureThreshold, windowCalls, minimumCalls, evaluateOn, failureRate: f } = params;
  if (!isIndependent(params) || tripOn === 'ratioInWindow') return undefined;
  if (tripOn === 'consecutiveFailures') return chanceOfRun(failureThreshold, calls, f);
  const first = Math.min(minimumCalls, windowCalls);
  if (calls < first) return 0;
  const isJudgedOnce = calls === first && evaluateOn === 'everyResult';
  return isJudgedOnce ? binomialTail(calls, leastFailures(params, calls), f) : undefined;
}

/** Mean number of calls until the breaker opens, for N failures in a row f⁻¹ + … + f⁻ᴺ = (f⁻ᴺ − 1)/(1 − f). */
export function meanCallsToOpen(params: BreakerParams): number | undefined {
  const { tripOn, failureThreshold, failureRate: f } = params;
  if (!isIndependent(params) || tripOn !== 'consecutiveFailures' || f === 0) return undefined;
  let calls = 0;
  for (let i = 1; i <= failureThreshold; i += 1) calls += f ** -i;
  return calls;
}

/** P(a half-open breaker closes rather than opens again). */
export function chanceToClose(params: BreakerParams): number | undefined {
  const { halfOpenRule, halfOpenProbes, successThreshold, failureRate: f } = params;
  if (!isIndependent(params)) return undefined;
  if (halfOpenRule === 'successes') return (1 - f) ** successThreshold;
  const results = halfOpenProbes === Infinity ? successThreshold : halfOpenProbes;
  return 1 - binomialTail(results, leastFailures(params, results), f);
}

function isIndependent({ failureLaw }: BreakerParams): boolean {
  return failureLaw === 'random';
}
