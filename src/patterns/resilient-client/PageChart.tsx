/**
 * The page's statechart in little room: states, arrows and words come from the machine, only their places are set by
 * hand, and arrows carry no labels, so that every word stays large enough to be read. Why the last arrow was taken is said.
 */
import type { Ref } from 'react';
import type { StatechartLayout, StatechartTransition } from '../../ui/statechart/layout.ts';
import { arrowHead, towards, type Point } from '../../ui/statechart/placing/geometry.ts';
import { readMachine } from '../../ui/statechart/readMachine.ts';
import { Statechart, type StatechartHandle } from '../../ui/statechart/Statechart.tsx';
import { pageMachine } from './machine.ts';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const WIDTH = 384;
const HEIGHT = 204;

const STATES: Readonly<Record<string, Place>> = {
  fetchingUser: { x: 84, y: 48, width: 156, height: 48 },
  fetchingParts: { x: 300, y: 48, width: 156, height: 48 },
  pausing: { x: 102, y: 114, width: 104, height: 40 },
  failed: { x: 64, y: 181, width: 112, height: 40 },
  partial: { x: 192, y: 181, width: 112, height: 40 },
  full: { x: 320, y: 181, width: 112, height: 40 },
};

interface Arrow {
  /** Two points for a straight line, four for a curve. */
  readonly points: readonly Point[];
  readonly reason: Point;
}

const line = (x1: number, y1: number, x2: number, y2: number): readonly Point[] => [
  { x: x1, y: y1 },
  { x: x2, y: y2 },
];
const curve = (x1: number, y1: number, x2: number, y2: number): readonly Point[] => {
  const middle = (y1 + y2) / 2;
  return [
    { x: x1, y: y1 },
    { x: x1, y: middle },
    { x: x2, y: middle },
    { x: x2, y: y2 },
  ];
};

/** Passes under the pause. */
const TO_FAILED: readonly Point[] = [
  { x: 244, y: 72 },
  { x: 244, y: 150 },
  { x: 128, y: 132 },
  { x: 100, y: 161 },
];

const ARROWS: Readonly<Record<string, Arrow>> = {
  'fetchingUser > fetchingParts': { points: line(162, 48, 222, 48), reason: { x: 192, y: 12 } },
  'fetchingUser > pausing': { points: line(86, 72, 86, 94), reason: { x: 182, y: 84 } },
  'pausing > fetchingUser': { points: line(120, 94, 120, 72), reason: { x: 182, y: 84 } },
  'fetchingUser > failed': { points: line(28, 72, 28, 161), reason: { x: 84, y: 149 } },
  'fetchingParts > failed': { points: TO_FAILED, reason: { x: 196, y: 128 } },
  'fetchingParts > partial': { points: curve(284, 72, 200, 161), reason: { x: 250, y: 130 } },
  'fetchingParts > full': { points: line(320, 72, 320, 161), reason: { x: 320, y: 130 } },
};

/** The line ends inside the head. */
const SHORT_BY = 6;

function pathOf(points: readonly Point[]): string {
  const [start, ...rest] = points.map(({ x, y }) => `${x},${y}`);
  return `M${start}${rest.length > 1 ? 'C' : 'L'}${rest.join(' ')}`;
}

function found<T>(places: Readonly<Record<string, T>>, name: string): T {
  const place = places[name];
  if (place === undefined) throw new Error(`The page’s statechart has no place for ${name}.`);
  return place;
}

function placeTransitions(): readonly StatechartTransition[] {
  const { transitions } = readMachine(pageMachine);
  const moves = transitions.filter(({ from, to }) => from !== to);
  const idOf = ({ from, to }: (typeof moves)[number]) => `${from} > ${to}`;
  return [...new Set(moves.map(idOf))].map((id): StatechartTransition => {
    const { points, reason } = found(ARROWS, id);
    const causes = moves.filter((move) => idOf(move) === id);
    const [first] = causes as [(typeof causes)[number]];
    const tip = points.at(-1) as Point;
    const before = points.at(-2) as Point;
    return {
      id,
      from: first.from,
      sources: [first.from],
      to: first.to,
      event: first.event,
      ...(first.guard === undefined ? {} : { guard: first.guard }),
      causes,
      label: '',
      lines: [],
      points,
      line: pathOf([...points.slice(0, -1), towards(tip, before, SHORT_BY)]),
      head: arrowHead(tip, before),
      labelX: reason.x,
      labelY: reason.y,
      labelWidth: 0,
      labelHeight: 0,
      reasonX: reason.x,
      reasonY: reason.y,
      apart: false,
    };
  });
}

/** Every state and every move of the machine has its place; throws otherwise. */
export function layoutPage(): StatechartLayout {
  const { states } = readMachine(pageMachine);
  return {
    width: WIDTH,
    height: HEIGHT,
    direction: 'LR',
    states: states.map((state) => {
      const place = found(STATES, state.path);
      const top = { x: place.x, y: place.y - place.height / 2 };
      return {
        ...state,
        ...place,
        ...(state.initial && { entry: { dot: { x: top.x, y: 6 }, tip: top } }),
        corners: {
          time: { x: 0, y: place.height / 2 },
          badge: { x: -place.width / 2, y: -place.height / 2 },
        },
      };
    }),
    transitions: placeTransitions(),
  };
}

const layout = layoutPage();

export function PageChart({ ref }: { readonly ref: Ref<StatechartHandle> }) {
  return <Statechart ref={ref} layout={layout} title="Page of the resilient client" />;
}
