import { describe, expect, it } from 'vitest';
import { readMachine } from '../../ui/statechart/readMachine.ts';
import { pageMachine } from './machine.ts';
import { layoutPage } from './PageChart.tsx';
import type { Page } from './page.ts';
import { pagePicture } from './picture.ts';
import { createBench } from './testClient.ts';

function ended(answers: (bench: ReturnType<typeof createBench>) => void): Page {
  const bench = createBench();
  bench.visit();
  answers(bench);
  return bench.ended[0] as Page;
}

describe('the picture of a page', () => {
  it('shows what the values say', () => {
    const page = ended(({ the, answerParts }) => {
      the('userData').answer();
      answerParts();
    });
    expect(pagePicture(page, 5_000)).toMatchObject({
      user: 'user 1',
      standing: 'full',
      time: '0.0 s',
      name: 'User 1',
      balance: '1\u202f000',
      amounts: [],
      items: 1,
      score: '0.95',
      canPay: true,
      isPaymentPending: false,
    });
  });

  it('shows what is lost as lost', () => {
    const page = ended(({ the }) => {
      the('userData').answer();
      the('transactions').fail();
      the('recommendations').answer({ items: ['a', 'b'] });
      the('payment').fail();
    });
    const picture = pagePicture(page, 0);
    expect(picture).toMatchObject({ amounts: null, items: 2, score: null, canPay: false });
    expect(picture.parts.map(({ status }) => status)).toEqual(['fresh', 'fallback', 'truncated', 'fallback']);
  });

  it('counts the time and the attempts while it loads', () => {
    const bench = createBench();
    let page: Page | null = null;
    bench.visit();
    bench.the('userData').fail();
    bench.wait(400);
    bench.the('userData').answer();
    bench.answerParts();
    page = bench.ended[0] as Page;
    const loading: Page = {
      ...page,
      outcome: null,
      endedAtMs: null,
      parts: { ...page.parts, userData: { status: 'asking', value: null, sinceMs: 100, ageMs: null } },
    };
    const picture = pagePicture(loading, 1_300);
    expect([picture.standing, picture.time, picture.parts[0]?.note]).toEqual([
      'loading',
      '1.3 s',
      'attempt 2, 1.2 s',
    ]);
  });
});

describe('the page’s statechart', () => {
  it('has a place for every state and every move of the machine', () => {
    const { states, transitions } = readMachine(pageMachine);
    const layout = layoutPage();
    expect(layout.states.map(({ path }) => path)).toEqual(states.map(({ path }) => path));
    const moves = new Set(
      transitions.filter(({ from, to }) => from !== to).map(({ from, to }) => `${from} > ${to}`),
    );
    expect(new Set(layout.transitions.map(({ id }) => id))).toEqual(moves);
    for (const { x, y, width, height } of layout.states) {
      expect(x - width / 2).toBeGreaterThanOrEqual(0);
      expect(x + width / 2).toBeLessThanOrEqual(layout.width);
      expect(y + height / 2).toBeLessThanOrEqual(layout.height);
    }
  });
});
