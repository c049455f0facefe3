/** What just happened to the pools and why, in plain words. */
import { formatDuration, formatNumber } from '../../sim/format.ts';
import type { TraceData, TraceEvent } from '../../sim/trace.ts';
import { CALM_MS } from './episode.ts';
import { capitalise, KIND_NAMES, KINDS, type Kind } from './kinds.ts';

const calls = (count: number) => `${formatNumber(count)} ${count === 1 ? 'call' : 'calls'}`;

function poolName(pool: TraceData[string] | undefined): string {
  return pool === 'shared' ? 'shared pool' : `${KIND_NAMES[pool as Kind]} pool`;
}

/** Who holds most of a shared pool. */
function holder(data: TraceData): string {
  const held = KINDS.map((kind) => ({ kind, slots: Number(data[kind]) }));
  const most = held.reduce((a, b) => (b.slots > a.slots ? b : a));
  return `${capitalise(KIND_NAMES[most.kind])} calls hold ${formatNumber(most.slots)} of its slots.`;
}

function overflowed({ data }: TraceEvent): string {
  const { pool } = data;
  const running = formatNumber(Number(data['running']));
  const waiting = formatNumber(Number(data['waiting']));
  const full = `The ${poolName(pool)} is full, ${running} running and ${waiting} waiting`;
  return pool === 'shared'
    ? `${full}: it rejects calls of every kind. ${holder(data)}`
    : `${full}: it rejects calls to the ${KIND_NAMES[pool as Kind]}, and no others.`;
}

function relieved({ data }: TraceEvent): string {
  const lastedMs = Number(data['lastedMs']);
  const within = lastedMs > 0 ? ` within ${formatDuration(lastedMs)}` : ' at once';
  return `The ${poolName(data['pool'])} has rejected nobody for ${formatDuration(CALM_MS)}; before that it turned ${calls(Number(data['rejected']))} away${within}.`;
}

function gaveUp({ data }: TraceEvent): string {
  const who = `A caller of the ${KIND_NAMES[data['kind'] as Kind]} gave up after ${formatDuration(Number(data['afterMs']))}`;
  const wasWaiting = data['wasWaiting'] === true;
  if (data['onTimeout'] === 'cancelled')
    return `${who}: the call is cancelled, and its ${wasWaiting ? 'place in the queue' : 'slot'} is free at once.`;
  return `${who}, but the call goes on for nobody and keeps its ${wasWaiting ? 'place in the queue' : 'slot'}.`;
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
