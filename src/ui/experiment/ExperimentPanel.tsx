/** A chaos experiment on the open scenario: hypothesis, method, rollbacks, and the verdict as it comes about. */
import type { AnyPattern } from '../../patterns/pattern.ts';
import type { FrameSource } from '../../run/frames.ts';
import { journalOf } from '../../run/journal.ts';
import type { Run } from '../../run/run.ts';
import { suggestExperiment, suggestProbe } from '../../run/suggestExperiment.ts';
import { formatChaosExperiment } from '../../scenario/chaosToolkit.ts';
import { markRollback, type Experiment } from '../../scenario/experiment.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { download } from '../download.ts';
import { Course } from './Course.tsx';
import { Hypothesis } from './Hypothesis.tsx';
import { ImportButton } from './ImportButton.tsx';
import { Method } from './Method.tsx';
import { TitleField } from './TitleField.tsx';
import { useVerdict } from './useVerdict.ts';
import { VerdictLine } from './VerdictLine.tsx';
import '../form/param-form.css';
import './experiment.css';

export interface ExperimentPanelProps {
  readonly pattern: AnyPattern;
  readonly scenario: Scenario;
  readonly frames: FrameSource;
  /** A stable function. */
  readonly currentRun: () => Run;
  readonly onChange: (scenario: Scenario) => void;
  /** Another scenario takes the place of this one. */
  readonly onOpen: (scenario: Scenario, notes: readonly string[]) => void;
  readonly onRunToEnd: () => void;
}

export function ExperimentPanel(props: ExperimentPanelProps) {
  const { experiment } = props.scenario;
  return experiment ? <Conducted {...props} experiment={experiment} /> : <Beginning {...props} />;
}

function progressOf({ nowMs, world }: Run) {
  return { nowMs, metrics: world.metrics };
}

function Beginning({ pattern, scenario, currentRun, onChange, onOpen }: ExperimentPanelProps) {
  return (
    <div className="experiment param-scope" data-empty="true">
      <div className="experiment-body">
        <h2>A chaos experiment</h2>
        <p>
          Say what is normal, as figures within a tolerance. Let the changes on the timeline disturb it. See
          whether it is still normal when you check again.
        </p>
        <div className="experiment-foot">
          <button
            type="button"
            className="experiment-button"
            data-primary="true"
            onClick={() =>
              onChange({
                ...scenario,
                experiment: suggestExperiment(pattern, scenario, progressOf(currentRun())),
              })
            }
          >
            Make an experiment
          </button>
          <ImportButton scenario={scenario} onOpen={onOpen} />
        </div>
      </div>
    </div>
  );
}

function saveJson(name: string, text: string): void {
  download(name, new Blob([text], { type: 'application/json' }));
}

function Conducted({
  pattern,
  scenario,
  experiment,
  frames,
  currentRun,
  onChange,
  onOpen,
  onRunToEnd,
}: ExperimentPanelProps & { readonly experiment: Experiment }) {
  const verdict = useVerdict(pattern, scenario, experiment, frames, currentRun);
  const { durationMs, seed } = scenario;
  const change = (part: Partial<Experiment>) =>
    onChange({ ...scenario, experiment: { ...experiment, ...part } });

  function remove(): void {
    const { experiment: _, ...rest } = scenario;
    onChange(rest);
  }
  function saveJournal(): void {
    if (!verdict) return;
    const journal = journalOf(pattern, scenario, verdict, currentRun().nowMs);
    saveJson(`${pattern.id}-${seed}-journal.json`, `${JSON.stringify(journal, null, 2)}\n`);
  }
  return (
    <div className="experiment param-scope">
      <div className="experiment-bar">
        <TitleField title={experiment.title} onTitle={(title) => change({ title })} />
        <ImportButton scenario={scenario} onOpen={onOpen} />
        <button
          type="button"
          className="experiment-button"
          onClick={() =>
            saveJson(
              `${pattern.id}-${seed}-experiment.json`,
              formatChaosExperiment(scenario, experiment, [pattern]),
            )
          }
        >
          Export
        </button>
        <button type="button" className="experiment-button" onClick={saveJournal}>
          Journal
        </button>
        <button type="button" className="experiment-button" onClick={remove}>
          Discard
        </button>
      </div>
      {/* A region that scrolls must be reachable by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="experiment-body" tabIndex={0} role="region" aria-label="Experiment">
        {verdict && <VerdictLine pattern={pattern} verdict={verdict} onRunToEnd={onRunToEnd} />}
        {verdict && (
          <Course
            specs={pattern.params}
            verdict={verdict}
            durationMs={durationMs}
            frames={frames}
            currentRun={currentRun}
          />
        )}
        <Hypothesis
          pattern={pattern}
          experiment={experiment}
          verdict={verdict}
          durationMs={durationMs}
          suggest={(measure) =>
            suggestProbe(pattern, scenario, experiment, measure, progressOf(currentRun()))
          }
          onChange={change}
        />
        <Method
          specs={pattern.params}
          scenario={scenario}
          experiment={experiment}
          onRollback={(index, isRollback) => onChange(markRollback(scenario, index, isRollback))}
          onCheck={(checkAtMs) => change({ checkAtMs })}
        />
      </div>
    </div>
  );
}
