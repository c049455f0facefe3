/** What is measured: the same figures for each contender, and how well the learner's beliefs come true. */
import type { MetricSpec, MetricSpecs } from '../../sim/metrics.ts';
import { CONTENDER_LABELS, CONTENDERS, type ContenderId } from './contenders.ts';

const figures = {
  ok: {
    label: 'answered',
    unit: 'calls',
    kind: 'counter',
    help: 'Calls answered within the user’s deadline',
  },
  success: {
    label: 'success in time',
    unit: 'share',
    kind: 'gauge',
    help: 'Share of ended calls that were answered within the user’s deadline',
  },
  attempts: {
    label: 'attempts',
    unit: 'calls',
    kind: 'counter',
    help: 'Attempts that were sent to the server, first ones, retries and hedges',
  },
  wasted: {
    label: 'wasted attempts',
    unit: 'calls',
    kind: 'counter',
    help: 'Retries and hedges that were not the one that was answered',
  },
  amplification: {
    label: 'amplification',
    unit: 'count',
    kind: 'gauge',
    help: 'Attempts per ended call',
  },
  peak: {
    label: 'peak after an outage',
    unit: 'count',
    kind: 'gauge',
    help: 'Most attempts within 100 ms in the 15 s after the last outage, as a multiple of the calls that arrive in 100 ms; nothing before an outage has ended',
  },
  recovery: {
    label: 'recovery',
    unit: 'ms',
    kind: 'gauge',
    help: 'Time from the end of the last outage to the first of five seconds in a row with at least 90 % of the goodput that the traffic allows; nothing until then',
  },
} as const satisfies Record<string, MetricSpec>;

type Figure = keyof typeof figures;
export type ContenderMetric = `${ContenderId}${Capitalize<Figure>}`;

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

export function metricOf(contender: ContenderId, figure: Figure): ContenderMetric {
  return `${contender}${capitalised(figure)}` as ContenderMetric;
}

const ofContenders = Object.fromEntries(
  CONTENDERS.flatMap((id) =>
    Object.entries(figures).map(([figure, spec]): [string, MetricSpec] => [
      metricOf(id, figure as Figure),
      {
        ...spec,
        label: `${CONTENDER_LABELS[id]}: ${spec.label}`,
        help: `${spec.help}, of “${CONTENDER_LABELS[id]}”.`,
      },
    ]),
  ),
) as Record<ContenderMetric, MetricSpec>;

export const metrics = {
  calls: { label: 'Calls', unit: 'calls', kind: 'counter', help: 'Calls that each contender has to make.' },
  ...ofContenders,
  decidedRetries: {
    label: 'Adaptive: retries with an outcome',
    unit: 'calls',
    kind: 'counter',
    help: 'Retries of the adaptive contender that have been answered or have failed.',
  },
  believedSuccesses: {
    label: 'Adaptive: successes expected',
    unit: 'count',
    kind: 'counter',
    help: 'Sum of the chances that the learner gave those retries.',
  },
  retrySuccesses: {
    label: 'Adaptive: retries answered',
    unit: 'calls',
    kind: 'counter',
    help: 'Those of them that were answered.',
  },
  learnedRecoveryMs: {
    label: 'Learned recovery time',
    unit: 'ms',
    kind: 'gauge',
    help: 'How long the server takes to come back, as the learner has seen it.',
  },
  trueRecoveryMs: {
    label: 'True outage length',
    unit: 'ms',
    kind: 'gauge',
    help: 'Length of the last outage that is over.',
  },
  tokens: {
    label: 'Adaptive: tokens left',
    unit: 'share',
    kind: 'gauge',
    help: 'How full the adaptive contender’s token bucket is.',
  },
} as const satisfies MetricSpecs;
