/**
 * Graceful degradation as policies around one part of a page: a feature's statechart decides who may ask, its answers
 * tell its health, and a core feature that does not answer is replaced by its last good data.
 */
import { nothingToCancel, type Call, type Policy, type Result } from '../../sim/call.ts';
import { quantiseMs } from '../../sim/clock.ts';
import type { MachinePort } from '../../sim/machineHost.ts';
import type { World } from '../../sim/world.ts';
import { FROM_LAST_GOOD, OMITTED } from './causes.ts';
import type { Feature } from './features.ts';
import { createHealthWindow, type HealthTotals } from './healthWindow.ts';
import { coreFeatureMachine, optionalFeatureMachine, type FeatureEmitted } from './machine.ts';
import { admittedShare } from './rules.ts';
import { isTargeted, type ShopParams } from './sickness.ts';

export interface FeatureGate {
  readonly policy: Policy;
  readonly machine: MachinePort<typeof optionalFeatureMachine>;
  /** What monitoring reports, with its false alarms. */
  readonly health: HealthTotals;
  /** What is true. */
  readonly trueHealth: HealthTotals;
  /** Tells the statechart the health of now. */
  judge(): void;
}

export interface GateOptions {
  readonly feature: Feature;
  /** The present parameters. */
  readonly params: () => ShopParams;
  /** Whether a core feature could answer from its last good data now. */
  readonly canFallBack: () => boolean;
  /** Gets every entered state, the initial one included. */
  readonly onState: (state: string) => void;
  readonly onEmitted: (event: FeatureEmitted) => void;
}

/** States from whose beginning on only answers to calls made since count. */
const STARTS_AFRESH: ReadonlySet<string> = new Set(['probing', 'pinned']);

const NO_ANSWERS: HealthTotals = { good: 0, total: 0 };

export function createFeatureGate(world: World, options: GateOptions): FeatureGate {
  const { feature, params, canFallBack, onEmitted } = options;
  const { clock } = world;
  const admissions = world.random.stream(`admission.${feature.id}`);
  const alarms = world.random.stream(`falseAlarm.${feature.id}`);
  const reported = createHealthWindow(clock, () => params().healthWindowMs);
  const truth = createHealthWindow(clock, () => params().healthWindowMs);
  /** Probes are few: they are all counted, however long they take. */
  let probes = NO_ANSWERS;
  /** Grows with every fresh start; an answer is late when its call was made before the last one. */
  let generation = 0;

  const machine = world.machines.start(feature.isCore ? coreFeatureMachine : optionalFeatureMachine, {
    id: `feature-${feature.id}`,
    input: { settings: params() },
    onState(state) {
      if (STARTS_AFRESH.has(state)) {
        reported.clear();
        probes = NO_ANSWERS;
        generation += 1;
      }
      options.onState(state);
    },
    onEmitted,
  });

  function isAdmitted(call: Call): boolean {
    const share = admittedShare(machine.state, machine.context);
    if (share >= 1 || (feature.isCore && !canFallBack())) return true;
    return admissions.at(call.id) < share;
  }

  function record(call: Call, { outcome }: Result, latencyMs: number): void {
    const { goodLatencyMs, falseAlarms } = params();
    const isGood = outcome === 'succeeded' && latencyMs <= goodLatencyMs;
    const isAlarm = falseAlarms > 0 && isTargeted(feature, params()) && alarms.at(call.id) < falseAlarms;
    const isReportedGood = isGood && !isAlarm;
    truth.record(isGood);
    reported.record(isReportedGood);
    probes = { good: probes.good + Number(isReportedGood), total: probes.total + 1 };
  }

  const health = () => (machine.state === 'probing' ? probes : reported.totals());

  return {
    machine,
    get health() {
      return health();
    },
    get trueHealth() {
      return truth.totals();
    },
    judge() {
      machine.send({ type: 'health.judged', atMs: clock.nowMs, health: health() });
    },
    policy: (next) => (call, settle) => {
      if (!isAdmitted(call)) {
        settle(OMITTED.off);
        return nothingToCancel;
      }
      const askedAtMs = clock.nowMs;
      const askedIn = generation;
      return next(call, (result) => {
        if (askedIn === generation) record(call, result, quantiseMs(clock.nowMs - askedAtMs));
        settle(result);
      });
    },
  };
}

export interface LastGoodData {
  readonly policy: Policy;
  /** Whether they are wanted and young enough. */
  readonly isUsable: boolean;
  /** In ms. */
  readonly ageMs: number;
}

/** Keeps nothing but the instant of the last good answer; the shop has been running well when the run starts. */
export function createLastGoodData(world: World, params: () => ShopParams): LastGoodData {
  const { clock } = world;
  let goodAtMs = 0;

  const ageMs = () => quantiseMs(clock.nowMs - goodAtMs);
  function isUsable(): boolean {
    const { degradation, staticStability, greatestAgeMs } = params();
    return degradation && staticStability && ageMs() <= greatestAgeMs;
  }

  return {
    get isUsable() {
      return isUsable();
    },
    get ageMs() {
      return ageMs();
    },
    policy: (next) => (call, settle) =>
      next(call, (result) => {
        if (result.outcome === 'succeeded') goodAtMs = clock.nowMs;
        settle(result.outcome !== 'succeeded' && isUsable() ? FROM_LAST_GOOD : result);
      }),
  };
}
