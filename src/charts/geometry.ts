/** The frame of every plot, so that charts stacked on each other share one time axis. */

/** Space around the plot in px: labels of the values, half a label of time, half a line, labels of time. */
export const PLOT = { left: 60, right: 22, top: 8, bottom: 22 } as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const plotWidth = ({ width }: Size): number => Math.max(1, width - PLOT.left - PLOT.right);
export const plotHeight = ({ height }: Size): number => Math.max(1, height - PLOT.top - PLOT.bottom);

/** Least distance of two labels in px. */
export const LEAST_TIME_TICK_PX = 60;
export const LEAST_VALUE_TICK_PX = 26;
