/** A whole run in which the faults of its parameters are there for a while only: what most studies repeat over seeds. */
import type { World } from '../../sim/world.ts';
import type { Measuring } from '../study.ts';
import { runWhole, type WholeRun } from '../wholeRun.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params } from './params.ts';
import type { ShopParams } from './sickness.ts';
import type { ShopView } from './view.ts';

/** The faults come at this instant. */
export const SICK_FROM_MS = 3_000;

const NO_FAULTS = {
  outage: 'none',
  errorRate: 0,
  latencyFactor: 1,
  latencyCreep: 0,
  falseAlarms: 0,
  loadSurge: 1,
} as const satisfies Partial<ShopParams>;

export interface Episode {
  readonly sickUntilMs: number;
  readonly durationMs: number;
  readonly onStart?: (world: World) => void;
}

export function runEpisode(values: ShopParams, seed: number, episode: Episode): WholeRun<ShopView> {
  const { sickUntilMs, durationMs, onStart } = episode;
  const faults = Object.fromEntries(Object.keys(NO_FAULTS).map((id) => [id, values[id as keyof ShopParams]]));
  return runWhole(
    { params, metrics, create: createModel },
    { ...values, ...NO_FAULTS },
    {
      seed,
      durationMs,
      interventions: [
        { atMs: SICK_FROM_MS, set: faults },
        { atMs: sickUntilMs, set: NO_FAULTS },
      ],
      ...(onStart && { onStart }),
    },
  );
}

/** One episode per trial, each with a seed of its own. */
export function runEpisodes(
  { params: values, seed, trials }: Measuring<ShopParams>,
  episode: Episode,
): readonly WholeRun<ShopView>[] {
  return Array.from({ length: trials }, (_, trial) => runEpisode(values, (seed + trial) >>> 0, episode));
}
