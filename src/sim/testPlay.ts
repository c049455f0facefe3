/** For tests: plays a script to a machine on one host and writes down all that can be seen from outside. */
import * as fc from 'fast-check';
import type { AnyEventObject, AnyStateMachine } from 'xstate';
import { createClock, type Clock } from './clock.ts';
import type { MachineHost, MachinePort } from './machineHost.ts';

/** An event to send, or ms of virtual time to let pass. */
export type Cue = AnyEventObject | number;

/** Answers to what the machine says, sent at once from inside its listener. */
export type Replies = Readonly<Record<string, AnyEventObject>>;

export interface Play {
  readonly machine: AnyStateMachine;
  readonly input?: unknown;
  readonly cues: readonly Cue[];
  /** By type of emitted event or by entered state. */
  readonly replies?: Replies;
}

/** Delay of the timer that is set on every emitted event, so that ties with the machine's own timers show. */
export const PROBE_MS = 10;

export function play(
  createHost: (clock: Clock) => MachineHost,
  { machine, input, cues, replies = {} }: Play,
) {
  const clock = createClock();
  const log: unknown[] = [];
  let port: MachinePort<AnyStateMachine> | null = null;

  function note(what: string, value: unknown): void {
    const times = { atMs: clock.nowMs, nextAtMs: clock.nextAtMs() };
    log.push({ what, value, ...times, state: port?.state, context: structuredClone(port?.context) });
  }
  function reply(to: string): void {
    const answer = replies[to];
    if (answer) port?.send(answer);
  }

  port = createHost(clock).start(machine, {
    id: 'played',
    input,
    onEmitted(event: AnyEventObject) {
      note('emitted', event);
      clock.schedule(PROBE_MS, () => note('probe', event));
      reply(event.type);
    },
    onState(state) {
      note('entered', state);
      reply(state);
    },
  });
  note('started', null);
  for (const cue of cues) {
    if (typeof cue === 'number') {
      const untilMs = clock.nowMs + cue;
      while (clock.nextAtMs() <= untilMs) clock.step();
      clock.moveTo(untilMs);
    } else port.send(cue);
    note('played', cue);
  }
  return log;
}

/** Scripts of these events with numbers as data, and of pauses that often end when a timer is due. */
export function cuesOf(...types: readonly string[]): fc.Arbitrary<Cue[]> {
  const event = fc.record({ type: fc.constantFrom(...types), n: fc.integer({ min: 0, max: 9 }) });
  return fc.array(fc.oneof({ weight: 3, arbitrary: event }, fc.constantFrom(0, 5, PROBE_MS, 25)), {
    maxLength: 30,
  });
}
