/**
 * The rules of a timeout budget as plain functions: how much of what is left a child gets, and whether it may start.
 * `asWritten` is the reference's coordinator (Exercise 3), `corrected` mends it, `uncoordinated` knows no budget.
 */
import { quantiseMs } from '../../sim/clock.ts';

export type Coordination = 'corrected' | 'asWritten' | 'uncoordinated';

/** What an operation asks, one after the other. */
export type Child = 'cache' | 'database' | 'api';

export interface BudgetSettings {
  readonly coordination: Coordination;
  readonly budgetMs: number;
  readonly maxAttempts: number;
  readonly pauseMs: number;
  /** Only `corrected`: an attempt after which no other fits gets all that is left. */
  readonly spendsRest: boolean;
  /** Only `corrected`: end of the budget that no child may use. */
  readonly reserveMs: number;
  /** Shares of the remaining budget, 0–1. */
  readonly cacheFraction: number;
  readonly databaseFraction: number;
  readonly apiFraction: number;
  readonly cacheMinimumMs: number;
  readonly databaseMinimumMs: number;
  readonly apiMinimumMs: number;
  /** Only `corrected`: the least time with which a child is worth starting. */
  readonly cacheNeedsMs: number;
  readonly databaseNeedsMs: number;
  readonly apiNeedsMs: number;
  /** Only `uncoordinated`. */
  readonly cacheTimeoutMs: number;
  readonly databaseTimeoutMs: number;
  readonly apiTimeoutMs: number;
}

/** `exhausted`: nothing is left. `refused`: too little is left to be of use. */
export type Verdict = 'start' | 'exhausted' | 'refused';

/** What a child is given. */
export interface Allotment {
  readonly verdict: Verdict;
  /** What was left of the budget, 0 when it was overdrawn. */
  readonly remainingMs: number;
  /** What it gets, or would have got if it had been allowed to start. */
  readonly timeoutMs: number;
  /** What the child must at least be given; 0 where nobody asks. */
  readonly neededMs: number;
}

interface Terms {
  readonly fraction: number;
  readonly minimumMs: number;
  readonly needsMs: number;
  readonly fixedMs: number;
}

function termsOf(settings: BudgetSettings, child: Child): Terms {
  return {
    fraction: settings[`${child}Fraction`],
    minimumMs: settings[`${child}MinimumMs`],
    needsMs: settings[`${child}NeedsMs`],
    fixedMs: settings[`${child}TimeoutMs`],
  };
}

const shareOf = (remainingMs: number, { fraction, minimumMs }: Terms) =>
  Math.max(quantiseMs(remainingMs * fraction), minimumMs);

function allotAsWritten(remainingMs: number, child: Child, terms: Terms): Allotment {
  if (remainingMs <= 0) return { verdict: 'exhausted', remainingMs: 0, timeoutMs: 0, neededMs: 0 };
  const timeoutMs = Math.min(shareOf(remainingMs, terms), remainingMs);
  if (child === 'api' && timeoutMs <= terms.minimumMs) {
    return { verdict: 'refused', remainingMs, timeoutMs, neededMs: terms.minimumMs };
  }
  return { verdict: 'start', remainingMs, timeoutMs, neededMs: 0 };
}

/** Whether a child that needs so long is worth starting with what is left. */
function isUseful({ reserveMs }: BudgetSettings, remainingMs: number, needsMs: number): boolean {
  const usableMs = quantiseMs(remainingMs - reserveMs);
  return usableMs > 0 && usableMs >= needsMs;
}

/** `attempts` have been made and `remainingMs` are left: is there time for another one after the pause? */
function hasTimeForAnother(settings: BudgetSettings, remainingMs: number, attempts: number): boolean {
  const { maxAttempts, pauseMs, databaseNeedsMs } = settings;
  return attempts < maxAttempts && isUseful(settings, quantiseMs(remainingMs - pauseMs), databaseNeedsMs);
}

function allotCorrected(
  settings: BudgetSettings,
  remainingMs: number,
  child: Child,
  attempt: number,
): Allotment {
  const { reserveMs, spendsRest } = settings;
  const terms = termsOf(settings, child);
  const neededMs = quantiseMs(terms.needsMs + reserveMs);
  const usableMs = Math.max(0, quantiseMs(remainingMs - reserveMs));
  const shareMs = Math.min(shareOf(remainingMs, terms), usableMs);
  if (!isUseful(settings, remainingMs, terms.needsMs)) {
    return { verdict: 'refused', remainingMs: Math.max(0, remainingMs), timeoutMs: shareMs, neededMs };
  }
  const getsRest =
    spendsRest &&
    child === 'database' &&
    !hasTimeForAnother(settings, quantiseMs(remainingMs - shareMs), attempt + 1);
  return { verdict: 'start', remainingMs, timeoutMs: getsRest ? usableMs : shareMs, neededMs };
}

/** What the child gets when `elapsedMs` of the operation have passed; `attempt` counts a child's tries from 0. */
export function allot(settings: BudgetSettings, child: Child, elapsedMs: number, attempt: number): Allotment {
  const remainingMs = quantiseMs(settings.budgetMs - elapsedMs);
  switch (settings.coordination) {
    case 'asWritten':
      return allotAsWritten(remainingMs, child, termsOf(settings, child));
    case 'corrected':
      return allotCorrected(settings, remainingMs, child, attempt);
    case 'uncoordinated':
      return {
        verdict: 'start',
        remainingMs: Math.max(0, remainingMs),
        timeoutMs: termsOf(settings, child).fixedMs,
        neededMs: 0,
      };
  }
}

/** What follows a failed attempt at the database, of which `attempts` have been made. */
export type AfterFailure = 'pause' | 'giveUp' | 'noTime';

export function afterFailure(settings: BudgetSettings, elapsedMs: number, attempts: number): AfterFailure {
  if (attempts >= settings.maxAttempts) return 'giveUp';
  if (settings.coordination !== 'corrected') return 'pause';
  const remainingMs = quantiseMs(settings.budgetMs - elapsedMs);
  return hasTimeForAnother(settings, remainingMs, attempts) ? 'pause' : 'noTime';
}
