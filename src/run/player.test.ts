import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createActor } from 'xstate';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern, Preset } from '../patterns/pattern.ts';
import { addIntervention, nextInterventionAtMs } from '../scenario/edit.ts';
import { scenarioOfPreset, type Scenario } from '../scenario/scenario.ts';
import { createPlayback } from './playback.ts';
import { playerMachine } from './player.ts';
import { createRun } from './run.ts';

const pattern = patterns[0] as AnyPattern;
const scenario = scenarioOfPreset(pattern, pattern.presets[0] as Preset);

/** Animation frames under the test's control. */
let frames: FrameRequestCallback[] = [];
let wallMs = 0;

function passFrame(elapsedMs = 16): void {
  wallMs += elapsedMs;
  const due = frames;
  frames = [];
  for (const callback of due) callback(wallMs);
}

beforeEach(() => {
  frames = [];
  wallMs = 0;
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function startPlayer(shown: Scenario = scenario) {
  const playback = createPlayback(pattern, shown);
  const actor = createActor(playerMachine, { input: { playback } });
  actor.start();
  const status = () => actor.getSnapshot().value;
  /** Lets frames pass until the player is no longer in that state. */
  function passWhile(state: string, elapsedMs = 16): void {
    for (let count = 0; status() === state && count < 100_000; count += 1) passFrame(elapsedMs);
  }
  return { playback, actor, status, passWhile, run: () => playback.current() };
}

function hashAtEnd(shown: Scenario): string {
  const run = createRun(pattern, shown);
  run.advanceTo(shown.durationMs);
  return run.world.trace.hash();
}

describe('the player', () => {
  it.each([0.1, 1, 7.3, 100])('reaches the same end at speed %d as in one go', (speed) => {
    const short = { ...scenario, durationMs: 6_000 };
    const { actor, passWhile, run, status } = startPlayer(short);
    actor.send({ type: 'speed.changed', speed });
    actor.send({ type: 'play' });
    passWhile('playing', 16.7);
    expect(status()).toBe('ended');
    expect(run().world.trace.hash()).toBe(hashAtEnd(short));
  });

  it('gives the same hash stepped event by event as in one go', () => {
    const short = { ...scenario, durationMs: 4_000 };
    const { actor, run, status } = startPlayer(short);
    while (status() !== 'ended') actor.send({ type: 'stepForward' });
    expect(run().world.trace.hash()).toBe(hashAtEnd(short));
  });

  it('gives the same state after seeking forth and back as after running straight there', () => {
    const { actor, passWhile, run } = startPlayer();
    for (const atMs of [9_000, 2_500, 14_321, 2_500]) {
      actor.send({ type: 'seek', atMs });
      passWhile('seeking');
      expect(run().nowMs).toBe(atMs);
    }
    const straight = createRun(pattern, scenario);
    straight.advanceTo(2_500);
    expect(run().world.trace.hash()).toBe(straight.world.trace.hash());
    expect(run().world.metrics.summary()).toEqual(straight.world.metrics.summary());
  });

  it('steps back exactly one event', () => {
    const { actor, passWhile, run } = startPlayer();
    const seen: string[] = [];
    for (let count = 0; count < 40; count += 1) {
      actor.send({ type: 'stepForward' });
      seen.push(run().world.trace.hash());
    }
    for (let back = 38; back >= 30; back -= 1) {
      actor.send({ type: 'stepBack' });
      passWhile('seeking');
      expect(run().world.trace.hash()).toBe(seen[back]);
    }
  });

  it('pauses at a breakpoint, at the very event', () => {
    const { actor, passWhile, run, status } = startPlayer();
    actor.send({ type: 'breakpoints.changed', breakpoints: ['breaker.opened'] });
    actor.send({ type: 'play' });
    passWhile('playing');
    expect(status()).toBe('paused');
    expect(actor.getSnapshot().context.stoppedAt).toBe('breaker.opened');
    expect(run().world.trace.lastMilestone).toMatchObject({ type: 'breaker.opened', atMs: run().nowMs });
  });

  it('does not jump after a tab was hidden', () => {
    const { actor, run } = startPlayer();
    actor.send({ type: 'play' });
    passFrame();
    passFrame();
    const beforeMs = run().nowMs;
    passFrame(60_000);
    expect(run().nowMs - beforeMs).toBeLessThanOrEqual(100);
  });

  it('replays an intervention made while playing exactly as it was lived', () => {
    const { playback, actor, passWhile, run } = startPlayer();
    actor.send({ type: 'play' });
    for (let count = 0; count < 60; count += 1) passFrame(16.7);
    let edited = scenario;
    for (const value of [0.3, 0.55, 0.8]) {
      edited = addIntervention(edited, {
        atMs: nextInterventionAtMs(run().nowMs),
        param: 'failureRate',
        value,
      });
      expect(playback.setScenario(pattern, edited)).toBe(true);
      for (let count = 0; count < 9; count += 1) passFrame(16.7);
    }
    actor.send({ type: 'runToEnd' });
    passWhile('seeking');
    expect(run().world.trace.hash()).toBe(hashAtEnd(edited));
    expect(hashAtEnd(edited)).not.toBe(hashAtEnd(scenario));
  });

  it('starts over when the past of the scenario changes', () => {
    const { playback, actor, passWhile, run } = startPlayer();
    actor.send({ type: 'seek', atMs: 5_000 });
    passWhile('seeking');
    const changed = addIntervention(scenario, { atMs: 1_000, param: 'failureRate', value: 0.9 });
    expect(playback.setScenario(pattern, changed)).toBe(false);
    expect(run().nowMs).toBe(0);
  });

  it('plays on after a seek if it was playing, and starts again when played at its end', () => {
    const { actor, passWhile, run, status } = startPlayer({ ...scenario, durationMs: 3_000 });
    actor.send({ type: 'play' });
    actor.send({ type: 'seek', atMs: 1_000 });
    passWhile('seeking');
    expect(status()).toBe('playing');
    passWhile('playing');
    actor.send({ type: 'play' });
    passWhile('seeking');
    expect(status()).toBe('playing');
    expect(run().nowMs).toBeLessThan(100);
  });
});
