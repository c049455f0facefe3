/** The course of an experiment at a glance: its phases, the windows that are measured, the changes, and the present. */
import { useEffect, useRef, type CSSProperties } from 'react';
import type { ParamSpecs } from '../../patterns/params.ts';
import type { Measurement, Verdict } from '../../run/experiment.ts';
import type { FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import { CheckIcon, CrossIcon } from '../icons.tsx';

export interface CourseProps {
  readonly specs: ParamSpecs;
  readonly verdict: Verdict;
  readonly durationMs: number;
  readonly frames: FrameSource;
  readonly currentRun: () => Run;
}

/** More are not drawn: they would stand on each other. */
const MOST_TICKS = 120;

/** Everything in it is told in words elsewhere. */
export function Course({ specs, verdict, durationMs, frames, currentRun }: CourseProps) {
  const playhead = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      frames.onFrame(() => {
        if (playhead.current) playhead.current.style.left = `${(100 * currentRun().nowMs) / durationMs}%`;
      }),
    [frames, currentRun, durationMs],
  );
  const { phases, experiment, before, after, end } = verdict;
  const { checkAtMs } = phases;
  const methodAtMs = phases.methodAtMs ?? checkAtMs;
  const across = (fromMs: number, toMs: number): CSSProperties => ({
    left: `${(100 * fromMs) / durationMs}%`,
    width: `${(100 * (toMs - fromMs)) / durationMs}%`,
  });
  const isUnjudged = before.isFinal && !before.isMet;
  const moments = [
    { id: 'before', sinceMs: 0, atMs: methodAtMs, measurement: before },
    { id: 'after', sinceMs: methodAtMs, atMs: checkAtMs, measurement: after },
    { id: 'end', sinceMs: checkAtMs, atMs: durationMs, measurement: end },
  ];
  const hasRollbacks = phases.rollbacks.length > 0;
  const zones = [
    { word: 'steady state', fromMs: 0, toMs: methodAtMs },
    { word: 'method', fromMs: methodAtMs, toMs: checkAtMs },
    { word: hasRollbacks ? 'rollbacks' : 'afterwards', fromMs: checkAtMs, toMs: durationMs },
  ];
  return (
    <div className="experiment-course" aria-hidden="true" data-unjudged={isUnjudged || undefined}>
      {zones
        .filter(({ fromMs, toMs }) => toMs > fromMs)
        .map(({ word, fromMs, toMs }) => (
          <span key={word} className="experiment-zone" data-zone={word} style={across(fromMs, toMs)}>
            {word}
          </span>
        ))}
      {moments
        .filter(({ sinceMs, atMs }) => atMs > sinceMs)
        .map(({ id, sinceMs, atMs, measurement }) => (
          <span
            key={id}
            className="experiment-span"
            style={across(Math.max(sinceMs, atMs - experiment.windowMs), atMs)}
            {...lookOf(measurement)}
          >
            <Mark measurement={measurement} />
          </span>
        ))}
      {[...phases.method, ...phases.rollbacks].slice(0, MOST_TICKS).map(({ atMs, param }, index) => (
        <span
          // Several changes may be made at one instant.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          className="experiment-tick"
          data-group={specs[param]?.group ?? 'tune'}
          style={{ left: `${(100 * atMs) / durationMs}%` }}
        />
      ))}
      <span className="experiment-playhead" ref={playhead} />
    </div>
  );
}

function lookOf(measurement: Measurement | null) {
  if (!measurement?.isFinal) return {};
  return { 'data-met': measurement.isMet };
}

function Mark({ measurement }: { readonly measurement: Measurement | null }) {
  if (!measurement?.isFinal) return null;
  return measurement.isMet ? <CheckIcon size={11} /> : <CrossIcon size={11} />;
}
