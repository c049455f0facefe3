import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../picture.ts';
import { viewAt } from '../testStory.ts';
import { createMessageFinder, crosses, distanceTo, emptyArrow, shapeArrow } from './arrows.ts';
import { scaleOf } from './scale.ts';

const lanes = new Map(viewAt(0).actors.map(({ id }, index) => [id, index]));
const place = { width: 800, top: 20, bottom: 420, textSize: 12 };
const scale = scaleOf(lanes, { fromMs: 0, spanMs: 20_000 }, place);
const { messages } = viewAt(20_000);
const messageOf = (id: number) => messages.find((each) => each.id === id) as Message;

describe('shapeArrow', () => {
  it('goes from the sender’s line at sending to the receiver’s line at arrival', () => {
    const arrow = emptyArrow();
    expect(shapeArrow(messageOf(1), 20_000, scale, arrow)).toBe(true);
    expect(arrow).toEqual({ fromX: 0, fromY: 70, toX: 8, toY: 270, end: 'head' });
  });

  it('ends a lost message in a cross before it arrives', () => {
    const arrow = emptyArrow();
    shapeArrow(messageOf(5), 20_000, scale, arrow);
    expect(arrow.end).toBe('cross');
    expect(arrow.toY).toBeLessThan(270);
    expect(arrow.toY).toBeGreaterThan(170);
  });

  it('shows what is under way as far as it has come, and does not foretell its loss', () => {
    const arrow = emptyArrow();
    shapeArrow(messageOf(5), 7_100, scale, arrow);
    expect(arrow.end).toBe('dot');
    expect(arrow.toX).toBeCloseTo(284, 6);
  });

  it('shows nothing that is not yet sent, outside the window, or of an actor without a lane', () => {
    const arrow = emptyArrow();
    expect(shapeArrow(messageOf(9), 14_999, scale, arrow)).toBe(false);
    expect(shapeArrow({ ...messageOf(1), to: 'n9' }, 20_000, scale, arrow)).toBe(false);
    const later = scaleOf(lanes, { fromMs: 16_000, spanMs: 1_000 }, place);
    expect(messages.some((message) => shapeArrow(message, 20_000, later, arrow))).toBe(false);
  });
});

it('finds every message that reaches into the window, and few others', () => {
  const flights = fc.array(fc.record({ gapMs: fc.nat(300), flightMs: fc.nat(2_000) }), { maxLength: 60 });
  fc.assert(
    fc.property(flights, fc.nat(8_000), fc.integer({ min: 1, max: 4_000 }), (drawn, fromMs, spanMs) => {
      let sentMs = 0;
      const sent = drawn.map(({ gapMs, flightMs }, id): Message => {
        sentMs += gapMs;
        return { ...messageOf(1), id, sentMs, endsMs: sentMs + flightMs };
      });
      const find = createMessageFinder();
      const window = scaleOf(lanes, { fromMs, spanMs }, place);
      // Half of them first: it must learn of what comes later.
      find(sent.slice(0, sent.length / 2), window);
      const [from, to] = find(sent, window);
      const isInSight = ({ sentMs: atMs, endsMs }: Message) => atMs < fromMs + spanMs && endsMs >= fromMs;
      expect(sent.slice(0, from).filter(isInSight)).toEqual([]);
      expect(sent.slice(to).filter(isInSight)).toEqual([]);
      expect(to).toBe(sent.filter((message) => message.sentMs < fromMs + spanMs).length);
    }),
    { numRuns: 60 },
  );
});

it('measures how far a point is from an arrow', () => {
  const arrow = { fromX: 0, fromY: 0, toX: 0, toY: 100, end: 'head' } as const;
  expect(distanceTo(arrow, 5, 50)).toBe(5);
  expect(distanceTo(arrow, 3, 104)).toBe(5);
});

it('knows whether an arrow goes through a box', () => {
  const arrow = { fromX: 0, fromY: 0, toX: 100, toY: 100, end: 'head' } as const;
  expect(crosses(arrow, { x: 40, y: 45, width: 20, height: 10 })).toBe(true);
  expect(crosses(arrow, { x: 60, y: 45, width: 20, height: 10 })).toBe(false);
  expect(crosses(arrow, { x: 40, y: 145, width: 20, height: 10 })).toBe(false);
});
