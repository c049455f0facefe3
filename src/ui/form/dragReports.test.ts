import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDragReports, DRAG_INTERVAL_MS, type DragReports } from './dragReports.ts';

describe('drag reports', () => {
  let told: string[];
  let reports: DragReports<number>;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    reports = createDragReports();
    reports.tellTo((value, phase) => told.push(`${value} ${phase}`));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tell the first move at once and then one per interval, the newest', () => {
    reports.move(1);
    reports.move(2);
    reports.move(3);
    expect(told).toEqual(['1 dragging']);
    vi.advanceTimersByTime(DRAG_INTERVAL_MS);
    expect(told).toEqual(['1 dragging', '3 dragging']);
  });
  it('tell the last value once as done and are silent afterwards', () => {
    reports.move(1);
    reports.move(2);
    reports.end();
    reports.end();
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual(['1 dragging', '2 done']);
  });
  it('forget a cancelled move', () => {
    reports.move(1);
    reports.move(2);
    reports.cancel();
    vi.advanceTimersByTime(1_000);
    reports.end();
    expect(told).toEqual(['1 dragging']);
  });
});
