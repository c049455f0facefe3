/** How many times the load reaches the server: retries of one layer, and of layers that retry each other. */
import { meanEstimate, shareEstimate } from '../../sim/estimate.ts';
import { formatNumber, formatShare } from '../../sim/format.ts';
import type { Study, StudyFigures } from '../study.ts';
import { runWhole } from '../wholeRun.ts';
import { isIdeal, meanAttemptsOfLayers } from './closedForms.ts';
import { metrics } from './metrics.ts';
import { createModel, type RetryParams } from './model.ts';
import { params as specs } from './params.ts';

const CALLS_PER_SECOND = 200;
/** Time for the last calls to end. */
const TAIL_MS = 600_000;

const LAYERS = [
  { layers: 1, maxAttempts: 3 },
  { layers: 2, maxAttempts: 3 },
  { layers: 3, maxAttempts: 3 },
  { layers: 3, maxAttempts: 4 },
] as const;
const RATES = [0.1, 0.3, 0.5, 0.7, 0.9] as const;

const valueOf = (figures: StudyFigures | undefined, column: string) => figures?.[column]?.value ?? null;

export const amplification: Study<RetryParams> = {
  id: 'amplification',
  title: 'How retries multiply load',
  question:
    'While everything fails, n attempts in each of L layers reach the server n^L times per call. While a share f fails, one layer sends (1 − fⁿ)/(1 − f) attempts.',
  trialsOf: 'calls',
  columns: {
    attempts: { label: 'attempts per call', unit: 'count', help: 'Attempts at the server per call.' },
    success: { label: 'success rate', unit: 'share', help: 'Share of calls that succeeded in the end.' },
  },
  rows: [
    ...LAYERS.map(({ layers, maxAttempts }) => ({
      id: `layers-${layers}-of-${maxAttempts}`,
      label: `${layers === 1 ? 'one layer' : `${layers} layers`}, ${maxAttempts} attempts each`,
      group: 'Every attempt fails',
      set: { layers, maxAttempts, failureRate: 1 },
    })),
    ...RATES.map((failureRate) => ({
      id: `rate-${failureRate * 100}`,
      label: `${formatShare(failureRate)} of attempts fail`,
      group: 'One layer of three attempts',
      set: { layers: 1, maxAttempts: 3, failureRate },
    })),
    {
      id: 'layers-half',
      label: '50 % of attempts fail',
      group: 'Three layers of three attempts',
      set: { layers: 3, maxAttempts: 3, failureRate: 0.5 },
    },
  ],
  conditions: {
    latencyMs: 0,
    latencyLaw: 'fixed',
    initialDelayMs: 10,
    exponentialBase: 1,
    clients: 1,
    callsPerSecond: 20,
    arrivals: 'fixed',
    serverConcurrency: 1_000,
    serverQueue: 1_000,
  },
  trials: [50, 1_000, 10_000],
  checkedTrials: 300,
  measure({ params, seed, trials, confidence }) {
    const attempts = new Float64Array(trials);
    const load = { arrivals: 'fixed', callsPerSecond: CALLS_PER_SECOND, maxCalls: trials } as const;
    const { summary } = runWhole(
      { params: specs, metrics, create: createModel },
      { ...params, ...load },
      {
        seed,
        durationMs: (1000 * trials) / CALLS_PER_SECOND + TAIL_MS,
        onStart: ({ trace }) =>
          trace.subscribe(({ type, subject }) => {
            if (type === 'call.sent') attempts[subject] = (attempts[subject] as number) + 1;
          }),
      },
    );
    const law = isIdeal(params) ? params : null;
    const chance = law && 1 - law.failureRate ** (law.maxAttempts ** law.layers);
    return {
      attempts: meanEstimate(attempts, confidence, law ? meanAttemptsOfLayers(law, law.layers) : undefined),
      success: shareEstimate(summary['succeeded'] ?? 0, trials, confidence, chance ?? undefined),
    };
  },
  findings(figures) {
    const layers = valueOf(figures['layers-3-of-3'], 'attempts');
    const [half, all] = [figures['rate-50'], figures['layers-1-of-3']].map((row) => valueOf(row, 'attempts'));
    return [
      ...(layers
        ? [
            `Three layers of three attempts each send ${formatNumber(layers)} attempts per call to a server that is down.`,
          ]
        : []),
      ...(half && all
        ? [
            `One layer of three sends ${formatNumber(half)} while half of the attempts fail and ${formatNumber(all)} once all do: the load grows just when the server can take least.`,
          ]
        : []),
    ];
  },
};
