import { describe, expect, it } from 'vitest';
import { PLOT, plotWidth } from './geometry.ts';
import { laneShapes, type LaneSnapshot } from './laneShapes.ts';

const SIZE = { width: 600 + PLOT.left + PLOT.right, height: 122 + PLOT.top + PLOT.bottom };
const DURATION_MS = 60_000;

const lane = (label: string, ...ends: readonly (readonly [string, number])[]): LaneSnapshot => ({
  label,
  bands: ends.map(([state, toMs], index) => ({ state, fromMs: ends[index - 1]?.[1] ?? 0, toMs })),
});

describe('lanes', () => {
  it('lie on the time axis of the other charts', () => {
    const { paths } = laneShapes([lane('client 1', ['closed', 30_000], ['open', 60_000])], DURATION_MS, SIZE);
    expect(plotWidth(SIZE)).toBe(600);
    expect(paths.get('closed')).toMatch(new RegExp(`^M${PLOT.left} ${PLOT.top}h300v`));
    expect(paths.get('open')).toMatch(new RegExp(`^M${PLOT.left + 300} ${PLOT.top}h300v`));
  });

  it('show a band of an instant one pixel wide', () => {
    const { paths } = laneShapes(
      [lane('a', ['closed', 30_000], ['open', 30_001], ['closed', 60_000])],
      DURATION_MS,
      SIZE,
    );
    expect(paths.get('open')).toContain('h1v');
  });

  it('draw at most two bands per pixel', () => {
    const ends = Array.from(
      { length: 5_000 },
      (_, index) => [index % 2 ? 'open' : 'closed', (index + 1) * 12] as const,
    );
    const { paths } = laneShapes([lane('a', ...ends)], DURATION_MS, SIZE);
    const drawn = [...paths.values()].join('').split('z').length - 1;
    expect(drawn).toBeLessThanOrEqual(1_200);
  });

  it('name their states where the word has room', () => {
    const { words } = laneShapes([lane('a', ['halfOpen', 55_000], ['open', 56_000])], DURATION_MS, SIZE);
    expect(words.map(({ text }) => text)).toEqual(['half-open']);
  });

  it('all have their place and some a label when there are many', () => {
    const lanes = Array.from({ length: 50 }, (_, index) => lane(`client ${index + 1}`, ['closed', 60_000]));
    const { paths, words, labels } = laneShapes(lanes, DURATION_MS, SIZE);
    expect(paths.get('closed')?.split('z')).toHaveLength(51);
    expect(words).toEqual([]);
    expect(labels.length).toBeGreaterThan(2);
    expect(labels.length).toBeLessThan(10);
  });

  it('shorten a long label', () => {
    const { labels } = laneShapes([lane('recommendation service', ['up', 1])], DURATION_MS, SIZE);
    expect(labels[0]?.text).toMatch(/^recom.*…$/);
  });
});
