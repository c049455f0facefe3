/** What the stage draws: the contenders beside each other, and what the learner believes against what is true. */
import type { World } from '../../sim/world.ts';
import { beliefTable, type Adaptive, type Told } from './adaptive.ts';
import { ERROR_CLASSES, type ContenderId, type ErrorClass } from './contenders.ts';
import type { Controller } from './controller.ts';
import type { Entrant, Lab } from './lab.ts';
import { rangeOfBucket, type Belief } from './learner.ts';
import type { AdaptiveParams, ParamsNow } from './settings.ts';
import type { Tally } from './tally.ts';
import type { OutageSpan } from './weather.ts';

export interface ContenderView {
  readonly id: ContenderId;
  /** Share of ended calls that were answered in time, null before the first. */
  readonly success: number | null;
  readonly wasted: number;
  readonly amplification: number | null;
  readonly queued: number;
  readonly running: number;
  readonly bins: ReturnType<Tally['bins']>;
}

export interface BeliefCell extends Belief {
  /** What is true at this instant where that can be said, else null. */
  readonly truth: number | null;
}

export interface BeliefRow {
  readonly errorClass: ErrorClass;
  readonly strategy: string;
  readonly evidence: number;
  readonly cells: readonly BeliefCell[];
}

export interface AdaptiveView {
  readonly nowMs: number;
  readonly contenders: readonly ContenderView[];
  readonly watched: ContenderId;
  readonly callsPerSecond: number;
  readonly outages: readonly OutageSpan[];
  readonly isDown: boolean;
  readonly rows: readonly BeliefRow[];
  readonly budget: string;
  readonly admission: string;
  readonly lastChange: Controller['lastChange'];
  readonly tokenShare: number;
  readonly throttleChance: number;
  readonly loadFactor: number;
  readonly ownShare: number;
  readonly recoveryMs: number | null;
  readonly thinksDown: boolean;
  readonly told: Told | null;
}

function contenderView({ id, tally, runner }: Entrant): ContenderView {
  const { ok, endedCalls, attempts, wasted } = tally;
  return {
    id,
    success: endedCalls > 0 ? ok / endedCalls : null,
    wasted,
    amplification: tally.calls > 0 ? attempts / tally.calls : null,
    queued: runner.server.queued,
    running: runner.server.running,
    bins: tally.bins(),
  };
}

/** The chance that a retry after that delay would succeed, for failures of which the weather tells. */
function truthOf(
  { failureRate, healsAfterMs, outage: chosen }: AdaptiveParams,
  endsInMs: number | null,
  errorClass: ErrorClass,
  bucket: number,
): number | null {
  const [low, high] = rangeOfBucket(bucket);
  const middle = (low + high) / 2;
  const isBack = endsInMs === null || middle >= endsInMs;
  if (errorClass === 'transient') return isBack ? 1 - failureRate : 0;
  if (errorClass === 'permanent' && chosen === 'none') return middle >= healsAfterMs ? 1 - failureRate : 0;
  return null;
}

export function createView(world: World, lab: Lab, params: ParamsNow): () => AdaptiveView {
  const adaptive = lab.adaptive as Adaptive;
  return () => {
    const { controller, learner } = adaptive;
    const { endsAtMs } = lab.weather;
    const endsInMs = endsAtMs === null ? null : endsAtMs - world.clock.nowMs;
    const table = beliefTable(adaptive);
    return {
      nowMs: world.clock.nowMs,
      contenders: lab.entrants.map(contenderView),
      watched: params().contender,
      callsPerSecond: params().callsPerSecond,
      outages: lab.weather.outages,
      isDown: lab.weather.outage !== 'none',
      rows: ERROR_CLASSES.map((errorClass, row) => ({
        errorClass,
        strategy: controller.strategyOf(errorClass),
        evidence: table[row]?.evidence ?? 0,
        cells: (table[row]?.cells ?? []).map((cell, bucket) => ({
          ...cell,
          truth: truthOf(params(), endsInMs, errorClass, bucket),
        })),
      })),
      budget: controller.budget,
      admission: controller.admission,
      lastChange: controller.lastChange,
      tokenShare: adaptive.tokenShare,
      throttleChance: adaptive.throttleChance,
      loadFactor: adaptive.loadFactor,
      ownShare: adaptive.ownShare,
      recoveryMs: learner.recoveryMs(),
      thinksDown: learner.isDown,
      told: adaptive.told,
    };
  };
}
