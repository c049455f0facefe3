/** The track over the length of the run: bands, time axis and playhead; pressing anywhere on it seeks. */
import type { FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import type { DragPhase } from '../form/dragReports.ts';
import { Bands } from './Bands.tsx';
import { axisLabels } from './instants.ts';
import { useHoverTime } from './useHoverTime.ts';
import { usePlayhead } from './usePlayhead.ts';

export interface TrackProps {
  readonly frames: FrameSource;
  readonly currentRun: () => Run;
  readonly durationMs: number;
  /** In px; decides how many labels the axis has. */
  readonly width: number;
  readonly states: readonly string[];
  readonly stateTone: (state: string) => string;
  readonly onSeek: (atMs: number, phase: DragPhase) => void;
}

export function Track({ frames, currentRun, durationMs, width, states, stateTone, onSeek }: TrackProps) {
  const { carrier, handle, onTrack, onHandle } = usePlayhead({ frames, currentRun, durationMs, onSeek });
  const { carrier: hoverCarrier, show, hide } = useHoverTime(currentRun, durationMs);
  return (
    <div
      className="timeline-track"
      {...onTrack}
      onPointerMove={(event) => {
        show(event);
        onTrack.onPointerMove?.(event);
      }}
      onPointerLeave={hide}
    >
      <Bands
        frames={frames}
        currentRun={currentRun}
        durationMs={durationMs}
        states={states}
        stateTone={stateTone}
      />
      <div className="timeline-axis" aria-hidden="true">
        {width > 0 &&
          axisLabels(durationMs, width).map(({ atMs, text }) => (
            <span key={atMs} style={{ left: `${(100 * atMs) / durationMs}%` }}>
              {text}
            </span>
          ))}
      </div>
      <div className="timeline-carrier" ref={carrier}>
        <div
          className="timeline-playhead"
          ref={handle}
          role="slider"
          tabIndex={0}
          aria-label="Time"
          aria-valuemin={0}
          aria-valuemax={durationMs}
          aria-valuenow={0}
          aria-keyshortcuts="ArrowLeft ArrowRight PageUp PageDown Home End"
          {...onHandle}
        />
      </div>
      <div className="timeline-carrier" ref={hoverCarrier} aria-hidden="true" hidden>
        <span className="timeline-hover" />
      </div>
    </div>
  );
}
