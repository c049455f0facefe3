/** What retries just did and why, in plain words. */
import { formatDuration, formatNumber } from '../../sim/format.ts';
import type { TraceEvent } from '../../sim/trace.ts';

const times = (factor: number) => formatNumber(Number(factor.toPrecision(2)));

function howMany(attempts: number): string {
  return attempts === 1 ? 'its only attempt' : `all ${attempts} attempts`;
}

function whyGivenUp({ reason, attempts }: TraceEvent['data']): string {
  switch (reason) {
    case 'lastAttempt':
      return `gave up: ${howMany(Number(attempts))} failed`;
    case 'budgetSpent':
      return `failed without another attempt: the retry budget is spent`;
    case 'hopeless':
      return `failed and is not retried: the failure is of a kind that no retry helps or may follow`;
    default:
      return `failed: another attempt would come too late for its deadline`;
  }
}

function herd(arrivals: number, capacity: number): string {
  const served = capacity === Infinity ? '' : `, where it serves ${times(capacity)} in that time`;
  return `A herd arrives: ${formatNumber(arrivals)} attempts reach the server within 10 ms${served}.`;
}

function outage({ outage: kind, forMs }: TraceEvent['data']): string {
  const what = kind === 'hangs' ? 'hangs and answers nothing' : 'is down and refuses everything';
  return forMs === Infinity
    ? `The server ${what}.`
    : `The server ${what}, for ${formatDuration(Number(forMs))}.`;
}

export function describe(event: TraceEvent): string | null {
  const { data, type, subject } = event;
  switch (type) {
    case 'server.failed':
      return outage(data);
    case 'server.recovered':
      return 'The server is back; what comes now are new calls and everybody’s retries.';
    case 'herd.arrived':
      return herd(Number(data['arrivals']), Number(data['capacity']));
    case 'storm.began':
      return `Retries outnumber calls: ${times(Number(data['amplification']))} attempts per call reached the server in the last second.`;
    case 'storm.ended':
      return 'The storm of retries is over: nearly every attempt is a first one again.';
    case 'budget.spent':
      return data['isShared'] === true
        ? 'The retry budget is spent: failures are passed on at once instead of being retried.'
        : 'Client 1’s retry budget is spent: its failures are passed on at once instead of being retried.';
    case 'budget.recovered':
      return 'Successes have filled the retry budget again: retries are allowed.';
    case 'retry.succeeded':
      return `Call #${subject} succeeded with attempt ${String(data['attempts'])}, after ${formatDuration(Number(data['waitedMs']))} of waiting in all.`;
    case 'retry.gaveUp':
      return `Call #${subject} ${whyGivenUp(data)}.`;
    default:
      return null;
  }
}
