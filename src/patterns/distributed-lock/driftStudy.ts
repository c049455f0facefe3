/** How long a client may use a lease when clocks run at different rates: the closed form, held against the model. */
import { exactly } from '../../sim/estimate.ts';
import { formatDuration } from '../../sim/format.ts';
import { runWhole } from '../wholeRun.ts';
import type { Study, StudyRow } from '../study.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params as specs, type LockParams } from './params.ts';

/** With every rate in 1 ± drift a client must stop at TTL·(1 − drift)/(1 + drift) by its own clock, from before it asked. */
const safeAllowance = (drift: number) => 1 - (1 - drift) / (1 + drift);

const TTL_MS = 30_000;
/** What node-redlock leaves aside: a hundredth of the time to live, and 2 ms. */
const LIBRARY_ALLOWANCE = 0.01 + 2 / TTL_MS;

/** The worst that may happen: the node runs fast, the client slow. */
const row = (id: string, label: string, drift: number, driftAllowance: number): StudyRow<LockParams> => ({
  id,
  label,
  set: { n1ClockRate: 1 + drift, c1ClockRate: 1 - drift, driftAllowance },
});

const rows = [
  row('drift-0-01', 'drift 0.01 %, closed form', 0.0001, safeAllowance(0.0001)),
  row('drift-0-1', 'drift 0.1 %, closed form', 0.001, safeAllowance(0.001)),
  row('drift-1', 'drift 1 %, closed form', 0.01, safeAllowance(0.01)),
  row('library-0-5', 'drift 0.5 %, node-redlock’s allowance', 0.005, LIBRARY_ALLOWANCE),
  row('library-1', 'drift 1 %, node-redlock’s allowance', 0.01, LIBRARY_ALLOWANCE),
];

/** To whole µs: the model's clock counts in ns. */
const rounded = (ms: number) => Math.round(ms * 1_000) / 1_000 + 0;

export const driftStudy: Study<LockParams> = {
  id: 'drift',
  title: 'How much may clocks drift?',
  question:
    'The node’s clock runs fast and the client’s slow, each by the drift. The client may use the lease for TTL·(1−ρ)/(1+ρ) by its own clock, counted from before it asked; then it stops not after the node lets go.',
  trialsOf: 'runs',
  columns: {
    usable: {
      label: 'usable',
      unit: 'ms',
      help: 'How long the client uses the lease by its own clock.',
    },
    stops: { label: 'client stops at', unit: 'ms', help: 'The same in real time.' },
    ends: {
      label: 'node lets go at',
      unit: 'ms',
      help: 'When the lease is over for the node, in real time.',
    },
    slack: {
      label: 'in hand',
      unit: 'ms',
      help: 'How much earlier the client stops; below zero another one may hold the lock meanwhile.',
    },
  },
  rows,
  conditions: { ttlMs: TTL_MS },
  trials: [1],
  checkedTrials: 1,
  measure({ params }) {
    const { ttlMs, driftAllowance, n1ClockRate, c1ClockRate } = params;
    let stoppedMs = NaN;
    const { view } = runWhole(
      { params: specs, metrics, create: createModel },
      {
        ttlMs,
        driftAllowance,
        n1ClockRate,
        c1ClockRate,
        workload: 'script',
        clients: 2,
        c2FromMs: Infinity,
        renewEveryMs: Infinity,
        sectionMs: 60_000,
        writes: 1,
        latencyMs: 0,
        latencyJitterMs: 0,
        compareAndDelete: false,
      },
      {
        durationMs: 3 * ttlMs,
        onStart: ({ trace }) => {
          trace.subscribe(({ type, atMs }) => {
            if (type === 'lock.lost') stoppedMs = atMs;
          });
        },
      },
    );
    const end = view.leases.find(({ side }) => side === 'node')?.untilMs ?? NaN;
    const usableMs = ttlMs * (1 - driftAllowance);
    const [stopsMs, endsMs] = [usableMs / c1ClockRate, ttlMs / n1ClockRate];
    const compared = (value: number, predicted: number) =>
      Number.isFinite(value) ? exactly(rounded(value), rounded(predicted)) : exactly(null);
    return {
      usable: compared(stoppedMs * c1ClockRate, usableMs),
      stops: compared(stoppedMs, stopsMs),
      ends: compared(end, endsMs),
      slack: compared(end - stoppedMs, endsMs - stopsMs),
    };
  },
  findings(figures) {
    return rows.flatMap(({ id, label }) => {
      const slack = figures[id]?.['slack']?.value;
      if (typeof slack !== 'number') return [];
      const name = label.charAt(0).toUpperCase() + label.slice(1);
      return slack < 0
        ? [`${name}: unsafe, the client goes on for ${formatDuration(-slack)} after the node has let go.`]
        : [`${name}: safe, with ${formatDuration(slack)} in hand.`];
    });
  },
};
