/** Draws a picture in every frame, or twice a second where less motion is asked for, and tells it in words at the reading tempo. */
import { READING_MS } from '../run/frames.ts';
import type { StageProps } from './stage.ts';
import type { Surface } from './surface.ts';

const STILL_MS = 500;

interface Picture extends Pick<StageProps, 'frames'> {
  readonly surface: Surface;
  readonly paint: () => void;
  readonly tell: () => void;
}

/** Returns a function that ends it. */
export function drawLively({ frames, surface, paint, tell }: Picture): () => void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const stopPainting = isStill ? frames.onTick(paint, STILL_MS) : frames.onFrame(paint);
  const stopTelling = frames.onTick(tell, READING_MS);
  return () => {
    stopPainting();
    stopTelling();
    surface.dispose();
  };
}
