/** The rules of the client as plain functions: which answers it takes, when stale data may be shown, what a page counts as. */
import {
  isSound,
  OPTIONAL_PARTS,
  type Flaw,
  type Label,
  type OptionalPart,
  type ServiceId,
} from './parts.ts';

export interface ClientSettings {
  /** Of the required read, ≥ 1. */
  readonly attempts: number;
  readonly retryPauseMs: number;
  /** 0–1: each pause is shortened by up to this share. */
  readonly retryJitter: number;
  readonly cacheTtlMs: number;
  readonly cacheOutage: boolean;
  readonly cacheAdmits: 'wholeAnswers' | 'anyAnswer';
  readonly staleAllowed: boolean;
  /** Counted from the end of the fetch, `Infinity` for no limit. */
  readonly staleMaxAgeMs: number;
  readonly staleUse: 'afterAttempts' | 'atFirstFailure';
  readonly answers: 'checked' | 'trusted';
  readonly flawsCountAs: 'partial' | 'full';
  readonly lostPaymentCountsAs: 'partial' | 'full';
  readonly transactionsFallback: boolean;
  readonly recommendationsFallback: boolean;
  readonly paymentFallback: boolean;
  /** The master switch of the four. */
  readonly timeouts: boolean;
  /** Each `Infinity` for none. */
  readonly userDataTimeoutMs: number;
  readonly transactionsTimeoutMs: number;
  readonly recommendationsTimeoutMs: number;
  readonly paymentTimeoutMs: number;
  /** `Infinity` for no hedging. */
  readonly hedgeAfterMs: number;
  readonly partsOrder: 'inTurn' | 'atOnce';
  readonly singleFlight: boolean;
  readonly breaker: boolean;
  readonly breakerFailures: number;
  readonly breakerOpenMs: number;
}

/** A client that takes what comes and has nothing to fall back on. */
export const NAIVE: ClientSettings = {
  attempts: 1,
  retryPauseMs: 0,
  retryJitter: 0,
  cacheTtlMs: 0,
  cacheOutage: true,
  cacheAdmits: 'anyAnswer',
  staleAllowed: false,
  staleMaxAgeMs: 0,
  staleUse: 'afterAttempts',
  answers: 'trusted',
  flawsCountAs: 'full',
  lostPaymentCountsAs: 'full',
  transactionsFallback: false,
  recommendationsFallback: false,
  paymentFallback: false,
  timeouts: false,
  userDataTimeoutMs: Infinity,
  transactionsTimeoutMs: Infinity,
  recommendationsTimeoutMs: Infinity,
  paymentTimeoutMs: Infinity,
  hedgeAfterMs: Infinity,
  partsOrder: 'inTurn',
  singleFlight: false,
  breaker: false,
  breakerFailures: 1,
  breakerOpenMs: 0,
};

/** How long a call to that service is waited for, `Infinity` for as long as it takes. */
export function timeoutMsOf(settings: ClientSettings, service: ServiceId): number {
  return settings.timeouts ? settings[`${service}TimeoutMs`] : Infinity;
}

export type Labels = Readonly<Partial<Record<ServiceId, Label>>>;

/** What the cache still holds when the service has failed. */
export interface StaleData {
  readonly ageMs: number;
  readonly label: Label;
}

/** A failed attempt for the required read. */
export interface Failure {
  readonly stale: StaleData | null;
  /** It was an answer, but a damaged one that the client does not take. */
  readonly flaw: Flaw | null;
}

/** The user data that a page shows, and where it comes from. */
export interface Shown {
  readonly source: 'answer' | 'stale' | 'damagedAnswer';
  readonly label: Label;
}

export interface PageContext {
  readonly settings: ClientSettings;
  /** Of the required read, from 0. */
  readonly attempt: number;
  /** Length of the present or the last pause. */
  readonly pauseMs: number;
  /** The flaw of the last damaged answer to the required read: better than nothing at the end. */
  readonly flaw: Flaw | null;
  readonly labels: Labels;
  /** Uniform draw in [0, 1) for the pause after that attempt. */
  readonly jitterOf: (attempt: number) => number;
}

/** Whether an answer to the required read is good enough to stop asking. */
export function isAcceptable({ answers }: ClientSettings, flaw: Flaw | null): boolean {
  return flaw === null || answers === 'trusted';
}

/** Whether an optional part can be built from this answer; a payment without a status cannot be read at all. */
export function isUsable({ answers }: ClientSettings, part: OptionalPart, flaw: Flaw | null): boolean {
  return flaw !== 'missing' || (answers === 'trusted' && part !== 'payment');
}

function isStaleUsable({ staleAllowed, staleMaxAgeMs }: ClientSettings, stale: StaleData | null): boolean {
  return stale !== null && staleAllowed && stale.ageMs <= staleMaxAgeMs;
}

/** Whether a failed attempt for the required read is followed by another. */
export function triesAgain({ settings, attempt }: PageContext, stale: StaleData | null): boolean {
  if (settings.staleUse === 'atFirstFailure' && isStaleUsable(settings, stale)) return false;
  return attempt + 1 < settings.attempts;
}

/** What is shown when no attempt gave a good answer: stale data, else a damaged answer, null when there is neither. */
export function shownInstead(
  { settings, flaw: before }: PageContext,
  { stale, flaw }: Failure,
): Shown | null {
  if (stale && isStaleUsable(settings, stale)) return { source: 'stale', label: stale.label };
  const damaged = flaw ?? before;
  return damaged && { source: 'damagedAnswer', label: damaged };
}

/** The pause after that attempt: linear, as in the reference, and shortened by the jitter. */
export function pauseAfter({ settings, attempt, jitterOf }: PageContext): number {
  const { retryPauseMs, retryJitter } = settings;
  return retryPauseMs * (attempt + 1) * (1 - retryJitter * jitterOf(attempt));
}

/** The optional parts to ask for now: the next one, or all that are still open. */
export function partsToAsk({ settings, labels }: PageContext): readonly OptionalPart[] {
  const open = OPTIONAL_PARTS.filter((part) => labels[part] === undefined);
  return settings.partsOrder === 'atOnce' ? open : open.slice(0, 1);
}

/** Whether the page is reported as a full success; `labels` name every part. */
export function countsAsFull({ flawsCountAs, lostPaymentCountsAs }: ClientSettings, labels: Labels): boolean {
  return Object.entries(labels).every(([part, label]) => {
    if (isSound(label)) return true;
    if (label === 'fallback') return part === 'payment' && lostPaymentCountsAs === 'full';
    return flawsCountAs === 'full';
  });
}

/** Whether anything on a shown page is not as it should be, whatever it is reported as. */
export function isDegraded(labels: Labels): boolean {
  return !Object.values(labels).every(isSound);
}
