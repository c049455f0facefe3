/** The charts of the distributed-lock page. */
import type { ChartSpec } from '../pattern.ts';

export const charts = [
  {
    id: 'holders',
    title: 'Holders, true and believed',
    kind: 'lines',
    unit: 'count',
    series: [
      { metric: 'holders', label: 'with a lease', tone: 'accent' },
      { metric: 'believers', label: 'believe so', tone: 'warning' },
    ],
  },
  {
    id: 'writes',
    title: 'Writes at the resource',
    kind: 'stacked',
    unit: 'callsPerRow',
    series: [
      { metric: 'acceptedWrites', label: 'accepted', outcome: 'succeeded' },
      { metric: 'rejectedWrites', label: 'rejected', outcome: 'rejected' },
    ],
  },
  {
    id: 'waiting',
    title: 'Waiting for the lock',
    kind: 'lines',
    unit: 'ms',
    series: [
      { metric: 'waitingMs.p50', label: 'median', tone: 'accent' },
      { metric: 'waitingMs.p95', label: 'p95', tone: 'muted' },
    ],
    threshold: { param: 'ttlMs', label: 'time to live' },
  },
  {
    id: 'zombies',
    title: 'Time of zombie holders',
    kind: 'lines',
    unit: 'ms',
    series: [{ metric: 'zombieMs', label: 'together', tone: 'warning' }],
  },
  { id: 'states', title: 'States of the actors', kind: 'lanes', unit: 'state', series: [] },
] as const satisfies readonly ChartSpec[];
