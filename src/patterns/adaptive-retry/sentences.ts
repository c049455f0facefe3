/** What the contenders just did and why, in plain words. */
import { formatDuration, formatNumber, formatShare } from '../../sim/format.ts';
import type { TraceEvent } from '../../sim/trace.ts';
import { CONTENDER_LABELS, type ContenderId, type ErrorClass } from './contenders.ts';
import type { Manner } from './machine.ts';

const CLASS_WORDS: Readonly<Record<ErrorClass, string>> = {
  transient: 'a passing error',
  overload: 'overload',
  throttled: 'a rate limit',
  permanent: 'an internal error',
  slow: 'a timeout',
};

const share = (value: unknown) => formatShare(Number(Number(value).toPrecision(2)));
const worth = (value: unknown) => formatNumber(Number(Number(value).toPrecision(2)));
const time = (ms: unknown) => formatDuration(Math.round(Number(ms)));

interface Decided {
  readonly errorClass: ErrorClass;
  readonly manner: Manner;
  readonly waitMs: number | null;
  readonly chance: number;
  readonly worth: number;
  readonly price: number;
  readonly fromMs: number;
  readonly toMs: number;
}

function range({ fromMs, toMs }: Decided): string {
  return fromMs < 1 ? `within ${time(toMs)}` : `after ${time(fromMs)} to ${time(toMs)}`;
}

/** Why a failed call is or is not retried. */
export function explainDecision(call: number, decided: Decided): string {
  const { errorClass, manner, waitMs, chance, price } = decided;
  const odds = `a retry ${range(decided)} is given ${share(chance)}`;
  const value = `worth ${worth(decided.worth)} against a price of ${worth(price)}`;
  const after = `Call #${call} met ${CLASS_WORDS[errorClass]}`;
  if (manner === 'giveUp') return `${after} and is not retried: even at best ${odds}, ${value}.`;
  if (waitMs === null) return `${after}; ${odds}, but there is no place for it before the deadline.`;
  const why = { learning: 'still learning, ', waitAsTold: 'as told, ', quickRetry: '', backoff: '' }[manner];
  const queue = waitMs > decided.toMs + 1 ? ' for its place in the line' : '';
  return `${after}: ${why}it waits ${time(waitMs)}${queue}, for ${odds}, ${value}.`;
}

function strategyChanged(data: TraceEvent['data']): string {
  const decided = data as unknown as Decided;
  const what = `After ${CLASS_WORDS[decided.errorClass]}`;
  const odds = share(decided.chance);
  switch (decided.manner) {
    case 'learning':
      return `${what} the learner knows too little again, and tries.`;
    case 'quickRetry':
      return `${what} it now retries at once: ${odds} of such retries are expected to succeed.`;
    case 'backoff':
      return `${what} it now waits ${time(decided.fromMs)} to ${time(decided.toMs)}: that gives a retry ${odds}, less time gives less.`;
    case 'waitAsTold':
      return `${what} it now waits as long as the server asks, ${time(decided.fromMs)} and a little more.`;
    case 'giveUp':
      return `${what} it now gives up: at best ${odds} of retries would succeed, worth ${worth(decided.worth)} against a price of ${worth(decided.price)}.`;
  }
}

const OUTAGES: Readonly<Record<string, string>> = {
  refuses: 'refuses everything',
  hangs: 'swallows everything',
  holds: 'is cut off, and a switch keeps what is sent',
  resets: 'hangs until it is restarted',
};

function outage({ outage: kind, forMs }: TraceEvent['data']): string {
  const length = forMs === Infinity ? '' : `, for ${time(forMs)}`;
  return `The server ${OUTAGES[String(kind)] ?? 'is down'}${length}.`;
}

function budget({ hasOne, share: left }: TraceEvent['data']): string {
  if (hasOne !== true)
    return 'The adaptive budget is exhausted: retries wait until successes have paid for them.';
  return Number(left) >= 0.5
    ? 'The adaptive budget is healthy again.'
    : `The adaptive budget is constrained, ${share(left)} full: a retry must be worth more than its normal price.`;
}

function admission({ chance }: TraceEvent['data']): string {
  return Number(chance) >= 0.05
    ? `Too much is lost under load: the adaptive client sends ${share(chance)} of its calls no more, so that the server can drain.`
    : 'What is sent is accepted again: the adaptive client sends every call.';
}

export function describe({ type, subject, data }: TraceEvent): string | null {
  switch (type) {
    case 'server.failed':
      return outage(data);
    case 'server.recovered':
      return `The server can be reached again, after ${time(data['lengthMs'])}.`;
    case 'contender.recovered': {
      const label = CONTENDER_LABELS[data['contender'] as ContenderId];
      const ms = Number(data['recoveryMs']);
      return `“${label}” has recovered, ${ms === 0 ? 'at once' : `${time(ms)} after the outage`}.`;
    }
    case 'recovery.learned':
      return `The learner saw an outage of ${time(data['lengthMs'])}; on average they take ${time(data['meanMs'])}.`;
    case 'strategy.changed':
      return strategyChanged(data);
    case 'budget.changed':
      return budget(data);
    case 'admission.changed':
      return admission(data);
    case 'breaker.opened':
      return 'The breaker of “fixed delay” opens.';
    case 'breaker.halfOpened':
      return 'The breaker of “fixed delay” lets probes through.';
    case 'breaker.closed':
      return 'The breaker of “fixed delay” closes.';
    case 'call.decided':
      return explainDecision(subject, data as unknown as Decided);
    default:
      return null;
  }
}
