/** One contender alone, run after run, without a page: for studies and tests. */
import { createCompiledHost } from '../../sim/compiledHost.ts';
import { createTraffic } from '../../sim/traffic.ts';
import { createWorld, runUntil, type World } from '../../sim/world.ts';
import { createLab, type Lab } from './lab.ts';
import { metrics } from './metrics.ts';
import { trafficOptions } from './model.ts';
import type { AdaptiveParams } from './settings.ts';
import type { Tally } from './tally.ts';

const LEEWAY_MS = 1;

export interface Trial {
  readonly world: World;
  readonly lab: Lab;
  readonly tally: Tally;
  /** Runs on to that instant. */
  runTo(atMs: number): void;
  /** Lets no more calls come, and runs until the last one has ended. */
  finish(): void;
}

/** The contender that is under the glass, on the calls and the weather of that seed. */
export function createTrial(params: AdaptiveParams, seed: number): Trial {
  const world = createWorld({ seed, durationMs: 1, metrics, createHost: createCompiledHost });
  const lab = createLab(world, () => params, { contenders: [params.contender] });
  const [entrant] = lab.entrants;
  if (!entrant) throw new Error('A trial needs a contender.');
  let made = 0;
  const traffic = createTraffic(world, trafficOptions(params), (client) => {
    entrant.runner.make(made, client, null);
    made += 1;
  });
  return {
    world,
    lab,
    tally: entrant.tally,
    runTo: (atMs) => runUntil(world, atMs),
    finish() {
      traffic.configure({ callsPerSecond: 0 });
      runUntil(world, world.clock.nowMs + params.callDeadlineMs + LEEWAY_MS);
    },
  };
}
