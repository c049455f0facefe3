/** What is measured on the distributed-lock page. */
import type { MetricSpec, MetricSpecs } from '../../sim/metrics.ts';
import { INVARIANT_IDS, INVARIANTS, type InvariantId } from './invariants.ts';

const violationMetrics = Object.fromEntries(
  INVARIANT_IDS.map((id) => {
    const { metric, title, help } = INVARIANTS[id];
    return [
      metric,
      {
        label: `${id} violated`,
        unit: 'count',
        kind: 'counter',
        help: `How often “${title}” was violated: ${help}`,
      },
    ];
  }),
) as Record<(typeof INVARIANTS)[InvariantId]['metric'], MetricSpec>;

export const metrics = {
  acquisitions: {
    label: 'Acquisitions',
    unit: 'count',
    kind: 'counter',
    help: 'How often a client came to hold the lock.',
  },
  acceptedWrites: {
    label: 'Writes accepted',
    unit: 'count',
    kind: 'counter',
    help: 'Writes that the resource has carried out.',
  },
  rejectedWrites: {
    label: 'Writes rejected',
    unit: 'count',
    kind: 'counter',
    help: 'Writes and registrations that the resource refused because of their token.',
  },
  staleWrites: {
    label: 'Stale writes',
    unit: 'count',
    kind: 'counter',
    help: 'Accepted writes of a client after another one had begun its critical section.',
  },
  safetyViolations: {
    label: 'Safety violations',
    unit: 'count',
    kind: 'counter',
    help: 'Violations of I1, I2, I3, I4 and I6 together.',
  },
  zombieMs: {
    label: 'Zombie holders',
    unit: 'ms',
    kind: 'gauge',
    help: 'How long clients have taken themselves for the holder without a lease, together.',
  },
  longestStallMs: {
    label: 'Longest stall',
    unit: 'ms',
    kind: 'gauge',
    help: 'The longest time for which somebody waited for the lock and nobody had it.',
  },
  waitingMs: {
    label: 'Waiting time',
    unit: 'ms',
    kind: 'histogram',
    help: 'From wanting the lock to having it, for those who got it.',
  },
  holders: {
    label: 'Holders',
    unit: 'count',
    kind: 'gauge',
    help: 'Clients with a lease that was granted and is neither over nor released, in real time.',
  },
  believers: {
    label: 'Believed holders',
    unit: 'count',
    kind: 'gauge',
    help: 'Clients that take themselves for the holder.',
  },
  attemptsFailed: {
    label: 'Failed attempts',
    unit: 'count',
    kind: 'counter',
    help: 'Attempts to get the lock that came to nothing.',
  },
  messages: {
    label: 'Messages',
    unit: 'count',
    kind: 'counter',
    help: 'Messages sent between all actors.',
  },
  ...violationMetrics,
} as const satisfies MetricSpecs;

export type LockMetric = keyof typeof metrics;
