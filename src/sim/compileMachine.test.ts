import { describe, expect, it } from 'vitest';
import { createMachine, enqueueActions, log, not, sendTo, spawnChild, stateIn, stopChild } from 'xstate';
import { compileMachine } from './compileMachine.ts';

describe('compileMachine', () => {
  it('makes the table of a machine once', () => {
    const machine = createMachine({});
    expect(compileMachine(machine)).toBe(compileMachine(machine));
    expect(compileMachine(createMachine({}))).not.toBe(compileMachine(machine));
  });
});

describe('compileMachine refuses, naming machine, state and construct', () => {
  const other = createMachine({});
  const refused: readonly [construct: string, config: object][] = [
    ['"invoke"', { invoke: { src: other } }],
    ['"output"', { type: 'final', output: 1 }],
    ['"route"', { id: 'strange.odd', route: {} }],
    ['"options"', { options: { maxIterations: 10 } }],
    ['a state of type "history"', { type: 'history' }],
    ['the wildcard event "*"', { on: { '*': {} } }],
    ['the wildcard event "call.*"', { on: { 'call.*': {} } }],
    ['the action sendTo', { entry: sendTo('other', { type: 'hello' }) }],
    ['the action spawnChild', { exit: spawnChild(other) }],
    ['the action stopChild', { on: { go: { actions: stopChild('other') } } }],
    ['the action log', { always: { actions: log('hello') } }],
    ['the action enqueueActions', { after: { 5: { actions: enqueueActions(() => {}) } } }],
    ['a function of its own as an action', { entry: () => {} }],
    ['the action "missing", which is not implemented', { entry: 'missing' }],
    ['the guard "missing", which is not implemented', { on: { go: { guard: 'missing' } } }],
    ['the delay "missing", which is not implemented', { after: { missing: {} } }],
    ['a built-in guard other than and, or, not', { on: { go: { guard: not(stateIn('odd')) } } }],
  ];

  it.each(refused)('%s', (construct, config) => {
    const machine = createMachine({ id: 'strange', initial: 'plain', states: { plain: {}, odd: config } });
    expect(() => compileMachine(machine)).toThrow(
      `The compiled host cannot run machine "strange": state "strange.odd" uses ${construct}.`,
    );
  });
});
