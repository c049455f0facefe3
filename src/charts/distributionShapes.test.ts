import { describe, expect, it } from 'vitest';
import { barPaths, thresholdShape, valueTicks } from './distributionShapes.ts';
import { PLOT } from './geometry.ts';

/** A plot of 400 × 100 px. */
const SIZE = { width: 400 + PLOT.left + PLOT.right, height: 100 + PLOT.top + PLOT.bottom };
const BOTTOM = PLOT.top + 100;

const bin = (share: number, beyond = 0) => ({ from: 0, to: 1, share, beyond, upToHere: 0 });

describe('the bars of a distribution', () => {
  it('stand side by side on the axis, as high as their share', () => {
    const { within, beyond } = barPaths([bin(0.5), bin(0), bin(0.25), bin(0)], 0.5, SIZE);
    expect(within).toBe(`M${PLOT.left} ${BOTTOM}v-100h99v100zM${PLOT.left + 200} ${BOTTOM}v-50h99v50z`);
    expect(beyond).toBe('');
  });

  it('carry what lies beyond the threshold on top', () => {
    const { within, beyond } = barPaths([bin(0.4, 0.1), bin(0.2, 0.2)], 0.5, SIZE);
    expect(within).toBe(`M${PLOT.left} ${BOTTOM}v-60h199v60z`);
    expect(beyond).toBe(`M${PLOT.left} ${BOTTOM - 60}v-20h199v20zM${PLOT.left + 200} ${BOTTOM}v-40h199v40z`);
  });
});

describe('the axis of values', () => {
  it('leaves out tick marks that find no room', () => {
    const scale = { max: 400, ticks: [0, 100, 200, 300, 400] };
    expect(valueTicks(scale, SIZE)).toEqual(scale.ticks);
    expect(valueTicks(scale, { ...SIZE, width: 160 + PLOT.left + PLOT.right })).toEqual([0, 200, 400]);
  });
});

describe('a threshold', () => {
  it('has its words to its right, or to its left where they would not fit', () => {
    expect(thresholdShape('budget 100 ms', 100, 400, SIZE)).toMatchObject({
      isOnAxis: true,
      x: PLOT.left + 100,
      anchor: 'start',
    });
    expect(thresholdShape('budget 390 ms', 390, 400, SIZE)).toMatchObject({ anchor: 'end' });
  });

  it('is pointed to when it lies beyond the axis', () => {
    expect(thresholdShape('budget 2 s', 2_000, 400, SIZE)).toMatchObject({
      isOnAxis: false,
      text: 'budget 2 s →',
      anchor: 'end',
    });
  });
});
