/** A pattern's main statechart, running its first preset over and over; it stands still where less motion is asked for. */
import { useEffect, useRef } from 'react';
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

  useEffect(() => {
    const [preset] = pattern.presets;
    if (!preset) return undefined;
    const playback = createPlayback(pattern, scenarioOfPreset(pattern, preset));
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
  }, [pattern]);

  return (
    <div className="pf-stage-chart" ref={place}>
      {layout && <Statechart ref={chart} layout={layout} title={pattern.title} />}
    </div>
  );
}
