import { describe, expect, it } from 'vitest';
import type { Lease, Partition, Trouble } from '../picture.ts';
import { viewAt } from '../testStory.ts';
import { scaleOf } from './scale.ts';
import { barOf, cutBandOf, doubleBeliefs, gapOf, zombieOf, type Bar } from './spans.ts';

const lanes = new Map(viewAt(0).actors.map(({ id }, index) => [id, index]));
const scale = scaleOf(
  lanes,
  { fromMs: 0, spanMs: 20_000 },
  { width: 800, top: 20, bottom: 420, textSize: 12 },
);
const leaseOf = (actor: string, nowMs: number) =>
  viewAt(nowMs).leases.find((lease) => lease.actor === actor) as Lease;

describe('barOf', () => {
  it('reaches to now and is planned beyond it', () => {
    const bar = barOf(leaseOf('n1', 5_000), 5_000, scale);
    expect(bar).toMatchObject({ left: 8, right: 200, plannedRight: 408, startsHere: true });
  });

  it('goes on beyond its planned end while nobody has noticed that it is over', () => {
    const paused = { ...leaseOf('c1', 5_000), untilMs: 10_000, isOpen: true };
    expect(barOf(paused, 12_000, scale)).toMatchObject({ right: 480, plannedRight: 480 });
  });

  it('is cut at the edges of the window', () => {
    const late = scaleOf(lanes, { fromMs: 5_000, spanMs: 4_000 }, { ...place });
    expect(barOf(leaseOf('n1', 20_000), 20_000, late)).toMatchObject({
      left: 0,
      right: 800,
      startsHere: false,
    });
    const later = scaleOf(lanes, { fromMs: 10_300, spanMs: 4_000 }, { ...place });
    expect(barOf(leaseOf('n1', 20_000), 20_000, later)).toBeNull();
  });

  it('says in the holder’s lane that it holds, and in the node’s lane who does', () => {
    expect(barOf(leaseOf('c1', 5_000), 5_000, scale)?.labels[0]).toBe('holds #33');
    expect(barOf(leaseOf('n1', 5_000), 5_000, scale)?.labels[0]).toBe('c1 #33');
  });
});

const place = { width: 800, top: 20, bottom: 420, textSize: 12 };

describe('zombieOf', () => {
  const found = { atMs: 10_200, invariant: 'I5', actors: ['c1'], words: 'the lease of c1 is over' };
  const zombie = (actor: string, violations = [found]) =>
    zombieOf(barOf(leaseOf(actor, 16_000), 16_000, scale) as Bar, violations, 16_000, scale);

  it('reaches from when the belief was wrong to when it ended', () => {
    expect(zombie('c1')).toEqual([408, 600]);
  });

  it('concerns the believer only, and its belief only', () => {
    expect(zombie('c2')).toBeNull();
    expect(zombie('n1')).toBeNull();
    expect(zombie('c1', [{ ...found, invariant: 'I1' }])).toBeNull();
  });
});

describe('gapOf', () => {
  it('fills the lane while the trouble lasts', () => {
    const [pause] = viewAt(5_000).troubles as [Trouble];
    expect(gapOf(pause, 5_000, scale)).toMatchObject({ left: 40, right: 200, top: 20, height: 100 });
  });
});

describe('cutBandOf', () => {
  it('covers the lanes that have lost a link, and no others', () => {
    const partition: Partition = {
      links: [
        { from: 'c1', to: 'n1' },
        { from: 'n1', to: 'c1' },
      ],
      fromMs: 5_000,
      untilMs: null,
      words: 'c1 is cut off',
    };
    expect(cutBandOf(partition, 10_000, scale)).toMatchObject({ left: 200, right: 400, laneTops: [20, 220] });
  });
});

describe('doubleBeliefs', () => {
  it('is the time in which two clients take themselves for the holder', () => {
    expect(doubleBeliefs(viewAt(16_000).leases, 16_000, scale)).toEqual([
      { holders: ['c1', 'c2'], fromMs: 11_200, untilMs: 15_000 },
    ]);
  });

  it('reaches no further than now', () => {
    expect(doubleBeliefs(viewAt(12_000).leases, 12_000, scale)).toMatchObject([{ untilMs: 12_000 }]);
    expect(doubleBeliefs(viewAt(11_100).leases, 11_100, scale)).toEqual([]);
  });
});
