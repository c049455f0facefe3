/** A pattern's main statechart, running its first preset over and over; it stands still where less motion is asked for. */
import { useEffect, useMemo, useRef } from 'react';
import type { AnyPattern } from '../patterns/pattern.ts';
import { createPlayback } from '../run/playback.ts';
import { scenarioOfPreset } from '../scenario/scenario.ts';
import { layoutStatechart } from '../ui/statechart/layout.ts';
import { Statechart, type StatechartHandle } from '../ui/statechart/Statechart.tsx';

const SPEED = 1;
const NO_BREAKPOINTS: ReadonlySet<string> = new Set();

export function LivingStatechart({ pattern }: { readonly pattern: AnyPattern }) {
  const chart = useRef<StatechartHandle>(null);
  const [machine] = Object.values(pattern.machines);
  const layout = useMemo(() => machine && layoutStatechart(machine), [machine]);

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
    });
    return () => {
      stopPlaying();
      stopDrawing();
    };
  }, [pattern]);

  return layout && <Statechart ref={chart} layout={layout} title={pattern.title} />;
}
