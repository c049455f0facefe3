/** Ready-made scenarios of graceful degradation, each with the figures it must end in. */
import type { Preset } from '../pattern.ts';
import type { ShopParams } from './sickness.ts';

/** One threshold for both ways, no least time, no ramp: what a first attempt at a health switch looks like. */
const NO_HYSTERESIS = {
  disableBelow: 0.5,
  enableAbove: 0.5,
  hysteresisMs: 0,
  disabledGrowth: 1,
  rampSteps: 0,
  suspectMs: 0,
} as const satisfies Partial<ShopParams>;

const FLAPPING = {
  sickDependency: 'pricing',
  flapPeriodMs: 5_000,
  healthWindowMs: 1_000,
  minimumAnswers: 5,
  probeAnswers: 3,
} as const satisfies Partial<ShopParams>;

const flapping = [
  { atMs: 4_000, set: { errorRate: 1 } },
  { atMs: 22_000, set: { errorRate: 0 } },
] as const;

/** A recommender that comes back cold: for a while it is slow, and can serve fewer than ask. */
const COLD_RETURN = {
  usersPerSecond: 40,
  workers: 24,
  serviceConcurrency: 5,
  goodLatencyMs: 900,
  callTimeoutMs: 1_500,
} as const satisfies Partial<ShopParams>;

const coldReturn = [
  { atMs: 3_000, set: { outage: 'errors', latencyFactor: 5 } },
  { atMs: 8_000, set: { outage: 'none' } },
  { atMs: 26_000, set: { latencyFactor: 1 } },
] as const;

/** Eight times the crowd, each of whom waits for the page; only the dimmer stands against it. */
export const SURGE = {
  brownout: true,
  pole: 0.8,
  dimmerStart: 1,
  shedding: false,
  arrivals: 'closed',
  usersPerSecond: 15,
  workers: 4,
  workerQueue: 500,
  patienceMs: 5_000,
} as const satisfies Partial<ShopParams>;

export const presets: readonly Preset<ShopParams>[] = [
  {
    id: 'one-sick-dependency',
    title: 'One sick dependency',
    story:
      'After three seconds the recommender hangs. Every page that waits for it keeps one of the ten workers that all features share. The feature becomes suspect, is disabled, and the core goes on; the shop without degradation runs out of workers and turns customers away.',
    seed: 4,
    durationMs: 40_000,
    params: {},
    interventions: [
      { atMs: 3_000, set: { outage: 'hangs' } },
      { atMs: 16_000, set: { outage: 'none' } },
    ],
    expect: {
      coreAvailability: [0.999, 1],
      twinAvailability: [0.7, 0.88],
      timeToDisableMs: [1_500, 3_500],
      timeToRestoreMs: [4_000, 16_000],
      flaps: [0, 0],
    },
  },
  {
    id: 'starved-pool',
    title: 'An optional feature starves the shop',
    story:
      'Nothing fails: ads just take 800 ms. Without degradation every page waits for its ad, ten workers are not enough, and people cannot check out because of an advertisement. At 20 s degradation is switched on.',
    seed: 8,
    durationMs: 40_000,
    params: { degradation: false, sickDependency: 'adServer' },
    interventions: [
      { atMs: 4_000, set: { latencyFactor: 11 } },
      { atMs: 20_000, set: { degradation: true } },
    ],
    expect: {
      coreAvailability: [0.65, 0.9],
      twinAvailability: [0.15, 0.45],
      timedOut: [60, 300],
      rejected: [60, 300],
    },
  },
  {
    id: 'flapping-without-hysteresis',
    title: 'Flapping, without hysteresis',
    story:
      'Pricing fails for 2.5 s, works for 2.5 s, and so on. One threshold serves to disable and to enable, there is no least time and no ramp: personal prices come and go with every swing, and people see prices change under their eyes.',
    seed: 15,
    durationMs: 50_000,
    params: { ...FLAPPING, ...NO_HYSTERESIS },
    interventions: flapping,
    expect: { toggles: [6, 12], flaps: [2, 6], coreAvailability: [0.999, 1] },
  },
  {
    id: 'flapping-with-hysteresis',
    title: 'The same flapping, with hysteresis',
    story:
      'Same seed, same faults. Two thresholds, a hysteresis window that grows with each relapse, and a ramp: the feature goes off once and stays off until pricing is steady. The price of calm: prices are missing for longer than they were broken.',
    seed: 15,
    durationMs: 50_000,
    params: { ...FLAPPING },
    interventions: flapping,
    expect: { toggles: [2, 4], flaps: [0, 0], coreAvailability: [0.999, 1] },
  },
  {
    id: 'stampede-on-return',
    title: 'Back for everyone: a stampede',
    story:
      'The recommender is back at 8 s, but cold: until 26 s it takes five times as long. Five probes are good, all users ask at once, it cannot serve so many, and the feature is disabled again. The re-enabling has become the next outage.',
    seed: 23,
    durationMs: 50_000,
    params: { ...COLD_RETURN, rampSteps: 0 },
    interventions: coldReturn,
    expect: { flaps: [1, 4], toggles: [4, 8], coreAvailability: [0.999, 1] },
  },
  {
    id: 'ramp-on-return',
    title: 'Back step by step: a ramp',
    story:
      'Same seed, same cold recommender, but the feature returns in nine steps. Each step asks only a little more of it, and by the time everybody asks it has warmed up: no relapse.',
    seed: 23,
    durationMs: 50_000,
    params: { ...COLD_RETURN, rampSteps: 9, rampStepMs: 2_500 },
    interventions: coldReturn,
    expect: { flaps: [0, 0], failedReturns: [0, 0], toggles: [2, 2], coreAvailability: [0.999, 1] },
  },
  {
    id: 'brownout-under-surge',
    title: 'Brownout under a surge',
    story:
      'Nothing is sick, but eight times as many people come. The dimmer measures the p95 of page latency once a second and serves optional content to fewer visits until pages take as long as the setpoint asks. After the surge it turns up again, ten times slower than it turned down.',
    seed: 31,
    durationMs: 80_000,
    params: SURGE,
    interventions: [
      { atMs: 5_000, set: { loadSurge: 8 } },
      { atMs: 65_000, set: { loadSurge: 1 } },
    ],
    expect: { coreAvailability: [0.999, 1], savedDimmed: [3_000, 15_000], featureAvailability: [0.3, 0.7] },
  },
  {
    id: 'everything-down-but-core',
    title: 'Everything down but the core',
    story:
      'All five optional services hang at once, and soon pages without optional parts are all that is left. Until the features are disabled the queue fills, and what is least critical is shed first: ads, then recommendations, at the worst moment even a few visits that only browse, so that everybody can check out.',
    seed: 42,
    durationMs: 40_000,
    params: { sickDependency: 'allOptional', workerQueue: 45 },
    interventions: [
      { atMs: 3_000, set: { outage: 'hangs' } },
      { atMs: 18_000, set: { outage: 'none' } },
    ],
    expect: {
      coreAvailability: [0.97, 0.999],
      availabilityCheckout: [1, 1],
      twinAvailability: [0.45, 0.8],
      featureAvailability: [0.3, 0.65],
    },
  },
  {
    id: 'wrong-health-signal',
    title: 'A wrong health signal',
    story:
      'Reviews are well, but from 4 s on monitoring takes 70 % of their good answers for failures. A healthy feature is disabled, and probes judged by the same signal keep it so. At 20 s an operator pins it: a switch is only as good as what it listens to.',
    seed: 52,
    durationMs: 40_000,
    params: { sickDependency: 'reviewStore' },
    interventions: [
      { atMs: 4_000, set: { falseAlarms: 0.7 } },
      { atMs: 20_000, set: { pin: 'reviews' } },
    ],
    expect: {
      falseDisables: [1, 6],
      twinValue: [0.99, 1],
      userValue: [0.9, 0.99],
      availabilityReviews: [0.5, 0.8],
    },
  },
  {
    id: 'slow-poison',
    title: 'A slow poison',
    story:
      'From 3 s on the stock service becomes slower by its normal latency every second, and never fails. Health counts slow answers as bad, so the feature goes off before the pages choke; the shop without degradation drowns a few seconds later.',
    seed: 61,
    durationMs: 40_000,
    params: { sickDependency: 'stock' },
    interventions: [{ atMs: 3_000, set: { latencyCreep: 1 } }],
    expect: { coreAvailability: [0.999, 1], twinAvailability: [0.3, 0.6], timeToDisableMs: [500, 4_000] },
  },
  {
    id: 'core-on-last-good-data',
    title: 'The catalogue is down, the shop is not',
    story:
      'The catalogue refuses every call, and browsing is core: it is never disabled. Failed calls are replaced by the last good catalogue, and soon nobody asks the sick service at all but a few probes.',
    seed: 71,
    durationMs: 40_000,
    params: { sickDependency: 'catalogue' },
    interventions: [
      { atMs: 4_000, set: { outage: 'errors' } },
      { atMs: 18_000, set: { outage: 'none' } },
    ],
    expect: { coreAvailability: [0.999, 1], twinAvailability: [0.6, 0.85], fromLastGood: [250, 500] },
  },
];
