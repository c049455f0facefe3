/** One run of a scenario: the only place where scenario, world and model meet, and the only way time moves. */
import type { AnyParamValues } from '../patterns/params.ts';
import type { AnyPattern, Model } from '../patterns/pattern.ts';
import { initialParams, type Intervention, type Scenario } from '../scenario/scenario.ts';
import type { Clock } from '../sim/clock.ts';
import type { MachineHost } from '../sim/machineHost.ts';
import { createWorld, type World } from '../sim/world.ts';

/** Type of the trace event that an intervention leaves; its data are `param` and `value`. */
export const INTERVENTION_EVENT = 'param.changed';

export interface AdvanceOptions {
  /** Stop right after an event of one of these types. */
  readonly breakOn?: ReadonlySet<string>;
  /** Asked now and then; true stops early. */
  readonly isOutOfTime?: () => boolean;
}

export type AdvanceEnd = 'reached' | 'breakpoint' | 'outOfTime';

export interface Run {
  readonly scenario: Scenario;
  readonly pattern: AnyPattern;
  readonly world: World;
  readonly model: Model<AnyParamValues, unknown>;
  readonly nowMs: number;
  readonly isOver: boolean;
  /** Steps so far that left at least one event in the trace: the unit of stepping forward and back. */
  readonly steps: number;
  /** Values of all parameters at this instant. */
  readonly params: AnyParamValues;
  /** Runs everything at or before `atMs` (at most the end) and stands there, unless stopped early. */
  advanceTo(atMs: number, options?: AdvanceOptions): AdvanceEnd;
  /** Runs to the end of the next step that leaves an event; false when there is none before the end. */
  stepForward(): boolean;
  /** Replaces the interventions. Those at or before the present must be the ones already applied. */
  setInterventions(interventions: readonly Intervention[]): void;
}

/** How many clock steps pass between two looks at the time limit. */
const STEPS_PER_LOOK = 64;

export function createRun(
  pattern: AnyPattern,
  scenario: Scenario,
  createHost?: (clock: Clock) => MachineHost,
): Run {
  const { durationMs } = scenario;
  const world = createWorld({
    seed: scenario.seed,
    durationMs,
    metrics: pattern.metrics,
    script: scenario.script,
    ...(createHost ? { createHost } : {}),
  });
  let current = scenario;
  let params = initialParams(pattern, scenario);
  let applied = 0;
  let steps = 0;
  const model: Model<AnyParamValues, unknown> = pattern.create(world, params);

  function nextAtMs(): number {
    return Math.min(world.clock.nextAtMs(), current.interventions[applied]?.atMs ?? Infinity);
  }

  /** Applies the next intervention or fires the next timer, whichever is due; interventions go first. */
  function step(): void {
    const before = world.trace.count;
    const intervention = current.interventions[applied];
    if (intervention && intervention.atMs <= world.clock.nextAtMs()) {
      const { atMs, param, value } = intervention;
      applied += 1;
      world.clock.moveTo(atMs);
      params = { ...params, [param]: value };
      world.trace.record(INTERVENTION_EVENT, 0, { param, value });
      model.apply({ [param]: value });
    } else world.clock.step();
    if (world.trace.count > before) steps += 1;
  }

  return {
    pattern,
    world,
    model,
    get scenario() {
      return current;
    },
    get nowMs() {
      return world.clock.nowMs;
    },
    get isOver() {
      return world.clock.nowMs >= durationMs;
    },
    get steps() {
      return steps;
    },
    get params() {
      return params;
    },
    advanceTo(atMs, { breakOn, isOutOfTime } = {}) {
      const untilMs = Math.min(atMs, durationMs);
      let hit = false;
      const unsubscribe = breakOn?.size
        ? world.trace.subscribe((event) => {
            hit ||= breakOn.has(event.type);
          })
        : undefined;
      try {
        for (let count = 1; nextAtMs() <= untilMs; count += 1) {
          step();
          if (hit) return 'breakpoint';
          if (count % STEPS_PER_LOOK === 0 && isOutOfTime?.()) return 'outOfTime';
        }
        world.clock.moveTo(untilMs);
        return 'reached';
      } finally {
        unsubscribe?.();
      }
    },
    stepForward() {
      const before = steps;
      while (steps === before && nextAtMs() <= durationMs) step();
      if (steps === before) world.clock.moveTo(durationMs);
      return steps > before;
    },
    setInterventions(interventions) {
      current = { ...current, interventions };
    },
  };
}
