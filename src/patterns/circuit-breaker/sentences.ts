/** What the circuit breaker just did and why, in plain words. */
import { formatDuration } from '../../sim/format.ts';
import type { TraceEvent } from '../../sim/trace.ts';

function whose(event: TraceEvent): string {
  return event.subject === 0 ? 'The breaker' : `Client ${event.subject + 1}’s breaker`;
}

function whyOpened({ reason, count, outOf }: TraceEvent['data']): string {
  switch (reason) {
    case 'consecutiveFailures':
      return `${String(count)} failures in a row (threshold ${String(outOf)})`;
    case 'failureRatio':
      return `${String(count)} of the last ${String(outOf)} calls failed`;
    case 'slowCallRatio':
      return `${String(count)} of the last ${String(outOf)} calls were slow`;
    case 'probeFailed':
      return 'a probe failed, the server is not well yet';
    default:
      return 'the probes gave no answer in time';
  }
}

function whichProbes(limit: number): string {
  if (limit === Infinity) return 'every call';
  return limit === 1 ? 'one call at a time' : `up to ${limit} calls at a time`;
}

export function describe(event: TraceEvent): string | null {
  const { data, type } = event;
  switch (type) {
    case 'breaker.opened':
      return `${whose(event)} opened: ${whyOpened(data)}. It rejects every call for ${formatDuration(Number(data['forMs']))}.`;
    case 'breaker.openExtended':
      return `A late failure restarted the open period: another ${formatDuration(Number(data['forMs']))}.`;
    case 'breaker.halfOpened':
      return `${whose(event)} is half-open: it lets ${whichProbes(Number(data['probes']))} through to see whether the server is well.`;
    case 'breaker.closed':
      return data['reason'] === 'reset'
        ? `${whose(event)} is closed and works on its own again.`
        : `${whose(event)} closed: ${String(data['count'])} successful ${data['count'] === 1 ? 'probe' : 'probes'}, calls flow again.`;
    case 'breaker.forcedOpen':
      return `${whose(event)} is forced open: every call is rejected.`;
    case 'breaker.disabled':
      return `${whose(event)} is disabled: every call goes through, failing or not.`;
    default:
      return null;
  }
}
