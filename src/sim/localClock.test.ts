import { expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { createLocalClock } from './localClock.ts';

function createPair() {
  const clock = createClock();
  const local = createLocalClock(clock);
  const fired: (readonly [string, number])[] = [];
  const note = (name: string) => () => fired.push([name, clock.nowMs]);
  const runTo = (atMs: number) => {
    while (clock.nextAtMs() <= atMs) clock.step();
    clock.moveTo(atMs);
  };
  return { clock, local, fired, note, runTo };
}

it('shows real time until something is wrong with it', () => {
  const { local, runTo } = createPair();
  runTo(500);
  expect([local.nowMs('wall'), local.nowMs('monotonic'), local.errorMs]).toEqual([500, 500, 0]);
});

it('fires early when it runs fast, and late when it runs slow', () => {
  const { local, fired, note, runTo } = createPair();
  local.setRate(2);
  local.schedule(1_000, 'wall', note('fast'));
  runTo(600);
  local.setRate(0.5);
  local.schedule(1_000, 'monotonic', note('slow'));
  runTo(5_000);
  expect(fired).toEqual([
    ['fast', 500],
    ['slow', 2_600],
  ]);
});

it('lets a running timer follow a change of its rate', () => {
  const { local, fired, note, runTo } = createPair();
  local.schedule(1_000, 'monotonic', note('changed'));
  runTo(400);
  local.setRate(2);
  expect(local.nowMs('monotonic')).toBe(400);
  runTo(5_000);
  expect(fired).toEqual([['changed', 700]]);
});

it('jumps past timers of the wall clock and not past steady ones', () => {
  const { local, fired, note, runTo } = createPair();
  local.schedule(1_000, 'wall', note('wall'));
  local.schedule(1_000, 'monotonic', note('steady'));
  runTo(200);
  local.setOffset(11_000);
  expect(local.errorMs).toBe(11_000);
  runTo(5_000);
  expect(fired).toEqual([
    ['wall', 200],
    ['steady', 1_000],
  ]);
});

it('puts a timer off when it jumps back', () => {
  const { local, fired, note, runTo } = createPair();
  local.schedule(1_000, 'wall', note('wall'));
  runTo(500);
  local.setOffset(-2_000);
  runTo(5_000);
  expect(fired).toEqual([['wall', 3_000]]);
});

it('says when a timer is due in real time, and forgets one that is cancelled', () => {
  const { local, fired, note, runTo } = createPair();
  const kept = local.schedule(1_000, 'wall', note('kept'));
  const cancelled = local.schedule(500, 'wall', note('cancelled'));
  local.setRate(0.5);
  expect(kept.atMs).toBe(2_000);
  local.cancel(cancelled);
  local.schedule(Infinity, 'wall', note('never'));
  runTo(3_000);
  local.schedule(100, 'wall', note('all'));
  local.cancelAll();
  runTo(9_000);
  expect(fired).toEqual([['kept', 2_000]]);
});
