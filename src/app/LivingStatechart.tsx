/** A pattern's main statechart, running its first preset over and over while it is seen; it stands still where less motion is asked for. */
import { useInViewport, useMergedRef } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { AnyStateMachine } from 'xstate';
import type { AnyPattern } from '../patterns/pattern.ts';
import { createPlayback } from '../run/playback.ts';
import { scenarioOfPreset } from '../scenario/scenario.ts';
import { Statechart, type StatechartHandle } from '../ui/statechart/Statechart.tsx';
import { useFittingLayout } from '../ui/statechart/useFittingLayout.ts';

const SPEED = 1;
const NO_BREAKPOINTS: ReadonlySet<string> = new Set();

interface LivingStatechartProps {
  readonly pattern: AnyPattern;
  readonly machine: AnyStateMachine;
}

export function LivingStatechart({ pattern, machine }: LivingStatechartProps) {
  const chart = useRef<StatechartHandle>(null);
  const { place, layout } = useFittingLayout(machine);
  const { ref: sight, inViewport } = useInViewport<HTMLDivElement>();
  const seenPlace = useMergedRef(place, sight);
  const [playback] = useState(() => {
    const [preset] = pattern.presets;
    return preset ? createPlayback(pattern, scenarioOfPreset(pattern, preset)) : null;
  });

  useEffect(() => {
    if (!playback || !inViewport) return undefined;
    const stopDrawing = playback.frames.onFrame(() => {
      const [lane] = playback.current().world.lanes.all();
      const state = lane?.bands().at(-1)?.state;
      chart.current?.update({ active: state ? [state] : [], counters: {} });
    });
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return stopDrawing;
    const stopPlaying = playback.frames.play((elapsedMs) => {
      playback.play(elapsedMs, SPEED, NO_BREAKPOINTS);
      if (playback.current().isOver) playback.rewindFor({ atMs: 0 });
      return true;
    });
    return () => {
      stopPlaying();
      stopDrawing();
    };
  }, [playback, inViewport]);

  return (
    <div className="pf-stage-chart" ref={seenPlace}>
      {layout && <Statechart ref={chart} layout={layout} title={pattern.title} />}
    </div>
  );
}
