import { describe, expect, it } from 'vitest';
import { createMachineHost } from '../../sim/machineHost.ts';
import { createClock } from '../../sim/clock.ts';
import { defaultParams } from '../params.ts';
import { coreFeatureMachine, optionalFeatureMachine, type FeatureEmitted } from './machine.ts';
import { params } from './params.ts';
import type { FeatureSettings } from './rules.ts';

const defaults: FeatureSettings = {
  ...defaultParams(params),
  hysteresisMs: 4_000,
  suspectMs: 500,
  rampSteps: 2,
  rampStepMs: 1_000,
};

function startFeature(change: Partial<FeatureSettings> = {}, isCore = false) {
  const clock = createClock();
  const states: string[] = [];
  const emitted: FeatureEmitted[] = [];
  const machine = createMachineHost(clock).start(isCore ? coreFeatureMachine : optionalFeatureMachine, {
    id: 'feature',
    input: { settings: { ...defaults, ...change } },
    onState: (state) => states.push(state),
    onEmitted: (event) => emitted.push(event),
  });
  function moveTo(atMs: number): void {
    while (clock.nextAtMs() <= atMs) clock.step();
    clock.moveTo(atMs);
  }
  return {
    machine,
    states,
    emitted,
    moveTo,
    judge(atMs: number, good: number, total = 20) {
      moveTo(atMs);
      machine.send({ type: 'health.judged', atMs, health: { good, total } });
    },
  };
}

/** Off at 1 s. */
function startOff(change: Partial<FeatureSettings> = {}, isCore = false) {
  const feature = startFeature(change, isCore);
  feature.judge(500, 0);
  feature.judge(1_000, 0);
  return feature;
}

describe('an optional feature', () => {
  it('becomes suspect, and well again in good health only', () => {
    const { judge, machine } = startFeature();
    judge(250, 11);
    expect(machine.state).toBe('suspect');
    judge(500, 15);
    expect(machine.state).toBe('suspect');
    judge(750, 16);
    expect(machine.state).toBe('healthy');
  });

  it('is disabled for the hysteresis window and then probed', () => {
    const { machine, moveTo, emitted } = startOff();
    expect(machine.state).toBe('disabled');
    expect(emitted.at(-1)).toEqual({
      type: 'feature.disabled',
      reason: 'unhealthy',
      good: 0,
      total: 20,
      forMs: 4_000,
    });
    moveTo(4_999);
    expect(machine.state).toBe('disabled');
    moveTo(5_000);
    expect(machine.state).toBe('probing');
  });

  it('returns step by step after good probes', () => {
    const { machine, judge, moveTo } = startOff();
    judge(5_250, 4, 4);
    expect(machine.state).toBe('probing');
    judge(5_500, 5, 5);
    expect([machine.state, machine.context.rampStep]).toEqual(['ramping', 1]);
    moveTo(6_500);
    expect([machine.state, machine.context.rampStep]).toEqual(['ramping', 2]);
    moveTo(7_500);
    expect([machine.state, machine.context.onSinceMs]).toEqual(['healthy', 7_500]);
  });

  it('returns at once when the ramp has no steps', () => {
    const { machine, judge, moveTo } = startOff({ rampSteps: 0 });
    judge(5_500, 5, 5);
    moveTo(5_500);
    expect([machine.state, machine.context.onSinceMs]).toEqual(['healthy', 5_500]);
  });

  it('goes off again for twice as long when its probes or its ramp fail', () => {
    const { machine, judge, moveTo, emitted } = startOff();
    judge(5_500, 3, 5);
    expect(emitted.at(-1)).toMatchObject({ reason: 'probes', forMs: 8_000 });
    moveTo(13_500);
    judge(14_000, 5, 5);
    judge(14_500, 0);
    expect(machine.state).toBe('disabled');
    expect(emitted.at(-1)).toMatchObject({ reason: 'ramp', forMs: 16_000 });
  });

  it('stays on in bad health until its hysteresis window is over', () => {
    const { machine, judge, moveTo } = startOff({ rampSteps: 0 });
    judge(5_500, 5, 5);
    moveTo(5_500);
    for (let atMs = 5_750; atMs < 9_500; atMs += 250) judge(atMs, 0);
    expect(machine.state).toBe('suspect');
    judge(9_500, 0);
    expect(machine.state).toBe('disabled');
  });

  it('obeys the operator in every state, and is probed after a kill', () => {
    const { machine, judge } = startOff();
    machine.send({ type: 'operator.pin' });
    judge(2_000, 0);
    expect(machine.state).toBe('pinned');
    machine.send({ type: 'operator.kill' });
    judge(3_000, 20);
    expect(machine.state).toBe('killed');
    machine.send({ type: 'operator.release' });
    expect(machine.state).toBe('probing');
  });
});

describe('a core feature', () => {
  it('falls back instead of being disabled, and has no such state', () => {
    const { machine, moveTo } = startOff({}, true);
    expect(machine.state).toBe('onFallback');
    moveTo(5_000);
    expect(machine.state).toBe('probing');
    expect(Object.keys(coreFeatureMachine.states)).not.toContain('disabled');
  });

  it('goes on asking its service when there is nothing to fall back on', () => {
    const { machine, judge } = startOff({ staticStability: false }, true);
    judge(9_000, 0);
    expect(machine.state).toBe('suspect');
  });

  it('cannot be killed', () => {
    const { machine } = startFeature({}, true);
    machine.send({ type: 'operator.kill' });
    expect(machine.state).toBe('healthy');
  });
});
