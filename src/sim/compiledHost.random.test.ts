import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { assign, emit, raise, setup, type AnyStateMachine } from 'xstate';
import { createCompiledHost } from './compiledHost.ts';
import { createMachineHost } from './machineHost.ts';
import { cuesOf, play } from './testPlay.ts';

/** `fuel` ends what would be endless chains of eventless transitions. */
interface Context {
  readonly n: number;
  readonly fuel: number;
}

const parts = setup({
  types: {
    context: {} as Context,
    events: {} as { type: string; n: number },
    emitted: {} as { type: string; n: number },
  },
  guards: {
    leaves: ({ context }, { rest }: { rest: number }) => context.n % 3 === rest,
    hasFuel: ({ context }) => context.fuel > 0,
  },
  actions: {
    say: emit(({ context }, type: string) => ({ type, n: context.n })),
    next: assign({ n: ({ context }) => context.n + 1 }),
    burn: assign({ fuel: ({ context }) => context.fuel - 1 }),
    refuel: assign({ fuel: 3 }),
    stepOn: raise({ type: 'raised', n: 0 }),
    whisper: raise({ type: 'whispered', n: 0 }),
  },
  delays: { soon: ({ context }) => 5 + (context.n % 3) * 5 },
});

interface Tree {
  readonly type: 'atomic' | 'final' | 'compound' | 'parallel';
  readonly children: readonly Tree[];
}

const leaf = fc.constantFrom<Tree>(
  ...(['atomic', 'atomic', 'atomic', 'final'] as const).map((type) => ({ type, children: [] })),
);
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.record({
      type: fc.constantFrom('compound', 'parallel'),
      children: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));
const trees = fc.record({
  type: fc.constantFrom<Tree['type']>('compound', 'parallel'),
  children: fc.array(tree, { minLength: 2, maxLength: 3 }),
});

const childrenOf = (id: string, { children }: Tree) =>
  children.map((child, i) => [`${id}_${i}`, child] as const);

function idsIn(id: string, state: Tree): string[] {
  return [id, ...childrenOf(id, state).flatMap(([childId, child]) => idsIn(childId, child))];
}

/** A machine of that tree whose transitions, guards, actions and timers are picked as the draws say. */
function machineOf(root: Tree, draw: (below: number) => number): AnyStateMachine {
  const ids = idsIn('root', root);
  const pick = <T>(...options: readonly T[]) => options[draw(options.length)] as T;
  const target = () => `#${pick(...ids)}`;
  const chance = (oneIn: number, make: () => object) => (draw(oneIn) === 0 ? make() : {});
  const say = (params: string) => ({ type: 'say', params });

  /** Only what cannot set off transitions without end. */
  const quiet = (words: string) => [say(words), ...pick([], ['next'], ['next', say(`${words}, then`)])];
  const transition = (words: string, ...more: readonly string[]) => ({
    ...chance(2, () => ({ target: target() })),
    ...chance(3, () => ({ reenter: true })),
    ...chance(2, () => ({ guard: { type: 'leaves', params: { rest: draw(3) } } })),
    actions: [...quiet(words), ...pick<readonly string[]>([], more)],
  });
  const transitions = (words: string, ...more: readonly string[]) =>
    pick([1], [1, 2]).map((number) => transition(`${words} ${number}`, ...more));

  function configOf(id: string, state: Tree): object {
    const children = childrenOf(id, state);
    const isFinal = state.type === 'final';
    return {
      id,
      type: state.type,
      entry: [say(`${id} entered`), ...pick([], ['whisper'], ['next'])],
      exit: [say(`${id} left`), ...pick([], ['next'])],
      on: {
        ...chance(2, () => ({ a: transitions(`${id} a`, 'stepOn', 'refuel') })),
        ...chance(2, () => ({ b: transitions(`${id} b`, 'refuel', 'whisper') })),
        ...chance(3, () => ({ raised: transitions(`${id} raised`, 'whisper') })),
        ...chance(2, () => ({ whispered: { actions: quiet(`${id} whispered`) } })),
      },
      ...chance(4, () => ({
        always: { target: target(), guard: 'hasFuel', actions: [...quiet(`${id} always`), 'burn'] },
      })),
      ...(isFinal
        ? {}
        : chance(3, () => ({ after: { [pick('5', '10', 'soon')]: transitions(`${id} after`) } }))),
      ...(children.length > 0 ? chance(2, () => ({ onDone: { actions: quiet(`${id} done`) } })) : {}),
      ...(state.type === 'compound'
        ? { initial: { target: pick(...children)[0], actions: quiet(`${id} starts`) } }
        : {}),
      states: Object.fromEntries(children.map(([childId, child]) => [childId, configOf(childId, child)])),
    };
  }
  return parts.createMachine({ ...configOf('root', root), context: { n: 0, fuel: 3 } } as never) as never;
}

it('the compiled host plays random statecharts like XState’s interpreter', () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  const draws = fc.infiniteStream(fc.nat(59));
  fc.assert(
    fc.property(trees, draws, cuesOf('a', 'b'), (root, numbers, cues) => {
      const machine = machineOf(root, (below) => (numbers.next().value as number) % below);
      expect(play(createCompiledHost, { machine, cues })).toEqual(play(createMachineHost, { machine, cues }));
    }),
    { numRuns: 300 },
  );
});
