/** What just happened to the pools and why, in plain words. */
import { formatDuration, formatNumber } from '../../sim/format.ts';
import type { TraceData, TraceEvent } from '../../sim/trace.ts';
import { CALM_MS } from './episode.ts';
import { KIND_NAMES, KINDS, type Kind } from './kinds.ts';

const calls = (count: number) => `${formatNumber(count)} ${count === 1 ? 'call' : 'calls'}`;

function poolName(pool: TraceData[string] | undefined): string {
  return pool === 'shared' ? 'shared pool' : `${KIND_NAMES[pool as Kind]} pool`;
}

/** Who holds most of a shared pool. */
function holders(data: TraceData): string {
  const shares = KINDS.map((kind) => ({ kind, count: Number(data[kind]) })).toSorted(
    (a, b) => b.count - a.count,
  );
  const [most] = shares;
  if (!most) return '';
  return `${formatNumber(most.count)} of its slots are held by ${KIND_NAMES[most.kind]} calls, and calls of every kind are turned away.`;
}

function overflowed({ data }: TraceEvent): string {
  const running = formatNumber(Number(data['running']));
  const waiting = formatNumber(Number(data['waiting']));
  const full = `The ${poolName(data['pool'])} is full, ${running} running and ${waiting} waiting: it rejects further calls at once.`;
  return data['pool'] === 'shared' ? `${full} ${holders(data)}` : `${full} The other pools do not notice.`;
}

function relieved({ data }: TraceEvent): string {
  const lastedMs = Number(data['lastedMs']);
  const within = lastedMs > 0 ? ` within ${formatDuration(lastedMs)}` : ' at once';
  return `The ${poolName(data['pool'])} has rejected nobody for ${formatDuration(CALM_MS)}; before that it turned ${calls(Number(data['rejected']))} away${within}.`;
}

function gaveUp({ data }: TraceEvent): string {
  const who = `A caller of the ${KIND_NAMES[data['kind'] as Kind]} gave up after ${formatDuration(Number(data['afterMs']))}`;
  const where = data['wasWaiting'] ? 'in the queue' : 'in its slot';
  return data['onTimeout'] === 'cancelled'
    ? `${who}: the call is cancelled and its place ${where} is free at once.`
    : `${who}, but the call goes on for nobody and keeps its place ${where}.`;
}

export function describe(event: TraceEvent): string | null {
  switch (event.type) {
    case 'pool.overflowed':
      return overflowed(event);
    case 'pool.relieved':
      return relieved(event);
    case 'caller.gaveUp':
      return gaveUp(event);
    case 'flood.sent':
      return `${calls(Number(event.data['calls']))} hit the ${KIND_NAMES[event.data['kind'] as Kind]} at once.`;
    default:
      return null;
  }
}
