/**
 * What probability theory says about calls that are retried alone, each attempt failing with probability `f` at once, and
 * about budgets. Undefined where there is no closed form.
 */
import { ceilingMs, type BackoffSettings } from '../../sim/backoff.ts';
import type { RetryParams } from './model.ts';

export interface RetryLaw extends BackoffSettings {
  readonly maxAttempts: number;
  readonly failureRate: number;
}

/** Whether nothing but `f` decides how an attempt ends, and nothing but waits takes time. */
export function isIdeal(params: RetryParams): boolean {
  return (
    params.outage === 'none' &&
    params.latencyMs === 0 &&
    params.slowCallShare === 0 &&
    !params.throttling &&
    params.hopelessShare === 0 &&
    params.retryBudget === 'none' &&
    params.retryOn !== 'neverRan' &&
    params.callDeadlineMs === Infinity
  );
}

export function chanceOfSuccess({ failureRate: f, maxAttempts: n }: RetryLaw): number {
  return 1 - f ** n;
}

export function meanAttempts({ failureRate: f, maxAttempts: n }: RetryLaw): number {
  return f === 1 ? n : (1 - f ** n) / (1 - f);
}

/** Attempts that reach the server per call when each of `layers` retries all of what lies below it. */
export function meanAttemptsOfLayers(law: RetryLaw, layers: number): number {
  let { failureRate } = law;
  let attempts = 1;
  for (let layer = 0; layer < layers; layer += 1) {
    attempts *= meanAttempts({ ...law, failureRate });
    failureRate = 1 - chanceOfSuccess({ ...law, failureRate });
  }
  return attempts;
}

/** The waits of a call that fails to the end; undefined when decorrelated waits may meet the cap. */
export function meanWaitsMs(law: RetryLaw): readonly number[] | undefined {
  const retries = Array.from({ length: law.maxAttempts - 1 }, (_, retry) => retry);
  const { initialDelayMs, maxDelayMs, jitter } = law;
  if (jitter !== 'decorrelated') {
    const share = { none: 1, full: 1 / 2, equal: 3 / 4 }[jitter];
    return retries.map((retry) => ceilingMs(law, retry) * share);
  }
  if (initialDelayMs * 3 ** retries.length > maxDelayMs) return undefined;
  let mean = initialDelayMs;
  return retries.map(() => (mean = (initialDelayMs + 3 * mean) / 2));
}

/** The chances of 0, 1, 2 … waits in a call. */
function chancesOfWaits({ failureRate: f, maxAttempts: n }: RetryLaw): readonly number[] {
  return Array.from({ length: n }, (_, waits) => f ** waits * (waits < n - 1 ? 1 - f : 1));
}

export function meanDelayMs(law: RetryLaw): number | undefined {
  const { failureRate: f } = law;
  return meanWaitsMs(law)?.reduce((sum, wait, retry) => sum + f ** (retry + 1) * wait, 0);
}

/** Mean of all waits of the calls that succeed. */
export function meanTimeToSuccessMs(law: RetryLaw): number | undefined {
  const { failureRate: f, maxAttempts } = law;
  const waits = meanWaitsMs(law);
  if (!waits || f === 1) return undefined;
  let sum = 0;
  let waited = 0;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    sum += f ** attempt * (1 - f) * waited;
    waited += waits[attempt] ?? 0;
  }
  return sum / chanceOfSuccess(law);
}

/** Beyond this the alternating sum below loses more digits than a table shows. */
const MOST_CANCELLATION = 1e6;

/** P(a sum of independent uniforms on [0, width] ≤ x), by inclusion and exclusion. */
function chanceOfSum(widths: readonly number[], x: number): number | undefined {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (x < 0) return 0;
  if (x >= total) return 1;
  const count = widths.length;
  const scale = widths.reduce((product, width, index) => product * width * (index + 1), 1);
  if (total ** count / scale > MOST_CANCELLATION) return undefined;
  let sum = 0;
  for (let subset = 0; subset < 2 ** count; subset += 1) {
    let left = x;
    let sign = 1;
    for (const [index, width] of widths.entries()) {
      if (((subset >> index) & 1) === 0) continue;
      left -= width;
      sign = -sign;
    }
    if (left > 0) sum += sign * left ** count;
  }
  return sum / scale;
}

/** P(all waits of a call together ≤ x). */
function chanceOfDelay(law: RetryLaw, x: number): number | undefined {
  let chance = 0;
  for (const [waits, odds] of chancesOfWaits(law).entries()) {
    const ceilings = Array.from({ length: waits }, (_, retry) => ceilingMs(law, retry));
    const spread = { none: 0, full: 1, equal: 1 / 2, decorrelated: NaN }[law.jitter];
    const least = ceilings.reduce((sum, ceiling) => sum + ceiling * (1 - spread), 0);
    const widths = ceilings.map((ceiling) => ceiling * spread).filter((width) => width > 0);
    const part = chanceOfSum(widths, x - least);
    if (part === undefined) return undefined;
    chance += odds * part;
  }
  return chance;
}

const HALVINGS = 60;

/** The least delay that a share `q` of all calls does not exceed. */
export function delayQuantileMs(law: RetryLaw, q: number): number | undefined {
  if (law.jitter === 'decorrelated') return undefined;
  let low = 0;
  let high = Array.from({ length: law.maxAttempts - 1 }, (_, retry) => ceilingMs(law, retry)).reduce(
    (sum, ceiling) => sum + ceiling,
    0,
  );
  if ((chanceOfDelay(law, 0) ?? 0) >= q) return 0;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    const chance = chanceOfDelay(law, middle);
    if (chance === undefined) return undefined;
    if (chance >= q) high = middle;
    else low = middle;
  }
  return high;
}

/** Retries that a full bucket allows when every attempt fails, and in all of `calls` for a share of calls. */
export function retriesAllowed(params: RetryParams, calls: number): number {
  const most = calls * (params.maxAttempts - 1);
  const { budgetRatio, budgetMinPerSecond, budgetWindowMs } = params;
  const allowed = {
    none: Infinity,
    ratio: Math.floor(budgetRatio * calls + (budgetMinPerSecond * budgetWindowMs) / 1000 + 1e-9),
    grpc: Math.ceil(params.grpcMaxTokens / 2) - 1,
    aws: Math.floor(params.awsCapacity / params.awsRetryCost),
  }[params.retryBudget];
  return Math.min(most, allowed);
}

/** Share of failing attempts above which a gRPC bucket runs dry in the long run. */
export function grpcThreshold(tokenRatio: number): number {
  return tokenRatio / (1 + tokenRatio);
}

/** More states than this take too long to follow. */
const MOST_STATES = 2_000;

/**
 * P(gRPC's bucket lets a call be retried whose first attempt fails, after `calls` calls from full), exactly: the law of
 * the number of tokens, call by call. Counts in units of what a success brings back.
 */
export function chanceOfRetry(params: RetryParams, calls: number): number | undefined {
  const { failureRate: f, grpcMaxTokens, grpcTokenRatio, maxAttempts } = params;
  const price = Math.round(1e6 / grpcTokenRatio) / 1e6;
  const full = grpcMaxTokens * price;
  if (!Number.isInteger(price) || full > MOST_STATES) return undefined;
  let law = new Float64Array(full + 1);
  law[full] = 1;
  const isAlive = (tokens: number) => tokens > full / 2;
  for (let call = 0; call < calls; call += 1) {
    const after = new Float64Array(full + 1);
    let trying = law;
    const put = (into: Float64Array, tokens: number, odds: number) => {
      into[tokens] = (into[tokens] as number) + odds;
    };
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const failed = new Float64Array(full + 1);
      for (const [tokens, odds] of trying.entries()) {
        if (odds === 0) continue;
        put(after, Math.min(full, tokens + 1), odds * (1 - f));
        const left = Math.max(0, tokens - price);
        put(attempt < maxAttempts && isAlive(left) ? failed : after, left, odds * f);
      }
      trying = failed;
    }
    law = after;
  }
  const chance = law.reduce((sum, odds, tokens) => sum + (isAlive(tokens - price) ? odds : 0), 0);
  return Math.round(chance * 1e12) / 1e12;
}
