import { describe, expect, it } from 'vitest';
import type { Band } from '../../sim/lanes.ts';
import { lanePaths, sharePaths, stateShares } from './bandPaths.ts';

const band = (state: string, fromMs: number, toMs: number): Band => ({ state, fromMs, toMs });
const field = { durationMs: 1_000, width: 100, height: 20 };

describe('the bands of one lane', () => {
  it('are one path per state', () => {
    const paths = lanePaths(
      [band('closed', 0, 400), band('open', 400, 500), band('closed', 500, 600)],
      field,
    );
    expect(paths.get('closed')).toBe('M0 0H40V20H0ZM50 0H60V20H50Z');
    expect(paths.get('open')).toBe('M40 0H50V20H40Z');
  });
  it('are seen however short they are', () => {
    expect(lanePaths([band('open', 500, 500.1)], field).get('open')).toBe('M50 0H51V20H50Z');
  });
});

describe('the shares of several lanes', () => {
  const lanes = [[band('closed', 0, 1_000)], [band('closed', 0, 500), band('open', 500, 1_000)]];

  it('add up to one in every column that has passed', () => {
    const [closed, open] = stateShares(lanes, ['closed', 'open'], 1_000, 4);
    expect([...(closed ?? [])]).toEqual([1, 1, 0.5, 0.5]);
    expect([...(open ?? [])]).toEqual([0, 0, 0.5, 0.5]);
  });
  it('count lanes only from when they exist', () => {
    const [closed] = stateShares(
      [[band('closed', 0, 1_000)], [band('open', 750, 1_000)]],
      ['closed', 'open'],
      1_000,
      4,
    );
    expect([...(closed ?? [])]).toEqual([1, 1, 1, 0.5]);
  });
  it('stack from the bottom and end at the present', () => {
    const past = [[band('closed', 0, 500)], [band('open', 0, 500)]];
    const paths = sharePaths(past, ['closed', 'open'], 500, field);
    expect(paths.get('closed')).toBe('M0 10H50V20H0Z');
    expect(paths.get('open')).toBe('M0 0H50V10H0Z');
  });
});
