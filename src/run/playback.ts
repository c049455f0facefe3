/** A run on the screen: the present run of a scenario, moved forward by frames and moved back by running it again. */
import type { AnyPattern } from '../patterns/pattern.ts';
import type { Intervention, Scenario } from '../scenario/scenario.ts';
import { createCompiledHost } from '../sim/compiledHost.ts';
import { createFrameLoop, type FrameLoop } from './frames.ts';
import { createRun, type AdvanceEnd, type Run } from './run.ts';

/** Where to go: a time in ms, or a number of steps of the run. */
export type Target = { readonly atMs: number } | { readonly steps: number };

export interface Playback {
  readonly frames: FrameLoop;
  /** The present run; seeking back replaces it. */
  current(): Run;
  /** Moves on by `elapsedMs` of wall time at `speed`, as far as the frame's time allows. */
  play(
    elapsedMs: number,
    speed: number,
    breakOn: ReadonlySet<string>,
  ): { end: AdvanceEnd; advancedMs: number };
  /** Works towards the target for one frame; true when it is reached. */
  approach(target: Target): boolean;
  /** Starts again at 0 when the target lies behind the present; call before `approach`. */
  rewindFor(target: Target): void;
  /** The step before the present one. */
  previous(): Target;
  stepForward(): boolean;
  /** Shows another scenario. Goes on with the present run when its past stays the same, else stands at 0; true when it goes on. */
  setScenario(pattern: AnyPattern, scenario: Scenario): boolean;
}

/** Wall time for the model in one frame, in ms; the rest of 16.7 ms belongs to drawing. */
const FRAME_BUDGET_MS = 7;
const SEEK_BUDGET_MS = 45;

function isSame(a: Intervention, b: Intervention | undefined): boolean {
  return a.atMs === b?.atMs && a.param === b.param && Object.is(a.value, b.value);
}

/** Whether both scenarios have the same past up to and including `nowMs`. */
function sharesPast(old: Scenario, next: Scenario, nowMs: number): boolean {
  const past = (scenario: Scenario) => scenario.interventions.filter(({ atMs }) => atMs <= nowMs);
  const pastOfNext = past(next);
  const pastOfOld = past(old);
  return (
    old.pattern === next.pattern &&
    old.seed === next.seed &&
    old.durationMs === next.durationMs &&
    old.script === next.script &&
    JSON.stringify(old.params) === JSON.stringify(next.params) &&
    pastOfOld.length === pastOfNext.length &&
    pastOfOld.every((intervention, index) => isSame(intervention, pastOfNext[index]))
  );
}

export function createPlayback(initialPattern: AnyPattern, initial: Scenario): Playback {
  const frames = createFrameLoop();
  let pattern = initialPattern;
  let scenario = initial;
  let run = createRun(pattern, scenario);

  /** What is run again is run by the compiled host: the same machines and the same trace, several times as fast. */
  function startAgain(): void {
    run = createRun(pattern, scenario, createCompiledHost);
  }

  function budget(ms: number): () => boolean {
    const endsAtMs = performance.now() + ms;
    return () => performance.now() >= endsAtMs;
  }

  return {
    frames,
    current: () => run,
    play(elapsedMs, speed, breakOn) {
      const fromMs = run.nowMs;
      const end = run.advanceTo(fromMs + elapsedMs * speed, {
        breakOn,
        isOutOfTime: budget(FRAME_BUDGET_MS),
      });
      return { end, advancedMs: run.nowMs - fromMs };
    },
    rewindFor(target) {
      const isBehind = 'atMs' in target ? target.atMs < run.nowMs : target.steps < run.steps;
      if (isBehind || ('steps' in target && target.steps === run.steps)) startAgain();
    },
    approach(target) {
      const isOutOfTime = budget(SEEK_BUDGET_MS);
      if ('atMs' in target) return run.advanceTo(target.atMs, { isOutOfTime }) === 'reached';
      while (run.steps < target.steps) {
        if (!run.stepForward() || isOutOfTime()) return run.isOver;
      }
      return true;
    },
    previous() {
      const last = run.world.trace.recent().at(-1);
      const isAtEvent = last?.atMs === run.nowMs;
      return { steps: Math.max(0, isAtEvent ? run.steps - 1 : run.steps) };
    },
    stepForward() {
      const moved = run.stepForward();
      frames.invalidate();
      return moved;
    },
    setScenario(nextPattern, next) {
      const goesOn = sharesPast(scenario, next, run.nowMs);
      pattern = nextPattern;
      scenario = next;
      if (goesOn) {
        run.setInterventions(next.interventions);
        frames.invalidate();
      } else {
        startAgain();
        frames.invalidate();
      }
      return goesOn;
    },
  };
}
