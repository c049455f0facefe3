import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  and,
  assign,
  cancel,
  createMachine,
  emit,
  not,
  or,
  raise,
  setup,
  type AnyStateMachine,
} from 'xstate';
import { createClock } from './clock.ts';
import { createCompiledHost } from './compiledHost.ts';
import { createMachineHost } from './machineHost.ts';
import { cuesOf, play, type Replies } from './testPlay.ts';

interface Context {
  readonly n: number;
  readonly told: readonly string[];
}
type TestEvent = { readonly type: string; readonly n: number };

/** Guards, actions and delays by name, with and without params. */
const house = setup({
  types: {
    context: {} as Context,
    events: {} as TestEvent,
    emitted: {} as { type: string; n?: number },
    input: {} as { n: number } | undefined,
  },
  guards: {
    isEven: ({ context }) => context.n % 2 === 0,
    isAbove: ({ context }, { limit }: { limit: number }) => context.n > limit,
    isEvenAndLow: and(['isEven', not({ type: 'isAbove', params: { limit: 8 } })]),
  },
  actions: {
    add: assign(({ context }, { amount }: { amount: number }) => ({ n: (context.n + amount) % 20 })),
    next: assign({ n: ({ context }) => (context.n + 1) % 20 }),
    set: assign({ n: ({ event }) => event.n, told: [] }),
    note: assign({ told: ({ context }, text: string) => [...context.told.slice(-5), text] }),
    say: emit((_, type: string) => ({ type })),
    tell: emit(({ context, event }, factor: number) => ({
      type: 'told',
      n: context.n * factor + (event.n ?? 0),
    })),
    ping: emit({ type: 'ping' }),
    remind: raise({ type: 'late', n: 1 }, { delay: (_, delayMs: number) => delayMs }),
  },
  delays: { short: 10, growing: ({ context }) => 5 + context.n, never: Infinity },
});

// XState warns of every event sent to a machine that has ended.
vi.spyOn(console, 'warn').mockReturnValue();

const say = (params: string) => ({ type: 'say' as const, params });
const context: Context = { n: 0, told: [] };

function expectSameOnBothHosts(
  machine: AnyStateMachine,
  types: readonly string[],
  replies: Replies = {},
): void {
  const script = fc.record({ cues: cuesOf(...types), input: fc.record({ n: fc.nat(9) }) });
  fc.assert(
    fc.property(script, ({ cues, input }) => {
      const played = { machine, cues, input, replies };
      expect(play(createCompiledHost, played)).toEqual(play(createMachineHost, played));
    }),
    { numRuns: 200 },
  );
}

describe('the compiled host plays like XState’s interpreter', () => {
  it('guards: named, inline, with static and dynamic params, joined, several candidates, forbidden events', () => {
    const machine = house.createMachine({
      id: 'guards',
      context: ({ input }) => ({ n: input?.n ?? 0, told: [] }),
      initial: 'one',
      on: {
        go: { actions: [say('root'), 'next'] },
        set: { actions: 'set' },
        stay: { actions: say('never') },
      },
      states: {
        one: {
          on: {
            go: [
              { guard: { type: 'isAbove', params: { limit: 15 } }, target: 'two', actions: say('high') },
              { guard: { type: 'isAbove', params: ({ event }) => ({ limit: event.n }) }, actions: 'next' },
              {
                guard: or(['isEvenAndLow', ({ context: { n } }) => n === 3]),
                target: 'two',
                actions: ['next', say('joined')],
              },
            ],
            stay: {},
          },
        },
        two: {
          on: {
            go: [
              { guard: not('isEven'), target: 'one' },
              { guard: and([]), target: 'two', actions: 'next' },
            ],
            stay: undefined,
          },
        },
      },
    });
    expectSameOnBothHosts(machine, ['go', 'set', 'stay', 'unknown']);
  });

  it('actions: assign, emit and raise, inline and named, each seeing what the ones before it assigned', () => {
    const machine = house.createMachine({
      context,
      on: {
        go: {
          actions: [
            { type: 'tell', params: 1 },
            { type: 'add', params: ({ event }) => ({ amount: event.n }) },
            { type: 'tell', params: ({ context: { n } }) => n },
            raise({ type: 'raised', n: 3 }),
            emit(({ context: { n } }) => ({ type: 'inline', n })),
            'next',
            assign({ n: 7, told: ({ context: { n } }) => [`was ${n}`, 'and more'] }),
            assign(({ context: { told } }) => ({ told: told.slice(0, 1) })),
          ],
        },
        raised: {
          actions: [
            { type: 'tell', params: 100 },
            raise(({ event }) => ({ type: 'last', n: event.n + 1 })),
            'ping',
          ],
        },
        last: {
          actions: [
            { type: 'note', params: 'last' },
            { type: 'tell', params: 10 },
          ],
        },
        set: { actions: ['set', 'ping'] },
      },
    });
    expectSameOnBothHosts(machine, ['go', 'set', 'last']);
  });

  it('nested states: targets by sibling, child and id, entry, exit and initial actions, internal and reentering', () => {
    const machine = house.createMachine({
      id: 'nested',
      context,
      initial: 'off',
      entry: say('root entered'),
      exit: say('root left'),
      on: {
        home: '.on',
        restart: { target: '#nested', reenter: true },
        root: { target: '#nested' },
        deep: { target: '#deepest', guard: 'isEven' },
        next: { actions: 'next' },
      },
      states: {
        off: { entry: [say('off entered'), 'next'], exit: say('off left'), on: { go: 'on' } },
        on: {
          initial: { target: 'slow', actions: [say('on starts'), 'next'] },
          entry: say('on entered'),
          exit: say('on left'),
          on: {
            go: 'off',
            inside: '.fast',
            again: { target: '.fast', reenter: true },
            self: 'on',
            selfAgain: { target: 'on', reenter: true },
            touch: { actions: say('touched'), reenter: true },
          },
          states: {
            slow: {
              entry: say('slow entered'),
              exit: say('slow left'),
              on: { go: { target: 'fast', guard: 'isEven' } },
            },
            fast: {
              entry: say('fast entered'),
              exit: say('fast left'),
              initial: 'warm',
              states: {
                warm: {
                  exit: say('warm left'),
                  on: { go: '#deepest', self: { target: 'warm', reenter: true } },
                },
                hot: {
                  id: 'deepest',
                  entry: say('hot entered'),
                  on: { go: { target: '#nested.on.slow', actions: 'next' } },
                },
              },
            },
          },
        },
      },
    });
    const types = [
      'home',
      'restart',
      'root',
      'deep',
      'next',
      'go',
      'inside',
      'again',
      'self',
      'selfAgain',
      'touch',
    ];
    expectSameOnBothHosts(machine, types);
  });

  it('parallel states: each region, conflicts between regions, targets in several regions', () => {
    const region = (name: string, other: string) =>
      house.createStateConfig({
        initial: 'idle',
        entry: say(`${name} entered`),
        exit: say(`${name} left`),
        states: {
          idle: {
            entry: say(`${name} idle`),
            on: { go: { target: 'busy', actions: 'next' }, swap: `#${other}` },
          },
          busy: {
            id: name,
            exit: say(`${name} done`),
            always: {
              guard: { type: 'isAbove', params: { limit: 9 } },
              target: 'idle',
              actions: ['ping', 'next'],
            },
            on: {
              stop: { target: 'idle', actions: raise({ type: 'stopped', n: 1 }) },
              swap: { actions: say(`${name} keeps`) },
            },
          },
        },
      });
    const machine = house.createMachine({
      context,
      initial: 'apart',
      states: {
        apart: {
          type: 'parallel',
          on: {
            stopped: { actions: { type: 'add', params: { amount: 2 } } },
            both: { target: ['.left.busy', '.right.busy'], actions: 'ping' },
            reset: { target: 'apart', reenter: true },
            leave: 'together',
          },
          states: {
            left: region('left', 'right'),
            right: region('right', 'left'),
            watcher: {
              on: { go: { guard: 'isEven', actions: say('watched') }, leave: { guard: not('isEven') } },
            },
          },
        },
        together: { on: { go: '#left', both: 'apart' } },
      },
    });
    expectSameOnBothHosts(machine, ['go', 'stop', 'swap', 'both', 'reset', 'leave']);
  });

  it('delays: named, dynamic, plain and infinite ones, restarted on reentry, cancelled on exit, in order at equal times', () => {
    const machine = house.createMachine({
      context,
      initial: 'waiting',
      on: {
        later: {
          actions: ['ping', raise({ type: 'late', n: 0 }, { delay: 'short', id: 'late' }), 'next', 'ping'],
        },
        anonymous: {
          actions: [
            raise({ type: 'late', n: 0 }, { delay: ({ event }) => event.n }),
            { type: 'remind', params: ({ context: { n } }) => n + 5 },
          ],
        },
        late: { actions: [say('late'), 'next'] },
        stop: { actions: cancel('late') },
      },
      after: { 35: { actions: say('root timer') } },
      states: {
        waiting: {
          entry: 'next',
          after: { growing: { target: 'both', actions: 'ping' }, never: { actions: say('never') } },
          on: { again: { target: 'waiting', reenter: true }, go: 'both' },
        },
        both: {
          type: 'parallel',
          on: { go: 'waiting' },
          states: {
            first: {
              after: {
                short: { actions: say('first') },
                20: [{ guard: 'isEven', target: '#waits' }, { actions: 'next' }],
              },
            },
            second: {
              entry: 'ping',
              after: { 10: { actions: say('second') } },
              id: 'second',
              on: { again: { target: '#second', reenter: true } },
            },
            third: {
              initial: 'a',
              states: { a: { after: { 10: 'b' } }, b: { after: { 10: 'a' }, entry: 'next' } },
            },
          },
        },
        ended: { id: 'waits', after: { 0: 'waiting' } },
      },
    });
    expectSameOnBothHosts(machine, ['later', 'anonymous', 'stop', 'again', 'go']);
  });

  it('eventless transitions: chains, of parents too, one that changes nothing is taken once', () => {
    const machine = house.createMachine({
      context: { n: 3, told: [] },
      initial: 'low',
      always: {
        guard: { type: 'isAbove', params: { limit: 12 } },
        target: '.high',
        actions: [say('over'), assign({ n: 0 })],
      },
      on: { add: { actions: { type: 'add', params: ({ event }) => ({ amount: event.n }) } }, down: '.low' },
      states: {
        low: {
          always: [
            { guard: ({ event }) => event.type === 'skip', target: 'high' },
            { guard: 'isEven', target: 'even' },
          ],
        },
        even: {
          always: { guard: ({ context: { n } }) => n > 4, target: 'high', actions: ['next', 'ping'] },
          on: { skip: 'low' },
        },
        high: { always: { actions: 'ping' }, on: { skip: { actions: raise({ type: 'down', n: 0 }) } } },
      },
    });
    expectSameOnBothHosts(machine, ['add', 'down', 'skip']);
  });

  it('events sent from inside listeners wait until the machine has told of the present one', () => {
    const machine = house.createMachine({
      context,
      initial: 'idle',
      on: { answer: { actions: ['next', { type: 'tell', params: 1 }] } },
      states: {
        idle: { on: { ask: { target: 'asking', actions: [emit({ type: 'question' }), 'next', 'ping'] } } },
        asking: {
          on: { more: { actions: ['ping', 'next', emit({ type: 'question' })] }, done: 'idle' },
          after: { 5: 'idle' },
        },
      },
    });
    const replies = {
      question: { type: 'answer', n: 1 },
      asking: { type: 'more', n: 2 },
      ping: { type: 'done', n: 3 },
    };
    expectSameOnBothHosts(machine, ['ask', 'more', 'answer'], replies);
  });

  it('final states: of compound and parallel states, and the end of the machine', () => {
    const part = {
      initial: 'doing',
      states: {
        doing: { on: { go: 'done' }, after: { 25: 'done' } },
        done: { type: 'final', entry: 'ping' },
      },
    } as const;
    const machine = house.createMachine({
      context,
      initial: 'step',
      exit: say('root left'),
      on: { skip: { actions: { type: 'remind', params: 30 } } },
      after: { 100: { actions: say('root timer') } },
      states: {
        step: {
          initial: 'doing',
          states: {
            doing: { on: { finish: 'done', go: '#end' } },
            done: { type: 'final', on: { skip: { actions: 'next' } } },
          },
          always: { guard: ({ event }) => event.type.startsWith('xstate.done'), actions: ['ping', 'next'] },
          onDone: { target: 'parts', actions: say('step done') },
        },
        parts: {
          type: 'parallel',
          states: { left: part, right: { ...part, onDone: { actions: say('right done') } } },
          onDone: '#end',
        },
        end: { id: 'end', type: 'final', entry: say('ended'), exit: say('end left') },
      },
    });
    expectSameOnBothHosts(machine, ['go', 'finish', 'skip'], { ended: { type: 'go', n: 0 } });
  });

  it('machines without states or context, and parallel roots that end', () => {
    const half = { initial: 'a', states: { a: { on: { go: 'b' } }, b: { type: 'final' } } } as const;
    expectSameOnBothHosts(createMachine({ on: { go: { actions: emit({ type: 'ping' }) } } }), ['go']);
    expectSameOnBothHosts(createMachine({ type: 'parallel', states: { x: half, y: half } }), ['go']);
  });
});

describe('the compiled host', () => {
  it('throws what a machine throws out of the event that caused it, and out of every later one', () => {
    const clock = createClock();
    const fail = () => {
      throw new Error('broken guard');
    };
    const machine = createMachine({ on: { go: { guard: fail } }, after: { 5: { guard: fail } } });
    const options = { id: 'failing', input: undefined, onEmitted: () => {}, onState: () => {} };
    const port = createCompiledHost(clock).start(machine, options);
    expect(() => clock.step()).toThrow('broken guard');
    expect(() => port.send({ type: 'other' })).toThrow('broken guard');
  });
});
