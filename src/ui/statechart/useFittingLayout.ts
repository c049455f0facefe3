/** The layout of a machine that reads best in the place it is given, laid out again when that place changes noticeably. */
import { useElementSize } from '@mantine/hooks';
import { useMemo, type RefCallback } from 'react';
import type { AnyStateMachine } from 'xstate';
import { layoutToFit, type StatechartLayout } from './layout.ts';

/** Sizes are rounded to this many px, so that dragging a window does not lay out anew at every pixel. */
const COARSENESS_PX = 40;

const coarse = (px: number) => Math.max(COARSENESS_PX, Math.floor(px / COARSENESS_PX) * COARSENESS_PX);

export interface FittingLayout {
  /** For the element that holds the drawing; its size must not depend on the drawing. */
  readonly place: RefCallback<HTMLDivElement | null>;
  /** null until the place has been measured. */
  readonly layout: StatechartLayout | null;
}

export function useFittingLayout(machine: AnyStateMachine): FittingLayout {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const isMeasured = width > 0 && height > 0;
  const size = { width: coarse(width), height: coarse(height) };
  const layout = useMemo(
    () => (isMeasured ? layoutToFit(machine, { width: size.width, height: size.height }) : null),
    [machine, isMeasured, size.width, size.height],
  );
  return { place: ref, layout };
}
