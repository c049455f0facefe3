/** What the stage draws of a page: plain words and numbers, read off the values that the page shows. */
import { formatDuration, formatInstant, formatNumber } from '../../sim/format.ts';
import type { Page, Part, PartStatus } from './page.ts';
import { SERVICES, type ServiceId } from './parts.ts';

export interface PartPicture {
  readonly service: ServiceId;
  readonly status: PartStatus;
  /** What belongs to the status: how long it has been asked for, how old it is. */
  readonly note: string;
}

export interface PagePicture {
  readonly user: string;
  readonly standing: 'loading' | 'full' | 'partial' | 'error';
  /** How long it is taking or has taken. */
  readonly time: string;
  readonly parts: readonly PartPicture[];
  /** null: lost, or nothing there. */
  readonly name: string | null;
  readonly balance: string | null;
  readonly amounts: readonly number[] | null;
  readonly items: number | null;
  readonly score: string | null;
  readonly canPay: boolean;
  readonly isPaymentPending: boolean;
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function noteOf({ status, ageMs, sinceMs }: Part, attempts: number, nowMs: number): string {
  if (status === 'asking') {
    const time = formatInstant(nowMs - sinceMs);
    return attempts > 1 ? `attempt ${attempts}, ${time}` : time;
  }
  return ageMs === null ? '' : `${formatDuration(ageMs)} old`;
}

function standingOf({ outcome }: Page): PagePicture['standing'] {
  if (outcome === null) return 'loading';
  return outcome === 'full' || outcome === 'partial' ? outcome : 'error';
}

/** The amounts of whatever transactions there are; null when they are gone. */
function amountsOf(value: unknown): readonly number[] | null {
  const transactions = fieldOf(value, 'transactions');
  if (!Array.isArray(transactions)) return null;
  return transactions.map((each) => Number(fieldOf(each, 'amount')));
}

export function pagePicture(page: Page, nowMs: number): PagePicture {
  const { userData, transactions, recommendations, payment } = page.parts;
  const name = fieldOf(userData.value, 'name');
  const balance = fieldOf(userData.value, 'balance');
  const items = fieldOf(recommendations.value, 'items');
  const score = fieldOf(recommendations.value, 'score');
  return {
    user: `user ${page.call.client + 1}`,
    standing: standingOf(page),
    time: formatInstant((page.endedAtMs ?? nowMs) - page.startedAtMs),
    parts: SERVICES.map((service) => {
      const part = page.parts[service];
      const attempts = service === 'userData' ? page.attempts : 1;
      return { service, status: part.status, note: noteOf(part, attempts, nowMs) };
    }),
    name: typeof name === 'string' ? name : null,
    balance: typeof balance === 'number' ? formatNumber(balance) : null,
    amounts: amountsOf(transactions.value),
    items: Array.isArray(items) ? items.length : null,
    score: typeof score === 'number' ? String(score) : null,
    canPay: fieldOf(payment.value, 'status') === 'success',
    isPaymentPending: payment.status === 'waiting' || payment.status === 'asking',
  };
}
