import { expect, it } from 'vitest';
import { explainDecision } from './sentences.ts';

const DECIDED = {
  errorClass: 'transient',
  manner: 'backoff',
  waitMs: 1_400,
  chance: 0.781,
  worth: 0.744,
  price: 0.15,
  fromMs: 1_000,
  toMs: 2_000,
} as const;

it('explains a wait by its chance, its worth and its price', () => {
  expect(explainDecision(12, DECIDED)).toBe(
    'Call #12 met a passing error: it waits 1.4 s, for a retry after 1 s to 2 s is given 78 %, worth 0.74 against a price of 0.15.',
  );
});

it('says when a wait is longer than wished for, when the server asked for it, and when it is still a try', () => {
  expect(explainDecision(12, { ...DECIDED, waitMs: 4_000 })).toContain(
    'it waits 4 s for its place in the line',
  );
  expect(explainDecision(12, { ...DECIDED, manner: 'waitAsTold' })).toContain(': as told, it waits');
  expect(explainDecision(12, { ...DECIDED, manner: 'learning' })).toContain(': still learning, it waits');
});

it('explains why a call is not retried', () => {
  const hopeless = {
    ...DECIDED,
    errorClass: 'permanent',
    manner: 'giveUp',
    waitMs: null,
    chance: 0.1,
    worth: 0.09,
  } as const;
  expect(explainDecision(3, hopeless)).toBe(
    'Call #3 met an internal error and is not retried: even at best a retry after 1 s to 2 s is given 10 %, worth 0.09 against a price of 0.15.',
  );
  expect(explainDecision(3, { ...DECIDED, waitMs: null })).toContain(
    'there is no place for it before the deadline',
  );
});
