/** One simulated world: a clock, random streams, calls, machines, metrics and a trace, and the only way to move them forward. */
import { createCallLog, type CallLog } from './callLog.ts';
import { createClock, type Clock } from './clock.ts';
import { createCompiledHost } from './compiledHost.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { createMachineHost, type MachineHost } from './machineHost.ts';
import { createRecorder, type MetricSpecs, type Recorder } from './metrics.ts';
import { createRandom, type Random } from './random.ts';
import type { Script } from './script.ts';
import { createTrace, type Trace } from './trace.ts';

export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly trace: Trace;
  readonly calls: CallLog;
  readonly metrics: Recorder;
  readonly lanes: Lanes;
  readonly machines: MachineHost;
  /** For machines of which there are thousands, one per call for example: always compiled, the same traces many times faster. */
  readonly crowd: MachineHost;
  /** When given, traffic and server follow it instead of their draws. */
  readonly script: Script | null;
}

export interface WorldOptions {
  /** Whole number in 0…2³²−1. */
  readonly seed: number;
  /** Length of the run in ms; sets the length of the rows of every series. */
  readonly durationMs: number;
  readonly metrics: MetricSpecs;
  readonly script?: Script | null;
  /** How machines are interpreted; XState's own interpreter by default. */
  readonly createHost?: (clock: Clock) => MachineHost;
}

export function createWorld(options: WorldOptions): World {
  const { seed, durationMs, metrics, script = null, createHost = createMachineHost } = options;
  const clock = createClock();
  const trace = createTrace(() => clock.nowMs);
  return {
    clock,
    trace,
    script,
    random: createRandom(seed),
    calls: createCallLog(clock, trace),
    metrics: createRecorder(metrics, clock, durationMs),
    lanes: createLanes(clock),
    machines: createHost(clock),
    crowd: createCompiledHost(clock),
  };
}

/** Runs every timer at or before `untilMs`, then stands at `untilMs`. */
export function runUntil(world: World, untilMs: number): void {
  const { clock } = world;
  while (clock.nextAtMs() <= untilMs) clock.step();
  clock.moveTo(untilMs);
}
