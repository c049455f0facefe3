import { describe, expect, it } from 'vitest';
import { lookAt, pan, windowOf, zoom, type Viewport } from './window.ts';

const follow: Viewport = { mode: 'follow', spanMs: 20_000, fromMs: 0 };
const durationMs = 60_000;

describe('windowOf', () => {
  it('begins a little before time 0', () => {
    const { fromMs } = windowOf(follow, { nowMs: 0, durationMs }, false);
    expect(fromMs).toBeLessThan(0);
    expect(fromMs).toBeGreaterThan(-2_000);
  });

  it('keeps the playhead in sight, with room for leases that reach into the future', () => {
    for (const nowMs of [20_000, 33_333, 50_000]) {
      const { fromMs, spanMs } = windowOf(follow, { nowMs, durationMs }, false);
      expect((nowMs - fromMs) / spanMs).toBeCloseTo(0.76, 5);
    }
  });

  it('moves in steps where nothing may glide, and the playhead stays in sight', () => {
    const starts = new Set<number>();
    for (let nowMs = 20_000; nowMs < 40_000; nowMs += 100) {
      const { fromMs, spanMs } = windowOf(follow, { nowMs, durationMs }, true);
      expect(nowMs).toBeGreaterThan(fromMs);
      expect(nowMs).toBeLessThan(fromMs + spanMs);
      starts.add(fromMs);
    }
    expect(starts.size).toBeLessThan(7);
  });

  it('shows all of the run on demand', () => {
    const { fromMs, spanMs } = windowOf({ ...follow, mode: 'whole' }, { nowMs: 5_000, durationMs }, false);
    expect(fromMs).toBeLessThan(0);
    expect(fromMs + spanMs).toBeGreaterThan(durationMs);
  });
});

describe('pan', () => {
  it('stops following and stays within the run', () => {
    const window = { fromMs: 10_000, spanMs: 20_000 };
    expect(pan(window, 0.5, durationMs)).toEqual({ mode: 'free', fromMs: 20_000, spanMs: 20_000 });
    expect(pan(window, 100, durationMs).fromMs).toBeLessThan(durationMs);
    expect(pan(window, -100, durationMs).fromMs).toBeGreaterThan(-2_000);
  });
});

describe('zoom', () => {
  it('leaves what is under the pointer where it is', () => {
    const window = { fromMs: 10_000, spanMs: 20_000 };
    const closer = zoom('free', window, 0.5, 0.25, durationMs);
    expect(closer.fromMs + 0.25 * closer.spanMs).toBe(15_000);
  });

  it('goes on following a playhead that is followed', () => {
    expect(zoom('follow', { fromMs: 0, spanMs: 20_000 }, 0.5, 0.5, durationMs).mode).toBe('follow');
    expect(zoom('whole', { fromMs: 0, spanMs: 20_000 }, 0.5, 0.5, durationMs).mode).toBe('free');
  });

  it('never shows more than the run, and never nothing', () => {
    const window = { fromMs: 0, spanMs: 20_000 };
    expect(zoom('free', window, 1_000, 0.5, durationMs).spanMs).toBeLessThan(1.2 * durationMs);
    expect(zoom('free', window, 1e-9, 0.5, durationMs).spanMs).toBe(100);
  });
});

describe('lookAt', () => {
  it('brings an instant to the middle', () => {
    expect(lookAt(30_000, { fromMs: 0, spanMs: 10_000 }, durationMs).fromMs).toBe(25_000);
  });
});
