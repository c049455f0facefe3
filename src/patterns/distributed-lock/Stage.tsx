/** The moving picture of distributed locks: the space–time diagram, with the lamps of the invariants. */
import { useCallback, useRef, useState } from 'react';
import type { StageProps } from '../../ui/stage.ts';
import type { DiagramController } from './diagram/controller.tsx';
import { Diagram, ZOOM_FACTOR } from './diagram/Diagram.tsx';
import { DiagramTables } from './diagram/DiagramTables.tsx';
import { Lamps } from './diagram/Lamps.tsx';
import { LaneNames, type LaneAction } from './diagram/LaneNames.tsx';
import { Legend } from './diagram/Legend.tsx';
import type { Viewport } from './diagram/window.ts';
import type { LockView } from './picture.ts';
import './stage.css';

/** A lease, a pause that outlasts it, and what comes of it. */
const SHOWN_MS = 24_000;

const noActions = (): readonly LaneAction[] => [];

export default function DistributedLockStage({ frames, currentRun }: StageProps) {
  const diagram = useRef<DiagramController>(null);
  const view = useCallback(() => currentRun().model.observe() as LockView, [currentRun]);
  const [mode, setMode] = useState<Viewport['mode']>('follow');
  const takeDiagram = useCallback((ready: DiagramController) => {
    diagram.current = ready;
  }, []);
  const [told, setTold] = useState<LockView | null>(null);

  return (
    <div className="lock-stage">
      <div className="lock-bar">
        <Legend />
        <div className="lock-tools" role="toolbar" aria-label="Diagram">
          <button type="button" aria-label="Zoom out" onClick={() => diagram.current?.zoomBy(ZOOM_FACTOR)}>
            −
          </button>
          <button type="button" aria-label="Zoom in" onClick={() => diagram.current?.zoomBy(1 / ZOOM_FACTOR)}>
            +
          </button>
          <button type="button" aria-pressed={mode === 'follow'} onClick={() => diagram.current?.follow()}>
            Follow
          </button>
          <button type="button" aria-pressed={mode === 'whole'} onClick={() => diagram.current?.showWhole()}>
            Whole run
          </button>
          <button type="button" aria-haspopup="dialog" onClick={() => setTold(view())}>
            Table
          </button>
        </div>
      </div>
      <Diagram
        frames={frames}
        currentRun={currentRun}
        view={view}
        spanMs={SHOWN_MS}
        onReady={takeDiagram}
        onMode={setMode}
      >
        <LaneNames frames={frames} view={view} actionsOf={noActions} />
      </Diagram>
      <Lamps
        frames={frames}
        view={view}
        onReveal={(violation) => diagram.current?.reveal({ kind: 'violation', violation })}
      />
      {told && <DiagramTables view={told} onClose={() => setTold(null)} />}
    </div>
  );
}
