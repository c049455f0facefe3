/** What every pattern's stage is given: the present run, the frames to draw in, and the speed of playing. */
import type { ComponentType } from 'react';
import type { AnyParamValues, ParamValue } from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import type { FrameSource } from '../run/frames.ts';
import type { Run } from '../run/run.ts';

export interface StageProps {
  readonly pattern: AnyPattern;
  readonly frames: FrameSource;
  readonly currentRun: () => Run;
  /** Virtual time per wall time. */
  readonly currentSpeed: () => number;
  /** The scenario's present parameter values. */
  readonly params: AnyParamValues;
  /** Changes a parameter from now on, as its control does. */
  readonly onChange: (param: string, value: ParamValue) => void;
}

export type Stage = ComponentType<StageProps>;
