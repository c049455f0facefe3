/**
 * What came of an experiment, in the shape of the Chaos Toolkit's journals. Its clock is the virtual one: the run starts at
 * the beginning of 1970, so that the same run gives the same journal.
 */
import type { AnyPattern } from '../patterns/pattern.ts';
import { chaosExperiment, type ChaosAction } from '../scenario/chaosToolkit.ts';
import type { Intervention, Scenario } from '../scenario/scenario.ts';
import type { Measurement, Verdict } from './experiment.ts';

function stamp(atMs: number): string {
  return new Date(atMs).toISOString();
}

function times(fromMs: number, toMs: number) {
  return { start: stamp(fromMs), end: stamp(toMs), duration: (toMs - fromMs) / 1_000 };
}

/** `nowMs` is how far the run has come. */
export function journalOf(pattern: AnyPattern, scenario: Scenario, verdict: Verdict, nowMs: number) {
  const { experiment, phases, status, deviated, before, after } = verdict;
  const written = chaosExperiment(scenario, experiment, [pattern]);

  function steadyState({ stretch, figures, isMet }: Measurement) {
    const { fromMs, toMs } = stretch ?? { fromMs: nowMs, toMs: nowMs };
    return {
      steady_state_met: isMet,
      probes: written['steady-state-hypothesis'].probes.map((activity, index) => {
        const output = figures[index] ?? null;
        const [least, greatest] = activity.tolerance.range;
        return {
          activity,
          status: output === null ? 'failed' : 'succeeded',
          ...times(fromMs, toMs),
          output,
          tolerance_met: output !== null && output >= least && output <= greatest,
        };
      }),
    };
  }
  function activities(actions: readonly ChaosAction[], interventions: readonly Intervention[]) {
    return interventions.flatMap(({ atMs }, index) =>
      atMs > nowMs
        ? []
        : [{ activity: actions[index], status: 'succeeded', ...times(atMs, atMs), output: null }],
    );
  }
  const isMade = (measurement: Measurement | null) => measurement?.isFinal === true;
  return {
    experiment: written,
    status,
    deviated,
    ...times(0, nowMs),
    steady_states: {
      before: isMade(before) ? steadyState(before) : null,
      after: after && isMade(after) ? steadyState(after) : null,
      during: [],
    },
    run: activities(written.method, phases.method),
    rollbacks: activities(written.rollbacks, phases.rollbacks),
  };
}
