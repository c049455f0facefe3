/** The breaker's studies: how soon a rule opens it, and how surely a rule closes it again. */
import { meanEstimate, shareEstimate } from '../../sim/estimate.ts';
import { formatNumber, formatShare } from '../../sim/format.ts';
import type { Study } from '../study.ts';
import { chanceToClose, chanceToOpen, meanCallsToOpen } from './closedForms.ts';
import type { BreakerParams } from './model.ts';
import { createTrials } from './trials.ts';

type BreakerStudy = Study<BreakerParams>;

/** What a row shows when it is opened as a run comes near to its trials. */
const ONE_AFTER_ANOTHER = { arrivals: 'sequential', latencyLaw: 'fixed', latencyMs: 10 } as const;

/** A trial that has not opened the breaker by this call is given up, and there is no mean. */
const LONGEST_TRIAL = 10_000;

const OPENING_RULES = [
  { id: 'three-in-a-row', label: '3 failures in a row', set: { failureThreshold: 3 } },
  { id: 'five-in-a-row', label: '5 failures in a row', set: { failureThreshold: 5 } },
  { id: 'half-of-10', label: 'half of the last 10', set: halfOf(10) },
  { id: 'half-of-20', label: 'half of the last 20', set: halfOf(20) },
] as const;

function halfOf(calls: number) {
  return {
    tripOn: 'ratioOfLastCalls',
    failureRatio: 0.5,
    windowCalls: calls,
    minimumCalls: calls,
  } as const satisfies Partial<BreakerParams>;
}

const RATES = [0.3, 0.5, 0.8] as const;

const rowId = (rule: string, rate: number) => `${rule}-at-${rate * 100}`;

const opening: BreakerStudy = {
  id: 'opening',
  title: 'How soon does it open?',
  question:
    'Calls come one after the other, end at once and fail independently of each other. A good rule stays closed while a call is still worth making, and opens soon when it is not.',
  trialsOf: 'breakers',
  columns: {
    within10: {
      label: 'open within 10 calls',
      unit: 'share',
      help: 'Share of all breakers that the first ten calls open.',
    },
    within20: {
      label: 'open within 20 calls',
      unit: 'share',
      help: 'Share of all breakers that the first twenty calls open.',
    },
    callsToOpen: {
      label: 'calls until open',
      unit: 'calls',
      help: 'Mean number of calls up to the one that opens the breaker; empty when a breaker stays closed for 10 000 calls.',
    },
  },
  rows: RATES.flatMap((failureRate) =>
    OPENING_RULES.map(({ id, label, set }) => ({
      id: rowId(id, failureRate),
      label,
      group: `${formatShare(failureRate)} of calls fail`,
      set: { ...set, failureRate },
    })),
  ),
  conditions: { ...ONE_AFTER_ANOTHER, tripOn: 'consecutiveFailures', openDurationMs: 5_000 },
  trials: [100, 1_000, 10_000],
  checkedTrials: 5_000,
  measure({ params: set, seed, trials, confidence }) {
    const params = set.outage === 'none' ? set : { ...set, failureRate: 1 };
    const { callsToOpen } = createTrials(params, seed);
    const counts = new Float64Array(trials);
    let limit = LONGEST_TRIAL;
    for (let trial = 0; trial < trials; trial += 1) {
      const count = callsToOpen(limit);
      counts[trial] = count;
      if (count === Infinity) limit = 20;
    }
    const within = (calls: number) => {
      const hits = counts.filter((count) => count <= calls).length;
      return shareEstimate(hits, trials, confidence, chanceToOpen(params, calls));
    };
    const opened = counts.includes(Infinity) ? [] : counts;
    return {
      within10: within(10),
      within20: within(20),
      callsToOpen: meanEstimate(opened, confidence, meanCallsToOpen(params)),
    };
  },
  findings(figures) {
    const valueAt = (rule: string, rate: number, column: string) =>
      figures[rowId(rule, rate)]?.[column]?.value ?? null;
    return [
      ...sentence(
        [valueAt('three-in-a-row', 0.3, 'within20'), valueAt('half-of-20', 0.3, 'within20')],
        ([short, long]) =>
          `While 30 % of calls fail, three failures in a row open ${formatShare(short)} of breakers within 20 calls, half of the last 20 opens ${formatShare(long)}.`,
      ),
      ...sentence(
        [valueAt('three-in-a-row', 0.8, 'callsToOpen'), valueAt('half-of-20', 0.8, 'callsToOpen')],
        ([short, long]) =>
          `Once 80 % fail, three in a row take ${formatNumber(short)} calls to open it, half of the last 20 takes ${formatNumber(long)}: it says nothing before it has seen 20.`,
      ),
    ];
  },
};

/** The sentence about two figures, none when one of them is missing. */
function sentence(
  [one, other]: readonly [number | null, number | null],
  write: (values: readonly [number, number]) => string,
): readonly string[] {
  return one === null || other === null ? [] : [write([one, other])];
}

const CLOSING_RATES = { at10: 0.1, at30: 0.3, at50: 0.5, at80: 0.8 } as const;

function probesByRatio(
  halfOpenProbes: number,
  failureRatio: number,
  ratioComparison: BreakerParams['ratioComparison'],
) {
  return { halfOpenRule: 'ratio', halfOpenProbes, failureRatio, ratioComparison } as const;
}

/** How a breaker came to be open does not matter to how it closes. */
const TRIPS_AT_ONCE = { tripOn: 'consecutiveFailures', failureThreshold: 1 } as const;

const closing: BreakerStudy = {
  id: 'closing',
  title: 'Does it close again?',
  question:
    'The open period is over and probes come one after the other. A good rule closes when the server has recovered and stays open when it has not; the columns are how many probes fail.',
  trialsOf: 'half-open breakers',
  columns: Object.fromEntries(
    Object.entries(CLOSING_RATES).map(([id, rate]) => [
      id,
      {
        label: `closes at ${formatShare(rate)} failures`,
        unit: 'share',
        help: `Share of half-open breakers that close when each probe fails with probability ${formatShare(rate)}.`,
      },
    ]),
  ),
  rows: [
    {
      id: 'single-probe',
      label: 'a single probe (Polly, opossum)',
      set: { successThreshold: 1, halfOpenProbes: 1 },
    },
    {
      id: 'two-successes',
      label: 'two successes in a row (reference)',
      set: { successThreshold: 2, halfOpenProbes: Infinity, halfOpenOn: 'nextCall', lateResults: 'counted' },
    },
    { id: 'one-of-two', label: 'one success of two', set: probesByRatio(2, 1, 'atLeast') },
    {
      id: 'ten-below-half',
      label: 'ten probes, under 50 % fail (resilience4j)',
      set: probesByRatio(10, 0.5, 'atLeast'),
    },
    {
      id: 'ten-to-30',
      label: 'ten probes, up to 30 % fail (cockatiel)',
      set: probesByRatio(10, 0.3, 'moreThan'),
    },
  ],
  conditions: { ...ONE_AFTER_ANOTHER, failureRate: 0.3, failureThreshold: 1, openDurationMs: 1_000 },
  trials: [100, 1_000, 10_000],
  checkedTrials: 10_000,
  measure({ params, seed, trials, confidence }) {
    return Object.fromEntries(
      Object.entries(CLOSING_RATES).map(([id, failureRate]) => {
        const failing = { ...params, ...TRIPS_AT_ONCE, failureRate };
        const { closesAgain } = createTrials(failing, seed);
        let hits = 0;
        for (let trial = 0; trial < trials; trial += 1) hits += Number(closesAgain());
        return [id, shareEstimate(hits, trials, confidence, chanceToClose(failing))];
      }),
    );
  },
  findings(figures) {
    const valueAt = (rule: string, column: keyof typeof CLOSING_RATES) =>
      figures[rule]?.[column]?.value ?? null;
    return [
      ...sentence(
        [valueAt('two-successes', 'at10'), valueAt('ten-below-half', 'at10')],
        ([two, ten]) =>
          `When 10 % of probes fail, two successes in a row close ${formatShare(two)} of breakers, ten probes judged by their ratio ${formatShare(ten)}.`,
      ),
      ...sentence(
        [valueAt('single-probe', 'at50'), valueAt('ten-to-30', 'at50')],
        ([one, ten]) =>
          `When half of the probes fail, a single probe still closes ${formatShare(one)} of breakers, ten probes of which 30 % may fail ${formatShare(ten)}.`,
      ),
    ];
  },
};

export const studies: readonly BreakerStudy[] = [opening, closing];
