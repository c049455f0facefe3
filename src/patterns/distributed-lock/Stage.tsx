/** The moving picture of distributed locks: the space–time diagram, with the lamps of the invariants. */
import { useCallback, useRef, useState } from 'react';
import { InjectIcon, PauseIcon, PlayIcon, RestartIcon } from '../../ui/icons.tsx';
import type { StageProps } from '../../ui/stage.ts';
import type { DiagramController } from './diagram/controller.tsx';
import { Diagram, ZOOM_FACTOR } from './diagram/Diagram.tsx';
import { DiagramTables } from './diagram/DiagramTables.tsx';
import { Lamps } from './diagram/Lamps.tsx';
import { LaneNames, type LaneAction } from './diagram/LaneNames.tsx';
import { Legend } from './diagram/Legend.tsx';
import type { Viewport } from './diagram/window.ts';
import type { Actor, LockView } from './picture.ts';
import './stage.css';

/** A lease, a pause that outlasts it, and what comes of it. */
const SHOWN_LEASES = 2.4;
const LEAST_SHOWN_MS = 4_000;
const MOST_SHOWN_MS = 60_000;

interface Fault {
  /** Value of the actor's state while it lasts. */
  readonly state: string;
  readonly begin: string;
  readonly end: string;
  readonly BeginIcon: typeof PauseIcon;
  readonly EndIcon: typeof PauseIcon;
}

const FAULTS: readonly Fault[] = [
  { state: 'paused', begin: 'Pause', end: 'Resume', BeginIcon: PauseIcon, EndIcon: PlayIcon },
  { state: 'crashed', begin: 'Crash', end: 'Restart', BeginIcon: InjectIcon, EndIcon: RestartIcon },
];

/** The same as the actor's own control does. */
function actionsFor({ pattern, params, onChange }: StageProps, { id }: Actor): readonly LaneAction[] {
  const param = `${id}State`;
  const spec = pattern.params[param];
  if (spec?.kind !== 'choice') return [];
  return FAULTS.filter(({ state }) => state in spec.options).map(
    ({ state, begin, end, BeginIcon, EndIcon }) => {
      const isOn = params[param] === state;
      const Icon = isOn ? EndIcon : BeginIcon;
      return {
        label: isOn ? end : begin,
        icon: <Icon size={11} />,
        isOn,
        press: () => onChange(param, isOn ? spec.default : state),
      };
    },
  );
}

export default function DistributedLockStage(props: StageProps) {
  const { frames, currentRun } = props;
  const diagram = useRef<DiagramController>(null);
  const view = useCallback(() => currentRun().model.observe() as LockView, [currentRun]);
  const spanMs = useCallback(() => {
    const shownMs = SHOWN_LEASES * Number(currentRun().params['ttlMs'] ?? 0);
    return Math.min(Math.max(shownMs, LEAST_SHOWN_MS), MOST_SHOWN_MS);
  }, [currentRun]);
  const [mode, setMode] = useState<Viewport['mode']>('follow');
  const takeDiagram = useCallback((ready: DiagramController) => {
    diagram.current = ready;
  }, []);
  const [told, setTold] = useState<LockView | null>(null);

  return (
    <div className="lock-stage">
      <div className="lock-layout">
        <div className="lock-bar">
          <Legend />
          <div className="lock-tools" role="toolbar" aria-label="Diagram">
            <button type="button" aria-label="Zoom out" onClick={() => diagram.current?.zoomBy(ZOOM_FACTOR)}>
              −
            </button>
            <button
              type="button"
              aria-label="Zoom in"
              onClick={() => diagram.current?.zoomBy(1 / ZOOM_FACTOR)}
            >
              +
            </button>
            <button type="button" aria-pressed={mode === 'follow'} onClick={() => diagram.current?.follow()}>
              Follow
            </button>
            <button
              type="button"
              aria-pressed={mode === 'whole'}
              onClick={() => diagram.current?.showWhole()}
            >
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
          spanMs={spanMs}
          onReady={takeDiagram}
          onMode={setMode}
        >
          <LaneNames frames={frames} view={view} actionsOf={(actor) => actionsFor(props, actor)} />
        </Diagram>
        <Lamps
          frames={frames}
          view={view}
          onReveal={(violation) => diagram.current?.reveal({ kind: 'violation', violation })}
        />
        {told && <DiagramTables view={told} onClose={() => setTold(null)} />}
      </div>
    </div>
  );
}
