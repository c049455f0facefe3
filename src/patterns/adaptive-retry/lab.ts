/** All contenders beside each other: the same calls under the same weather, each with a server of its own. */
import type { World } from '../../sim/world.ts';
import { createAdaptive, type Adaptive, type Told } from './adaptive.ts';
import type { LabCall } from './attempt.ts';
import { CONTENDERS, type ContenderId } from './contenders.ts';
import { createFixedStrategy } from './fixedStrategies.ts';
import { createRunner, type Runner, type Watcher } from './runner.ts';
import type { ParamsNow } from './settings.ts';
import { createTally, type Tally } from './tally.ts';
import { createWeather, type Weather } from './weather.ts';

export interface Entrant {
  readonly id: ContenderId;
  readonly tally: Tally;
  readonly runner: Runner;
}

export interface Lab {
  readonly weather: Weather;
  readonly entrants: readonly Entrant[];
  /** null when it does not compete. */
  readonly adaptive: Adaptive | null;
  /** To be called after the parameters have changed. */
  update(): void;
}

export interface LabOptions {
  readonly contenders?: readonly ContenderId[];
  readonly watcher?: Watcher;
  readonly explain?: (told: Told, call: LabCall) => void;
  readonly onOutage?: (began: boolean) => void;
  readonly onRecovery?: (id: ContenderId, recoveryMs: number) => void;
}

const NOBODY: Watcher = { sent: () => {}, failed: () => {}, waits: () => {} };

export function createLab(world: World, params: ParamsNow, options: LabOptions = {}): Lab {
  const { contenders = CONTENDERS, watcher = NOBODY, explain, onOutage, onRecovery } = options;
  const entrants: Entrant[] = [];
  const weather = createWeather(world, params, (began) => {
    onOutage?.(began);
    if (began) return;
    for (const { tally, runner } of entrants) {
      tally.outageEnded();
      runner.server.release();
    }
  });
  let adaptive: Adaptive | null = null;
  for (const id of contenders) {
    const tally = createTally(world, id, params, (recoveryMs) => onRecovery?.(id, recoveryMs));
    if (id === 'adaptive') adaptive = createAdaptive(world, params, explain ?? (() => {}));
    const strategy =
      id === 'adaptive' ? (adaptive as Adaptive).strategy : createFixedStrategy(id, world, params);
    entrants.push({ id, tally, runner: createRunner(world, { weather, params, strategy, tally, watcher }) });
  }
  weather.update();
  return {
    weather,
    entrants,
    adaptive,
    update() {
      weather.update();
      for (const { runner } of entrants) runner.server.update();
    },
  };
}
