import { expect, it } from 'vitest';
import { fittingShare } from './density.ts';

/** Of a run with that many messages in the whole span. */
const even = (messages: number) => (share: number) => messages * share;

it('shows all of the span while few messages are sent', () => {
  expect(fittingShare(1, even(500))).toBe(1);
});

it('shows less time where there are many, and never less than an eighth', () => {
  expect(fittingShare(1, even(900))).toBe(0.6);
  expect(fittingShare(1, even(2_000))).toBe(0.22);
  expect(fittingShare(1, even(1e6))).toBe(0.13);
});

it('shows more again when it is calm, but not at every step', () => {
  expect(fittingShare(0.36, even(1_000))).toBe(0.36);
  expect(fittingShare(0.36, even(650))).toBe(0.6);
  expect(fittingShare(0.36, even(100))).toBe(1);
});

it('stands still when nothing changes', () => {
  for (let messages = 10; messages < 6_000; messages += 37) {
    const share = fittingShare(1, even(messages));
    expect(fittingShare(share, even(messages))).toBe(share);
  }
});
