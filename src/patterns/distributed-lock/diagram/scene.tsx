/** What every layer of the diagram is painted from, and the looks that they share. */
import type { Brush } from '../../../ui/brush.ts';
import type { Surface } from '../../../ui/surface.ts';
import type { Actor, LockView, Message } from '../picture.ts';
import type { Labeler } from './labels.ts';
import type { Thing } from './pick.ts';
import type { Scale } from './scale.ts';

export interface Scene {
  readonly surface: Surface;
  readonly brush: Brush;
  readonly labeler: Labeler;
  readonly view: LockView;
  readonly scale: Scale;
  /** Of the messages that may be in sight: from, and to (exclusive). */
  readonly range: readonly [number, number];
  /** Lower edge of the time axis, and of the last lane. */
  readonly axisBottom: number;
  readonly lanesBottom: number;
  readonly nowX: number;
  /** What is below the lanes. */
  readonly strip: { readonly lines: number; readonly isNarrow: boolean };
  readonly selected: Thing | null;
}

interface HolderLook {
  readonly tone: string;
  /** Told from another holder of the same colour by stripes. */
  readonly isStriped: boolean;
}

const HOLDER_TONES = ['--pf-one', '--pf-two', '--pf-three'];

/** Every client has a colour of its own; there are three, and then the same with stripes. */
export function holderLook(holder: string, actors: readonly Actor[]): HolderLook {
  const index = Math.max(
    0,
    actors.findIndex(({ id }) => id === holder),
  );
  const tone = HOLDER_TONES[index % HOLDER_TONES.length] as string;
  return { tone, isStriped: index >= HOLDER_TONES.length };
}

interface ArrowLook {
  readonly tone: string;
  readonly width: number;
  readonly dash: readonly number[];
}

export const ARROW_LOOKS: Readonly<Record<Message['tone'], ArrowLook>> = {
  request: { tone: '--pf-inFlight', width: 1.25, dash: [] },
  replication: { tone: '--pf-inFlight', width: 1.5, dash: [1.5, 3] },
  refusal: { tone: '--pf-timedOut', width: 1.25, dash: [6, 3] },
  grant: { tone: '--pf-succeeded', width: 2, dash: [] },
  write: { tone: '--pf-accent', width: 2.5, dash: [] },
  forged: { tone: '--pf-rejected', width: 2, dash: [8, 3, 2, 3] },
};

export const TROUBLE_TONES = {
  paused: '--pf-inFlight',
  crashed: '--pf-failed',
  byzantine: '--pf-rejected',
  clock: '--pf-timedOut',
} as const;
