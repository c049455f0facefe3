/**
 * What probability theory says about the page of a user who has not come before: calls meet their fates independently,
 * so everything follows from the law of a single call. There is a closed form as long as services answer at once, no
 * breaker remembers earlier calls, nothing is hedged and chaos may touch everybody.
 */
import type { ClientParams } from './model.ts';
import { isSound, OPTIONAL_PARTS, type Label, type ServiceId } from './parts.ts';
import { countsAsFull, isAcceptable, isUsable, timeoutMsOf } from './rules.ts';

/** Chances of the ways in which one call ends for the client, and its mean time. */
interface CallLaw {
  readonly whole: number;
  readonly truncated: number;
  readonly missing: number;
  readonly failed: number;
  readonly meanMs: number;
}

export interface PageLaw {
  readonly full: number;
  readonly partial: number;
  readonly failed: number;
  readonly fullYetDegraded: number;
  /** Shown pages without the recommendations’ items, over all pages. */
  readonly itemsMissing: number;
  /** Shown pages with a dead pay button, over all pages. */
  readonly paymentLost: number;
  /** undefined when parts are asked for at once. */
  readonly meanMs: number | undefined;
}

const WHOLE: CallLaw = { whole: 1, truncated: 0, missing: 0, failed: 0, meanMs: 0 };

/** A partial response of all these answers loses one key: it is `missing` when that is what the part is about. */
const KEYS: Readonly<Record<ServiceId, number>> = {
  userData: 3,
  transactions: 2,
  recommendations: 3,
  payment: 2,
};

function mixture(laws: readonly (readonly [chance: number, law: CallLaw])[]): CallLaw {
  const mean = (key: keyof CallLaw) => laws.reduce((sum, [chance, law]) => sum + chance * law[key], 0);
  return {
    whole: mean('whole'),
    truncated: mean('truncated'),
    missing: mean('missing'),
    failed: mean('failed'),
    meanMs: mean('meanMs'),
  };
}

/** A delay uniform between the two ends, cut off at the timeout. */
function lateLaw({ latencyMinMs: from, latencyMaxMs }: ClientParams, timeoutMs: number): CallLaw {
  const to = Math.max(from, latencyMaxMs);
  if (timeoutMs > to) return { ...WHOLE, meanMs: (from + to) / 2 };
  if (timeoutMs <= from) return { ...WHOLE, whole: 0, failed: 1, meanMs: timeoutMs };
  const whole = (timeoutMs - from) / (to - from);
  return {
    ...WHOLE,
    whole,
    failed: 1 - whole,
    meanMs: (whole * (from + timeoutMs)) / 2 + (1 - whole) * timeoutMs,
  };
}

function callLaw(params: ClientParams, service: ServiceId): CallLaw {
  const mode = params[`${service}Chaos`];
  const timeoutMs = timeoutMsOf(params, service);
  if (!params.chaos || mode === 'off') return WHOLE;
  const missing = 1 / KEYS[service];
  const laws = {
    latency: lateLaw(params, timeoutMs),
    error: { ...WHOLE, whole: 0, failed: 1 },
    partial: { ...WHOLE, whole: 0, truncated: 1 - missing, missing },
    timeout: { ...WHOLE, whole: 0, failed: 1, meanMs: Math.min(params.timeoutDelayMs, timeoutMs) },
  };
  const all = [...Object.values(laws), WHOLE];
  const disturbed = mode === 'random' ? mixture(all.map((law) => [1 / all.length, law])) : laws[mode];
  const hitsAll = params.latencyHits === 'everyCall' && (mode === 'latency' || mode === 'random');
  const rate = hitsAll ? 1 : params[`${service}Rate`];
  return mixture([
    [rate, disturbed],
    [1 - rate, WHOLE],
  ]);
}

/** Chances of what a part of the page is labelled, and of the page failing for it. */
interface PartLaw {
  readonly labels: Readonly<Partial<Record<Label, number>>>;
  readonly fatal: number;
}

function userLaw(params: ClientParams): PartLaw & { readonly meanMs: number } {
  const { attempts, retryPauseMs, retryJitter } = params;
  const { whole, truncated, missing, failed, meanMs } = callLaw(params, 'userData');
  const taken = isAcceptable(params, 'truncated') ? 1 - failed : whole;
  const again = 1 - taken;
  /** Chance of a k-th attempt from 0, and their sum. */
  const chances = Array.from({ length: attempts }, (_, k) => again ** k);
  const tries = chances.reduce((sum, chance) => sum + chance, 0);
  const pauseMs = chances.reduce((sum, chance, k) => sum + chance * k * retryPauseMs, 0);
  const damaged = truncated + missing;
  const lastResort = again ** attempts - failed ** attempts;
  const damagedInTheEnd = taken > whole ? damaged * tries : lastResort;
  return {
    labels: {
      fresh: whole * tries,
      truncated: damaged > 0 ? (damagedInTheEnd * truncated) / damaged : 0,
      missing: damaged > 0 ? (damagedInTheEnd * missing) / damaged : 0,
    },
    fatal: failed ** attempts,
    meanMs: meanMs * tries + pauseMs * (1 - retryJitter / 2),
  };
}

function optionalLaw(params: ClientParams, part: (typeof OPTIONAL_PARTS)[number]): PartLaw {
  const { whole, truncated, missing, failed } = callLaw(params, part);
  const usableMissing = isUsable(params, part, 'missing') ? missing : 0;
  const lost = failed + missing - usableMissing;
  const hasFallback = params[`${part}Fallback`];
  return {
    labels: { fresh: whole, truncated, missing: usableMissing, fallback: hasFallback ? lost : 0 },
    fatal: hasFallback ? 0 : lost,
  };
}

/** Chance of all labels of that part for which `holds`. */
function chanceOf({ labels }: PartLaw, holds: (label: Label) => boolean): number {
  return Object.entries(labels).reduce(
    (sum, [label, chance]) => (holds(label as Label) ? sum + chance : sum),
    0,
  );
}

/** Two chances of which one includes the other: what rounding leaves of nothing is nothing. */
function difference(whole: number, part: number): number {
  return whole - part < Number.EPSILON * 64 ? 0 : whole - part;
}

export function pageLaw(params: ClientParams): PageLaw | null {
  const { serviceMs, breaker, hedgeAfterMs, blastRadius, partsOrder } = params;
  if (serviceMs > 0 || breaker || hedgeAfterMs < Infinity || blastRadius < 1) return null;
  const user = userLaw(params);
  const parts = OPTIONAL_PARTS.map((part) => ({ part, law: optionalLaw(params, part) }));
  const all = [{ part: 'userData' as const, law: user }, ...parts];
  const product = (chance: (each: (typeof all)[number]) => number) =>
    all.reduce((whole, each) => whole * chance(each), 1);

  const shown = product(({ law }) => 1 - law.fatal);
  const full = product(({ part, law }) => chanceOf(law, (label) => countsAsFull(params, { [part]: label })));
  const whole = product(({ law }) => chanceOf(law, isSound));
  const shownWith = (service: ServiceId, label: Label) =>
    product(({ part, law }) => (part === service ? chanceOf(law, (each) => each === label) : 1 - law.fatal));

  let meanMs = user.meanMs;
  let goesOn = 1 - user.fatal;
  for (const { part, law } of parts) {
    meanMs += goesOn * callLaw(params, part).meanMs;
    goesOn *= 1 - law.fatal;
  }
  return {
    full,
    partial: difference(shown, full),
    failed: difference(1, shown),
    fullYetDegraded: difference(full, whole),
    itemsMissing: shownWith('recommendations', 'missing'),
    paymentLost: shownWith('payment', 'fallback'),
    meanMs: partsOrder === 'inTurn' ? meanMs : undefined,
  };
}
