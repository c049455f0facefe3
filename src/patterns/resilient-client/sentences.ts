/** What just happened to the watched page and why, in plain words. */
import { formatDuration } from '../../sim/format.ts';
import type { TraceData, TraceEvent } from '../../sim/trace.ts';
import { PART_NAMES, SERVICES } from './parts.ts';

const text = (data: TraceData, key: string) => String(data[key] ?? '');

function afterAttempts(data: TraceData): string {
  return data['attempts'] === 1 ? 'the service failed' : `all ${text(data, 'attempts')} attempts failed`;
}

/** What is wrong on a page that is shown. */
function flawsOf(data: TraceData): readonly string[] {
  const fallback = text(data, 'fallback');
  const flawed = text(data, 'flawed');
  const staleMs = data['staleMs'];
  return [
    ...(typeof staleMs === 'number' ? [`its user card is ${formatDuration(staleMs)} old`] : []),
    ...(data['isDamagedInCache'] === true ? ['its user card comes damaged from the cache'] : []),
    ...(flawed ? [`${flawed} came damaged`] : []),
    ...(fallback ? [`a fallback stands in for ${fallback}`] : []),
  ];
}

function whyFailed(data: TraceData): string {
  if (data['why'] === 'partLost') return 'a part failed that has no fallback';
  return `no user data (${afterAttempts(data)}) and none stored that may be shown`;
}

function breakerSentence({ type, subject, data }: TraceEvent): string {
  const service = SERVICES[subject] ?? 'userData';
  const name = PART_NAMES[service];
  if (type === 'breaker.opened') {
    const why =
      data['reason'] === 'probeFailed' ? 'its probe failed' : `${text(data, 'count')} calls in a row failed`;
    return `The breaker for ${name} opened: ${why}. For ${formatDuration(Number(data['forMs']))} the service is not asked.`;
  }
  if (type === 'breaker.halfOpened')
    return `The breaker for ${name} is half-open: one call may probe the service.`;
  return `The breaker for ${name} closed: the service answers again.`;
}

export function describe(event: TraceEvent): string | null {
  const { type, data } = event;
  const user = `User ${text(data, 'user')}`;
  switch (type) {
    case 'page.full':
      if (data['isDegraded'] === true)
        return `${user}’s page is reported as a full success, yet ${flawsOf(data).join(', ')}.`;
      return data['isCached'] === true
        ? `${user}’s page is whole, its user card from the cache.`
        : `${user}’s page is whole${Number(data['attempts']) > 1 ? `, after ${text(data, 'attempts')} attempts for the user data` : ''}.`;
    case 'page.partial':
      return `${user}’s page came up in part: ${flawsOf(data).join(', ')}.`;
    case 'page.failed':
      return `${user} sees an error: ${whyFailed(data)}.`;
    case 'naive.failed':
      return `The naive client shows ${user.toLowerCase()} an error where one failed call was enough.`;
    case 'cache.poisoned':
      return `The cache is poisoned: it has stored damaged user data of ${user.toLowerCase()} and will repeat it until its time is over.`;
    case 'breaker.opened':
    case 'breaker.halfOpened':
    case 'breaker.closed':
      return breakerSentence(event);
    default:
      return null;
  }
}
