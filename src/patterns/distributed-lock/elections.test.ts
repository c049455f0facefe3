import { expect, it } from 'vitest';
import { createElections } from './elections.ts';
import { createLogNode } from './logNode.ts';
import { nodeMachine } from './nodeMachine.ts';
import { createParts } from './testParts.ts';

function createNodes() {
  const parts = createParts();
  const { around } = parts;
  const nodes = around.asked().map((id) => {
    const options = { id, input: undefined, onEmitted: () => {}, onState: () => {} };
    const machine = around.world.machines.start(nodeMachine, options);
    return [id, createLogNode(around, id, machine, () => {})] as const;
  });
  const elections = createElections(around.world, {
    params: around.params,
    nodes: () => nodes,
    isCut: () => false,
  });
  return { ...parts, elections, leaders: () => nodes.filter(([, node]) => node.isLeader).map(([id]) => id) };
}

it('elects the first node that reaches a majority', () => {
  const { elections, leaders, runTo, around } = createNodes();
  elections.lookSoon();
  runTo(around.params().electionMs);
  expect(leaders()).toEqual(['n1']);
});

it('elects nobody once another kind of lock has taken its place', () => {
  const { elections, leaders, runTo, set, around } = createNodes();
  elections.lookSoon();
  set({ algorithm: 'single' });
  runTo(around.params().electionMs);
  expect(leaders()).toEqual([]);
});
