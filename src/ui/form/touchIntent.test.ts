import { describe, expect, it } from 'vitest';
import { createTouchIntent } from './touchIntent.ts';

const at = (clientX: number, pointerType = 'touch') => ({ clientX, pointerType });

describe('the intent of a touch', () => {
  it('is open until the finger has gone sideways', () => {
    const intent = createTouchIntent();
    intent.begin(at(100));
    expect(intent.isOpen()).toBe(true);
    expect(intent.isOpen(at(103))).toBe(true);
    expect(intent.isOpen(at(92))).toBe(false);
    expect(intent.isOpen(at(100))).toBe(false);
    expect(intent.end()).toBe(false);
  });
  it('is a tap when the finger lifts before that', () => {
    const intent = createTouchIntent();
    intent.begin(at(100));
    expect(intent.end()).toBe(true);
    expect(intent.end()).toBe(false);
  });
  it('is never open for a mouse', () => {
    const intent = createTouchIntent();
    intent.begin(at(100, 'mouse'));
    expect(intent.isOpen()).toBe(false);
    expect(intent.end()).toBe(false);
  });
});
