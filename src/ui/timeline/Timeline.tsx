/** The timeline of a run: what state it was in when, what was changed when, and the playhead that goes back and forth. */
import { useElementSize } from '@mantine/hooks';
import type { ParamSpecs, ParamValue } from '../../patterns/params.ts';
import type { FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import type { Intervention } from '../../scenario/scenario.ts';
import type { DragPhase } from '../form/dragReports.ts';
import { Legend } from './Legend.tsx';
import { Ticks } from './Ticks.tsx';
import { Track } from './Track.tsx';
import { useSeenStates } from './useSeenStates.ts';
import '../form/param-form.css';
import './timeline.css';

export interface TimelineProps {
  readonly frames: FrameSource;
  /** A stable function. */
  readonly currentRun: () => Run;
  readonly specs: ParamSpecs;
  /** In order of time. */
  readonly interventions: readonly Intervention[];
  /** The CSS colour of a state, for example `var(--pf-healthy)`. */
  readonly stateTone: (state: string) => string;
  /** Interventions can be read but not changed; seeking is free. */
  readonly locked: boolean;
  /** `dragging` at most every 120 ms, `done` once when the playhead rests. Whole ms within the run. */
  readonly onSeek: (atMs: number, phase: DragPhase) => void;
  /** `index` is the place in `interventions`; whole ms within the run. Told once per move. */
  readonly onMove: (index: number, atMs: number) => void;
  readonly onEdit: (index: number, value: ParamValue) => void;
  readonly onRemove: (index: number) => void;
}

export function Timeline({
  frames,
  currentRun,
  specs,
  interventions,
  stateTone,
  locked,
  onSeek,
  onMove,
  onEdit,
  onRemove,
}: TimelineProps) {
  const { ref, width } = useElementSize();
  const seen = useSeenStates(frames, currentRun);
  const { durationMs } = currentRun().scenario;
  return (
    <section className="timeline" aria-label="Timeline">
      <Legend seen={seen} stateTone={stateTone} />
      <div className="timeline-field" ref={ref}>
        <Ticks
          interventions={interventions}
          specs={specs}
          durationMs={durationMs}
          width={width}
          locked={locked}
          onMove={onMove}
          onEdit={onEdit}
          onRemove={onRemove}
        />
        <Track
          frames={frames}
          currentRun={currentRun}
          durationMs={durationMs}
          width={width}
          states={seen.states}
          stateTone={stateTone}
          onSeek={onSeek}
        />
      </div>
    </section>
  );
}
