import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { createLanes } from './lanes.ts';

describe('lanes', () => {
  it('have one band per stay, the last one going on until now', () => {
    const clock = createClock();
    const lanes = createLanes(clock);
    const lane = lanes.add('client 1');
    expect(lane.bands()).toEqual([]);
    lane.enter('closed');
    clock.moveTo(10);
    lane.enter('closed');
    clock.moveTo(30);
    lane.enter('open');
    clock.moveTo(45);
    expect(lane.bands()).toEqual([
      { state: 'closed', fromMs: 0, toMs: 30 },
      { state: 'open', fromMs: 30, toMs: 45 },
    ]);
    expect(lanes.all()).toEqual([lane]);
  });

  it('keep the newest bands only', () => {
    const clock = createClock();
    const lane = createLanes(clock).add('busy');
    for (let i = 0; i < 1_000; i += 1) {
      clock.moveTo(i);
      lane.enter(i % 2 === 0 ? 'even' : 'odd');
    }
    const bands = lane.bands();
    expect(bands).toHaveLength(513);
    expect(bands.at(-1)).toEqual({ state: 'odd', fromMs: 999, toMs: 999 });
    for (const [i, band] of bands.slice(1).entries()) expect(band.fromMs).toBe(bands[i]?.toMs);
  });
});
