/** Runs a whole pattern to its end from its parts alone, on the compiled host: for studies and tests. */
import { createCompiledHost } from '../sim/compiledHost.ts';
import type { MetricSpecs, Summary } from '../sim/metrics.ts';
import { createWorld, runUntil, type World } from '../sim/world.ts';
import { defaultParams, type ParamSpecs, type ParamValues } from './params.ts';
import type { Model } from './pattern.ts';

/** What of a pattern is needed to run it. */
export interface Runnable<Specs extends ParamSpecs, View> {
  readonly params: Specs;
  readonly metrics: MetricSpecs;
  create(world: World, params: ParamValues<Specs>): Model<ParamValues<Specs>, View>;
}

export interface WholeRunOptions<Values> {
  /** 1 when left out. */
  readonly seed?: number;
  /** 10 s when left out. */
  readonly durationMs?: number;
  readonly interventions?: readonly { readonly atMs: number; readonly set: Partial<Values> }[];
  /** Runs once the model stands and before anything happens, to listen to the trace for example. */
  readonly onStart?: (world: World) => void;
}

export interface WholeRun<View> {
  readonly world: World;
  readonly summary: Summary;
  readonly view: View;
}

/** `change` is over the defaults; an intervention goes before everything else at its instant. */
export function runWhole<const Specs extends ParamSpecs, View>(
  pattern: Runnable<Specs, View>,
  change: Partial<ParamValues<Specs>>,
  options: WholeRunOptions<ParamValues<Specs>> = {},
): WholeRun<View> {
  const { seed = 1, durationMs = 10_000, interventions = [], onStart } = options;
  const world = createWorld({ seed, durationMs, metrics: pattern.metrics, createHost: createCompiledHost });
  const model = pattern.create(world, { ...defaultParams(pattern.params), ...change });
  onStart?.(world);
  for (const { atMs, set } of interventions) {
    while (world.clock.nextAtMs() < atMs) world.clock.step();
    world.clock.moveTo(atMs);
    model.apply(set);
  }
  runUntil(world, durationMs);
  return { world, summary: world.metrics.summary(), view: model.observe() };
}
