import { describe, expect, it } from 'vitest';
import { viewAt } from '../testStory.ts';
import { neighbour, thingAt } from './pick.ts';
import { scaleOf } from './scale.ts';

const view = viewAt(16_000);
const lanes = new Map(view.actors.map(({ id }, index) => [id, index]));
const scale = scaleOf(
  lanes,
  { fromMs: 0, spanMs: 20_000 },
  { width: 800, top: 20, bottom: 420, textSize: 12 },
);
const range = [0, view.messages.length] as const;
const at = (x: number, y: number) => thingAt({ x, y }, { view, scale, range, slack: 6 });

describe('thingAt', () => {
  it('finds a message beside its arrow', () => {
    expect(at(126, 220)).toMatchObject({ kind: 'message', message: { id: 3 } });
  });

  it('finds a write at the resource before the arrow that brought it', () => {
    expect(at(488, 370)).toMatchObject({ kind: 'write', write: { token: 34 } });
  });

  it('finds a violation by its flag below the lanes', () => {
    expect(at(606, 430)).toMatchObject({ kind: 'violation', violation: { invariant: 'I1' } });
  });

  it('finds the lease in its bar and the pause around it', () => {
    expect(at(300, 70)).toMatchObject({ kind: 'lease', lease: { actor: 'c1' } });
    expect(at(300, 30)).toMatchObject({ kind: 'trouble', trouble: { kind: 'paused' } });
  });

  it('finds nothing where nothing is', () => {
    expect(at(300, 400)).toBeNull();
  });
});

describe('neighbour', () => {
  const messageOf = (id: number) => view.messages.find((message) => message.id === id) ?? null;

  it('goes from message to message in order of sending', () => {
    expect(neighbour(view.messages, messageOf(3), 1, range)).toMatchObject({ id: 4 });
    expect(neighbour(view.messages, messageOf(3), -1, range)).toMatchObject({ id: 2 });
    expect(neighbour(view.messages, messageOf(9), 1, range)).toBeNull();
  });

  it('begins with the first or the last one in sight', () => {
    expect(neighbour(view.messages, null, 1, [2, 5])).toMatchObject({ id: 3 });
    expect(neighbour(view.messages, null, -1, [2, 5])).toMatchObject({ id: 5 });
  });
});
