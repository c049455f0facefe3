import { expect, it } from 'vitest';
import { createWorkers } from './workers.ts';

function createCrew(workers: number, queueLimit: number) {
  const crew = createWorkers(workers, queueLimit);
  const started: string[] = [];
  const releases = new Map<string, () => void>();
  return {
    crew,
    started,
    finish: (name: string) => releases.get(name)?.(),
    take: (name: string) =>
      crew.take((release) => {
        started.push(name);
        releases.set(name, release);
      }),
  };
}

it('starts work while a worker is free, queues as much as the queue holds, and refuses the rest', () => {
  const { crew, started, take } = createCrew(1, 1);
  expect(take('first')).not.toBeNull();
  expect(take('second')).not.toBeNull();
  expect(take('third')).toBeNull();
  expect(started).toEqual(['first']);
  expect([crew.running, crew.queued, crew.fill]).toEqual([1, 1, 1]);
});

it('goes on with what has waited longest', () => {
  const { started, take, finish } = createCrew(1, 5);
  for (const name of ['first', 'second', 'third']) take(name);
  finish('first');
  expect(started).toEqual(['first', 'second']);
});

it('skips work that has left the queue', () => {
  const { crew, started, take, finish } = createCrew(1, 5);
  take('first');
  take('second')?.();
  take('third');
  expect(crew.queued).toBe(1);
  finish('first');
  expect(started).toEqual(['first', 'third']);
});

it('starts queued work at once when there are more workers, and none while there are too few', () => {
  const { crew, started, take, finish } = createCrew(1, 5);
  for (const name of ['first', 'second', 'third', 'fourth']) take(name);
  crew.resize(3, 5);
  expect(started).toEqual(['first', 'second', 'third']);
  crew.resize(1, 5);
  finish('first');
  finish('second');
  expect(started).toHaveLength(3);
  finish('third');
  expect(started).toHaveLength(4);
});

it('is never full of queued work when there is no queue', () => {
  const { crew, take } = createCrew(1, 0);
  take('first');
  expect(take('second')).toBeNull();
  expect(crew.fill).toBe(0);
});
