import { afterEach, describe, expect, it, vi } from 'vitest';
import { assign, emit, setup } from 'xstate';
import { createClock, type Clock } from './clock.ts';
import { createMachineHost, statePath, type MachineHost } from './machineHost.ts';

/** Goes through `idle → busy → done` by delays, and breaks wherever it is told to. */
const machine = setup({
  types: {
    context: {} as { readonly breaksIn: string; readonly startedAtMs: number },
    events: {} as { type: 'go' } | { type: 'break' } | { type: 'extend' },
    emitted: {} as { type: 'started' } | { type: 'stopped' },
    input: {} as { readonly breaksIn: string },
  },
  actions: {
    breakIf: ({ context }, { place }: { place: string }) => {
      if (context.breaksIn === place) throw new Error(`broken in ${place}`);
    },
    note: assign({ startedAtMs: 1 }),
  },
  delays: { work: 100, never: Infinity },
}).createMachine({
  context: ({ input }) => ({ ...input, startedAtMs: 0 }),
  initial: 'idle',
  entry: { type: 'breakIf', params: { place: 'start' } },
  states: {
    idle: {
      on: { go: { target: 'busy', actions: ['note', emit({ type: 'started' })] } },
      after: { never: 'done' },
    },
    busy: {
      on: {
        break: { actions: { type: 'breakIf', params: { place: 'event' } } },
        extend: { target: 'busy', reenter: true },
      },
      after: {
        work: {
          target: 'done',
          actions: [{ type: 'breakIf', params: { place: 'delay' } }, emit({ type: 'stopped' })],
        },
      },
    },
    done: {},
  },
});

function start(
  createHost: (clock: Clock) => MachineHost,
  breaksIn = 'nothing',
  listeners: { onEmitted?: () => void; onState?: (state: string) => void } = {},
) {
  const clock = createClock();
  const seen: string[] = [];
  const port = createHost(clock).start(machine, {
    id: 'test',
    input: { breaksIn },
    onEmitted: ({ type }) => {
      seen.push(`${clock.nowMs} emitted ${type}`);
      listeners.onEmitted?.();
    },
    onState: (state) => {
      seen.push(`${clock.nowMs} entered ${state}`);
      listeners.onState?.(state);
    },
  });
  return { clock, seen, port };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('machine host', () => {
  it('runs delays on the virtual clock, and none of them in real time', () => {
    const { clock, seen, port } = start(createMachineHost);
    expect(clock.nextAtMs()).toBe(Infinity);
    clock.moveTo(40);
    port.send({ type: 'go' });
    expect([port.state, clock.nextAtMs(), port.context.startedAtMs]).toEqual(['busy', 140, 1]);
    clock.step();
    expect(seen).toEqual([
      '0 entered idle',
      '40 emitted started',
      '40 entered busy',
      '140 emitted stopped',
      '140 entered done',
    ]);
    expect(clock.step()).toBe(false);
  });

  it('drops the delay of a state that is left or entered again', () => {
    const { clock, port, seen } = start(createMachineHost);
    port.send({ type: 'go' });
    clock.moveTo(60);
    port.send({ type: 'extend' });
    expect(clock.nextAtMs()).toBe(160);
    expect(seen.filter((line) => line.includes('entered'))).toEqual(['0 entered idle', '0 entered busy']);
  });

  it('ends the run with an error inside the machine, where it happens', () => {
    expect(() => start(createMachineHost, 'start')).toThrow('broken in start');

    const broken = start(createMachineHost, 'event');
    broken.port.send({ type: 'go' });
    expect(() => broken.port.send({ type: 'break' })).toThrow('broken in event');

    const late = start(createMachineHost, 'delay');
    late.port.send({ type: 'go' });
    expect(() => late.clock.step()).toThrow('broken in delay');
  });

  it('ends the run with an error inside a listener, where it happens', () => {
    const fail = () => {
      throw new Error('broken listener');
    };
    const onEmitted = start(createMachineHost, '', { onEmitted: fail });
    expect(() => onEmitted.port.send({ type: 'go' })).toThrow('broken listener');

    const onState = start(createMachineHost, '', { onState: (state) => state === 'done' && fail() });
    onState.port.send({ type: 'go' });
    expect(() => onState.clock.step()).toThrow('broken listener');

    expect(() => start(createMachineHost, '', { onState: fail })).toThrow('broken listener');
  });

  it('leaves no timer of the real clock behind', () => {
    vi.useFakeTimers();
    const { port } = start(createMachineHost, 'event');
    port.send({ type: 'go' });
    expect(() => port.send({ type: 'break' })).toThrow('broken in event');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('statePath', () => {
  it('writes nested states with dots and parallel ones with plus signs', () => {
    expect(statePath('closed')).toBe('closed');
    expect(statePath({ on: 'ramping' })).toBe('on.ramping');
    expect(statePath({ on: { fast: 'up' } })).toBe('on.fast.up');
    expect(statePath({ power: 'on', light: {} })).toBe('power.on+light');
  });
});
