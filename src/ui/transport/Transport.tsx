/** The controls of time: play, step, run to the end, restart, speed, seed and when to pause by itself. */
import type { ReactNode } from 'react';
import type { Breakpoint } from '../../patterns/pattern.ts';
import type { FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import { PauseIcon, PlayIcon, RestartIcon, StepBackIcon, StepForwardIcon, ToEndIcon } from '../icons.tsx';
import { BreakpointMenu } from './BreakpointMenu.tsx';
import { Clock } from './Clock.tsx';
import { SeedField } from './SeedField.tsx';
import { SpeedSelect } from './SpeedSelect.tsx';
import { TransportButton } from './TransportButton.tsx';
import './transport.css';

export type TransportStatus = 'paused' | 'playing' | 'seeking' | 'ended';

export interface TransportProps {
  readonly status: TransportStatus;
  /** Virtual time per wall time. */
  readonly speed: number;
  /** The speed that is reached when it is less than asked for, else null. */
  readonly trueSpeed: number | null;
  readonly frames: FrameSource;
  /** A stable function. */
  readonly currentRun: () => Run;
  readonly seed: number;
  readonly breakpoints: readonly Breakpoint[];
  /** Events of the breakpoints that are on. */
  readonly selectedBreakpoints: readonly string[];
  /** Why playing stopped by itself, in words; null when it did not. */
  readonly stopReason: string | null;
  readonly on: {
    /** At the end of the run this plays it again from the start. */
    play(): void;
    pause(): void;
    stepBack(): void;
    stepForward(): void;
    /** Back to the start with the same seed. */
    restart(): void;
    newSeed(): void;
    runToEnd(): void;
    speed(value: number): void;
    seed(value: number): void;
    breakpoints(events: readonly string[]): void;
  };
  /** The timeline: below the row, on narrow screens right after the buttons. */
  readonly children?: ReactNode;
}

const PLAY_LABELS: Readonly<Record<TransportStatus, string>> = {
  paused: 'Play',
  playing: 'Pause',
  seeking: 'Play',
  ended: 'Play again',
};

export function Transport({
  status,
  speed,
  trueSpeed,
  frames,
  currentRun,
  seed,
  breakpoints,
  selectedBreakpoints,
  stopReason,
  on,
  children,
}: TransportProps) {
  const isPlaying = status === 'playing';
  return (
    <section className="transport" aria-label="Time">
      <div className="transport-main">
        <TransportButton label="Restart with the same seed" keyName="R" onClick={on.restart}>
          <RestartIcon />
        </TransportButton>
        <TransportButton label="Step back" keyName="←" shortcut="ArrowLeft" onClick={on.stepBack}>
          <StepBackIcon />
        </TransportButton>
        <TransportButton
          label={PLAY_LABELS[status]}
          keyName="Space"
          isMain
          isBusy={status === 'seeking'}
          onClick={isPlaying ? on.pause : on.play}
        >
          {isPlaying ? <PauseIcon size={18} /> : <PlayIcon size={18} />}
        </TransportButton>
        <TransportButton
          label="Step forward"
          keyName="→"
          shortcut="ArrowRight"
          disabled={status === 'ended'}
          onClick={on.stepForward}
        >
          <StepForwardIcon />
        </TransportButton>
        <TransportButton label="Run to the end" disabled={status === 'ended'} onClick={on.runToEnd}>
          <ToEndIcon />
        </TransportButton>
        <Clock frames={frames} currentRun={currentRun} />
      </div>
      <p className="transport-stop" role="status">
        {stopReason !== null && `Paused: ${stopReason}`}
      </p>
      <div className="transport-settings">
        <SpeedSelect speed={speed} trueSpeed={trueSpeed} onSpeed={on.speed} />
        <SeedField seed={seed} onSeed={on.seed} onNewSeed={on.newSeed} />
        <BreakpointMenu breakpoints={breakpoints} selected={selectedBreakpoints} onSelect={on.breakpoints} />
      </div>
      {children !== undefined && <div className="transport-scrubber">{children}</div>}
    </section>
  );
}
