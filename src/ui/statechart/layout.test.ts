import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMachine, type AnyStateMachine } from 'xstate';
import { breakerMachine, nestedMachine, parallelMachine } from './exampleMachines.ts';
import { boxesOverlap, type Box, type Point } from './placing/geometry.ts';
import {
  humanise,
  layoutStatechart,
  layoutToFit,
  type StatechartLayout,
  type StatechartTransition,
} from './layout.ts';
import { readMachine } from './readMachine.ts';

const machines: [string, AnyStateMachine][] = [
  ['breaker', breakerMachine],
  ['nested', nestedMachine],
  ['parallel', parallelMachine],
];
const directions = ['LR', 'TB'] as const;
const drawings = machines.flatMap(([name, machine]) =>
  directions.map((direction) => ({
    name,
    machine,
    direction,
    layout: layoutStatechart(machine, { direction }),
  })),
);

function stateAt(layout: StatechartLayout, path: string) {
  const state = layout.states.find((each) => each.path === path);
  if (state === undefined) throw new Error(`${path} is not drawn`);
  return state;
}

function arrowBetween(layout: StatechartLayout, from: string, to: string): StatechartTransition {
  const arrow = layout.transitions.find((each) => each.sources.includes(from) && each.to === to);
  if (arrow === undefined) throw new Error(`no arrow from ${from} to ${to}`);
  return arrow;
}

function isOnBorder(point: Point | undefined, box: Box): boolean {
  if (point === undefined) return false;
  const dx = Math.abs(point.x - box.x) - box.width / 2;
  const dy = Math.abs(point.y - box.y) - box.height / 2;
  return Math.abs(Math.max(dx, dy)) < 0.01;
}

function overlaps({ states }: StatechartLayout): string[] {
  return states.flatMap((a, index) =>
    states
      .slice(index + 1)
      .filter((b) => !b.path.startsWith(`${a.path}.`) && boxesOverlap(a, b))
      .map((b) => `${a.path} and ${b.path}`),
  );
}

/** Arrows whose ends are not on the borders of their states. An arrow from the band has no border of a state to start at. */
function loose(machine: AnyStateMachine, layout: StatechartLayout): string[] {
  return readMachine(machine)
    .transitions.filter(({ from, to }) => from !== to)
    .filter(({ from, to }) => {
      const { points, sources } = arrowBetween(layout, from, to);
      const fromBand = from === '' || sources.length > 1;
      const starts = fromBand || isOnBorder(points[0], stateAt(layout, from));
      return !starts || !isOnBorder(points.at(-1), stateAt(layout, to));
    })
    .map(({ from, to }) => `${from} to ${to}`);
}

describe.each(drawings)('$name $direction', ({ machine, direction, layout }) => {
  test('every state of the machine is drawn once', () => {
    expect(layout.states.map(({ path }) => path)).toEqual(
      readMachine(machine).states.map(({ path }) => path),
    );
  });

  test('every transition with a target has an arrow between the borders of its states', () => {
    expect(loose(machine, layout)).toEqual([]);
  });

  test('states do not overlap', () => {
    expect(overlaps(layout)).toEqual([]);
  });

  test('a state lies inside the state that encloses it', () => {
    for (const inner of layout.states.filter(({ parent }) => parent !== null)) {
      const outer = stateAt(layout, inner.parent ?? '');
      expect(Math.abs(inner.x - outer.x)).toBeLessThan((outer.width - inner.width) / 2);
      expect(Math.abs(inner.y - outer.y)).toBeLessThan((outer.height - inner.height) / 2);
    }
  });

  test('labels keep clear of simple states and of each other', () => {
    const labels = layout.transitions.map(({ labelX, labelY, labelWidth, labelHeight }) => ({
      x: labelX,
      y: labelY,
      width: labelWidth,
      height: labelHeight,
    }));
    const simple = layout.states.filter(({ kind }) => kind === 'atomic' || kind === 'final');
    for (const [index, label] of labels.entries()) {
      const others = [...simple, ...labels.slice(index + 1)];
      expect(others.filter((other) => boxesOverlap(label, other))).toEqual([]);
    }
  });

  test('everything lies inside the picture', () => {
    for (const { x, y, width, height } of layout.states) {
      expect(x - width / 2).toBeGreaterThan(0);
      expect(y - height / 2).toBeGreaterThan(0);
      expect(x + width / 2).toBeLessThan(layout.width);
      expect(y + height / 2).toBeLessThan(layout.height);
    }
    for (const point of layout.transitions.flatMap(({ points }) => points)) {
      expect(point.x).toBeGreaterThan(0);
      expect(point.y).toBeGreaterThan(0);
      expect(point.x).toBeLessThan(layout.width);
      expect(point.y).toBeLessThan(layout.height);
    }
  });

  test('the same machine gives the same layout', () => {
    expect(layoutStatechart(machine, { direction })).toEqual(layout);
  });
});

test('any flat machine is drawn with its states apart and its arrows at their borders', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const transitions = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      transitions,
      fc.constantFrom(...directions),
      (count, pairs, direction) => {
        const states = Object.fromEntries(
          names.slice(0, count).map((name, index) => [
            name,
            {
              on: Object.fromEntries(
                pairs
                  .filter(([from, to]) => from === index && to < count)
                  .map(([, to]) => [`went.to.${names[to]}`, names[to]]),
              ),
            },
          ]),
        );
        const machine = createMachine({ initial: 'a', states });
        const layout = layoutStatechart(machine, { direction });
        expect(overlaps(layout)).toEqual([]);
        expect(loose(machine, layout)).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});

describe('arrows', () => {
  const layout = layoutStatechart(breakerMachine);

  test('transitions between the same two states share an arrow', () => {
    const arrow = arrowBetween(layout, 'open', 'halfOpen');
    expect(arrow.causes.map(({ event }) => event)).toEqual(['call.arrived', 'after openDuration']);
    expect(arrow.label).toBe('call arrived [open duration elapsed] after open duration');
    expect(arrow).toMatchObject({ event: 'call.arrived', guard: 'isOpenDurationElapsed' });
  });

  test('events under one guard share a line', () => {
    const target = { guard: 'isOver', target: 'y' };
    const on = { 'call.failed': target, 'call.timedOut': target };
    const machine = createMachine({ initial: 'x', states: { x: { on }, y: {} } });
    expect(layoutStatechart(machine).transitions[0]?.label).toBe('call failed or timed out [over]');
  });

  test('more than three causes are counted', () => {
    const on = { 'a.b': 'y', 'c.d': 'y', 'e.f': 'y', 'g.h': 'y', 'i.j': 'y' };
    const crowded = createMachine({ initial: 'x', states: { x: { on }, y: {} } });
    expect(layoutStatechart(crowded).transitions.map(({ label }) => label)).toEqual(['a b c d e f 2 more']);
  });

  test('states that only the machine itself enters stand apart and share their way back', () => {
    expect(layout.band).toBeDefined();
    expect(arrowBetween(layout, '', 'forcedOpen').apart).toBe(true);
    expect(arrowBetween(layout, 'forcedOpen', 'closed')).toBe(arrowBetween(layout, 'disabled', 'closed'));
    expect(layout.transitions.filter(({ apart }) => apart)).toHaveLength(3);
    const inFlow = layout.states.filter(({ tags }) => !tags.includes('manual'));
    const lowest = Math.max(...inFlow.map(({ y }) => y));
    expect(stateAt(layout, 'disabled').y).toBeGreaterThan(lowest);
  });

  test('hidden events have no arrow, but their states stay', () => {
    const plain = layoutStatechart(breakerMachine, { hideEvents: ['operator.*'] });
    expect(plain.states).toHaveLength(5);
    expect(plain.transitions.map(({ id }) => id)).toEqual([
      'closed > open',
      'open > halfOpen',
      'halfOpen > closed',
      'halfOpen > open',
    ]);
  });

  test('transitions without a target are drawn on request only', () => {
    expect(layout.transitions.filter(({ from, to }) => from === to)).toEqual([]);
    const own = layoutStatechart(breakerMachine, { selfTransitions: true });
    expect(own.transitions.filter(({ from, to }) => from === to).map(({ id }) => id)).toEqual([
      'closed > closed',
    ]);
  });

  test('guards made of guards are named', () => {
    expect(
      arrowBetween(layoutStatechart(nestedMachine), 'attempting.sending', 'attempting.waiting').label,
    ).toBe('failed [not exhausted]');
  });
});

test('a narrow space is filled from top to bottom, a wide one from left to right', () => {
  expect(layoutToFit(breakerMachine, { width: 360, height: 500 }).direction).toBe('TB');
  expect(layoutToFit(breakerMachine, { width: 1200, height: 500 }).direction).toBe('LR');
});

test('labels become brief where full ones are too small to read', () => {
  const labelOf = (layout: StatechartLayout) => arrowBetween(layout, 'open', 'halfOpen').label;
  const full = 'call arrived [open duration elapsed] after open duration';
  expect(labelOf(layoutToFit(breakerMachine, { width: 1200, height: 500 }))).toBe(full);
  expect(labelOf(layoutToFit(breakerMachine, { width: 500, height: 240 }))).toBe(
    '[open duration elapsed] after open duration',
  );
});

test('arrows lose their words where even brief ones are illegible, and the reason stands below the state it led to', () => {
  const small = layoutToFit(breakerMachine, { width: 440, height: 240 });
  expect(small.transitions.map(({ label }) => label).join('')).toBe('');
  for (const { to, reasonX, reasonY } of small.transitions) {
    const target = small.states.find(({ path }) => path === to);
    const bottom = (target?.y ?? NaN) + (target?.height ?? NaN) / 2;
    expect([reasonX, reasonY > bottom]).toEqual([target?.x, true]);
    expect(reasonY + 10).toBeLessThanOrEqual(small.height + 2);
  }
});

test('arrows lose their words where nobody could read them, and the states grow', () => {
  const space = { width: 300, height: 150 };
  const layout = layoutToFit(breakerMachine, space);
  const brief = layoutStatechart(breakerMachine, { labels: 'brief' });
  expect(layout.transitions.filter(({ label }) => label !== '')).toEqual([]);
  expect(layout.width).toBeLessThan(brief.width * 0.8);
  expect(layout.height).toBeLessThan(brief.height);
});

test.each(machines)(
  'without words the states of %s still stand apart, and its arrows meet them',
  (_, machine) => {
    for (const direction of directions) {
      const layout = layoutStatechart(machine, { direction, labels: 'none' });
      expect(overlaps(layout)).toEqual([]);
      expect(loose(machine, layout)).toEqual([]);
    }
  },
);

test('names become words', () => {
  expect(
    ['halfOpen', 'forcedOpen', 'call.failed', 'halfOpenLimit', 'maxTTL', 'closed'].map(humanise),
  ).toEqual(['half-open', 'forced open', 'call failed', 'half-open limit', 'max TTL', 'closed']);
});
