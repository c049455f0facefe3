import { expect, it } from 'vitest';
import { createNetwork, type Fate, type NetworkConditions } from './network.ts';
import { createTestWorld } from './testWorld.ts';
import { runUntil } from './world.ts';

const CALM: NetworkConditions = { latencyMs: 20, latencyJitterMs: 0, loss: 0, duplication: 0 };

function createPlay(conditions: Partial<NetworkConditions> = {}, seed = 1) {
  const world = createTestWorld({ seed });
  const arrived: (readonly [string, number])[] = [];
  const fates: Fate[] = [];
  const cut = new Set<string>();
  const network = createNetwork<string>(world, {
    conditions: () => ({ ...CALM, ...conditions }),
    distanceMs: (from, to) => (from === 'far' || to === 'far' ? 100 : 0),
    isCut: (from, to) => cut.has(`${from}-${to}`),
    deliver(to, content) {
      if (to === 'nobody') return 'ignored';
      arrived.push([content, world.clock.nowMs]);
      return 'delivered';
    },
    onEnded: (_, fate) => fates.push(fate),
  });
  return { world, network, arrived, fates, cut };
}

it('delivers after the latency, and later over a distance', () => {
  const { world, network, arrived } = createPlay();
  network.send('a', 'b', 'near');
  network.send('a', 'far', 'far');
  runUntil(world, 1_000);
  expect(arrived).toEqual([
    ['near', 20],
    ['far', 120],
  ]);
});

it('loses what passes a cut link, in that direction only, and what is under way when it is cut', () => {
  const { world, network, arrived, fates, cut } = createPlay();
  cut.add('a-b');
  network.send('a', 'b', 'there');
  network.send('b', 'a', 'back');
  network.send('b', 'c', 'under way');
  runUntil(world, 10);
  cut.add('b-c');
  cut.delete('a-b');
  runUntil(world, 1_000);
  expect(arrived).toEqual([['back', 20]]);
  expect(fates).toEqual(['lost', 'delivered', 'lost']);
  expect(network.lost).toBe(2);
});

it('tells when nobody was there to take a message', () => {
  const { world, network, fates } = createPlay();
  network.send('a', 'nobody', 'hello');
  runUntil(world, 1_000);
  expect(fates).toEqual(['ignored']);
});

it('loses and doubles the shares it is told to', () => {
  const { world, network, arrived } = createPlay({ loss: 0.3, duplication: 0.5 });
  for (let i = 0; i < 4_000; i += 1) network.send('a', 'b', 'x');
  runUntil(world, 1_000);
  expect(network.lost / network.sent).toBeCloseTo(0.3, 1);
  expect(arrived.length / network.sent).toBeCloseTo(0.7 * 1.5, 1);
});

it('lets messages overtake each other when latencies differ', () => {
  const { world, network, arrived } = createPlay({ latencyJitterMs: 50 });
  for (let i = 0; i < 20; i += 1) network.send('a', 'b', String(i));
  runUntil(world, 1_000);
  const order = arrived.map(([content]) => Number(content));
  expect(order).not.toEqual(order.toSorted((a, b) => a - b));
  expect(arrived.every(([, atMs]) => atMs >= 20 && atMs < 70)).toBe(true);
});

it('draws the fate of a message by its number, whatever befalls the others', () => {
  const latencies = (loss: number) => {
    const { world, network, arrived } = createPlay({ latencyJitterMs: 50, loss });
    for (let i = 0; i < 20; i += 1) network.send('a', 'b', String(i));
    runUntil(world, 1_000);
    return new Map(arrived);
  };
  const all = latencies(0);
  const some = latencies(0.5);
  expect(some.size).toBeLessThan(all.size);
  for (const [content, atMs] of some) expect(all.get(content)).toBe(atMs);
});
