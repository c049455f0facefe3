import { expect, test } from 'vitest';
import { breakerMachine, nestedMachine } from './exampleMachines.ts';
import { layoutStatechart, type StatechartLayout } from './layout.ts';
import { arrowOf, createPainter, type Paintable, type Pill, type StatechartFrame } from './painter.ts';

class FakeElement implements Paintable {
  attributes = new Map<string, string>();
  writes = 0;
  #text: string | null = null;

  get textContent(): string | null {
    return this.#text;
  }
  set textContent(text: string | null) {
    this.writes += 1;
    this.#text = text;
  }
  setAttribute(name: string, value: string): void {
    this.writes += 1;
    this.attributes.set(name, value);
  }
  removeAttribute(name: string): void {
    this.writes += 1;
    this.attributes.delete(name);
  }
}

function fakeDrawing(layout: StatechartLayout) {
  const elements: FakeElement[] = [];
  const element = () => {
    const created = new FakeElement();
    elements.push(created);
    return created;
  };
  const pill = () => ({ group: element(), box: element(), text: element() }) satisfies Pill;
  const states = new Map(
    layout.states.map(({ path }) => [
      path,
      { group: element(), counter: element(), ring: element(), time: pill(), badge: pill() },
    ]),
  );
  const transitions = new Map(layout.transitions.map(({ id }) => [id, element()]));
  const reason = pill();
  return {
    states,
    transitions,
    reason,
    paint: createPainter({ states, transitions, reason }, layout),
    writes: () => elements.reduce((sum, { writes }) => sum + writes, 0),
  };
}

const layout = layoutStatechart(breakerMachine);
const opened: StatechartFrame = {
  active: ['open'],
  counters: { open: '12 rejected' },
  countdown: { path: 'open', fraction: 0.64, text: '3.2 s' },
  transition: { from: 'closed', to: 'open', sequence: 4, reason: '3 of 3 failures' },
  occupancy: { open: 14 },
};

test('a frame shows the active state, its counter, its countdown and how many are in it', () => {
  const drawing = fakeDrawing(layout);
  drawing.paint(opened);
  const open = drawing.states.get('open')!;
  expect(open.group.attributes.has('data-active')).toBe(true);
  expect(open.counter.textContent).toBe('12 rejected');
  expect(open.ring.attributes.get('stroke-dasharray')).toBe('0.640 1');
  expect(open.time.text.textContent).toBe('3.2 s');
  expect(open.badge.text.textContent).toBe('14');
  expect(drawing.states.get('closed')!.group.attributes.has('data-active')).toBe(false);
});

test('the last transition marks one arrow and shows its reason in the tone of where it leads', () => {
  const drawing = fakeDrawing(layout);
  drawing.paint(opened);
  const marked = [...drawing.transitions].filter(([, arrow]) => arrow.attributes.has('data-last'));
  expect(marked.map(([id]) => id)).toEqual(['closed > open']);
  expect(drawing.reason.text.textContent).toBe('3 of 3 failures');
  expect(drawing.reason.group.attributes.get('data-tone')).toBe('tripped');
});

test('a new sequence number lights the same arrow again', () => {
  const drawing = fakeDrawing(layout);
  drawing.paint(opened);
  const before = drawing.transitions.get('closed > open')!.attributes.get('data-last');
  drawing.paint({ ...opened, transition: { ...opened.transition!, sequence: 5 } });
  expect(drawing.transitions.get('closed > open')!.attributes.get('data-last')).not.toBe(before);
});

test('a frame equal to the last one writes nothing', () => {
  const drawing = fakeDrawing(layout);
  drawing.paint(opened);
  const before = drawing.writes();
  drawing.paint(structuredClone(opened));
  expect(drawing.writes()).toBe(before);
});

test('a countdown that moves on writes only its ring', () => {
  const drawing = fakeDrawing(layout);
  drawing.paint(opened);
  const before = drawing.writes();
  drawing.paint({ ...opened, countdown: { path: 'open', fraction: 0.63, text: '3.2 s' } });
  expect(drawing.writes() - before).toBe(1);
});

test('an empty frame takes everything back', () => {
  const drawing = fakeDrawing(layout);
  drawing.paint(opened);
  drawing.paint({ active: [], counters: {} });
  const open = drawing.states.get('open')!;
  expect([...open.group.attributes.keys()]).toEqual([]);
  expect(open.counter.textContent).toBe('');
  expect(open.time.group.attributes.has('data-shown')).toBe(false);
  expect(drawing.reason.group.attributes.has('data-shown')).toBe(false);
  expect(drawing.transitions.get('closed > open')!.attributes.size).toBe(0);
});

test('a state inside lights the states around it', () => {
  const drawing = fakeDrawing(layoutStatechart(nestedMachine));
  drawing.paint({ active: ['attempting.waiting'], counters: {} });
  expect(drawing.states.get('attempting')!.group.attributes.has('data-active')).toBe(true);
  expect(drawing.states.get('attempting.sending')!.group.attributes.has('data-active')).toBe(false);
});

test('a change of state is shown by the nearest arrow that declares it', () => {
  const nested = layoutStatechart(nestedMachine);
  expect(arrowOf(layout, 'disabled', 'closed')?.id).toBe('forcedOpen > closed');
  expect(arrowOf(layout, 'halfOpen', 'forcedOpen')?.id).toBe(' > forcedOpen');
  expect(arrowOf(nested, 'attempting.waiting', 'idle')?.id).toBe('attempting > idle');
  expect(arrowOf(nested, 'idle', 'attempting.sending')?.id).toBe('idle > attempting');
  expect(arrowOf(layout, 'closed', 'halfOpen')).toBeUndefined();
});
