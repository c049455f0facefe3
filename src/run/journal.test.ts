import { describe, expect, it } from 'vitest';
import { findPattern } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { chaosExperiment } from '../scenario/chaosToolkit.ts';
import { parseLink } from '../scenario/link.ts';
import { judge } from './experiment.ts';
import { journalOf } from './journal.ts';
import { createRun } from './run.ts';

const breaker = findPattern('circuit-breaker') as AnyPattern;

function journalAt(untilMs: number, query: string) {
  const parsed = parseLink(
    `#/circuit-breaker?openDurationMs=2000&failureRate=0&seed=7&for=30000&do=10000:outage=errors~20000:outage=none${query}`,
    [breaker],
  );
  if (!parsed.ok || !parsed.scenario.experiment) throw new Error('There is no experiment.');
  const { scenario } = parsed;
  const { experiment } = parsed.scenario;
  const run = createRun(breaker, scenario);
  run.advanceTo(untilMs);
  const { nowMs, world } = run;
  const verdict = judge(breaker, scenario, experiment, { nowMs, metrics: world.metrics });
  return {
    journal: journalOf(breaker, scenario, verdict, nowMs),
    experiment: chaosExperiment(scenario, experiment, [breaker]),
  };
}

const query = '&check=20000&hypothesis=failures/attempted:0:0.05~timeToRecoverMs:0:9000';

describe('the journal', () => {
  it('tells of every probe and every action, in virtual time', () => {
    const { journal, experiment } = journalAt(30_000, query);
    const [rate, recovery] = experiment['steady-state-hypothesis'].probes;
    const at = (fromMs: number, toMs: number) => ({
      start: new Date(fromMs).toISOString(),
      end: new Date(toMs).toISOString(),
      duration: (toMs - fromMs) / 1_000,
    });
    expect(journal).toEqual({
      experiment,
      status: 'failed',
      deviated: false,
      start: '1970-01-01T00:00:00.000Z',
      end: '1970-01-01T00:00:30.000Z',
      duration: 30,
      steady_states: {
        before: {
          steady_state_met: false,
          probes: [
            { activity: rate, status: 'succeeded', ...at(5_000, 10_000), output: 0, tolerance_met: true },
            {
              activity: recovery,
              status: 'failed',
              ...at(5_000, 10_000),
              output: null,
              tolerance_met: false,
            },
          ],
        },
        after: null,
        during: [],
      },
      run: [{ activity: experiment.method[0], status: 'succeeded', ...at(10_000, 10_000), output: null }],
      rollbacks: [
        { activity: experiment.rollbacks[0], status: 'succeeded', ...at(20_000, 20_000), output: null },
      ],
    });
  });

  it('of a deviation has the measurement that shows it', () => {
    const { journal } = journalAt(30_000, '&check=20000&hypothesis=failures/attempted:0:0.05');
    expect(journal).toMatchObject({
      status: 'failed',
      deviated: true,
      steady_states: {
        before: { steady_state_met: true },
        after: { steady_state_met: false, probes: [{ output: 1, tolerance_met: false }] },
      },
    });
  });

  it('of an interrupted run has what was done until then', () => {
    const { journal } = journalAt(15_000, '&check=20000&hypothesis=failures/attempted:0:0.05');
    expect(journal).toMatchObject({
      status: 'interrupted',
      duration: 15,
      steady_states: { before: { steady_state_met: true }, after: null },
      rollbacks: [],
    });
    expect(journal.run).toHaveLength(1);
  });
});
