/**
 * Two tempos on screen: what must glide is drawn in every animation frame; what is costly (charts, tables) is redrawn
 * at most every `TICK_MS`, one subscriber per frame in turn, so that no frame carries more than one of them.
 */

export type Draw = () => void;

export interface FrameSource {
  /** Calls `draw` once soon and then in every animation frame in which the run has moved; returns a function that ends it. */
  onFrame(draw: Draw): () => void;
  /** Like `onFrame`, at the slow tempo: at most every `everyMs` of wall time; `TICK_MS` when absent. */
  onTick(draw: Draw, everyMs?: number): () => void;
}

type Advance = (elapsedMs: number) => boolean;

export interface FrameLoop extends FrameSource {
  /** Calls `advance` with the elapsed wall time in every frame until the returned function is called; false: nothing to draw yet. */
  play(advance: Advance): () => void;
  /** Something has moved: draw everything once more. */
  invalidate(): void;
}

const TICK_MS = 100;

/** For what people read rather than watch, and what costs a lot: tables of many words. */
export const READING_MS = 300;

/** After a hidden tab or a long task time goes on from where it was instead of jumping. */
const MAX_ELAPSED_MS = 100;

interface Ticker {
  readonly draw: Draw;
  readonly everyMs: number;
  isStale: boolean;
  drawnAtMs: number;
}

export function createFrameLoop(): FrameLoop {
  const frames = new Set<Draw>();
  const tickers = new Set<Ticker>();
  let advance: Advance | null = null;
  let needsFrame = false;
  let handle: number | null = null;
  let previousMs: number | null = null;

  function request(): void {
    handle ??= requestAnimationFrame(loop);
  }

  function drawOneTicker(nowMs: number): void {
    let due: Ticker | null = null;
    for (const ticker of tickers) {
      const isDue = ticker.isStale && nowMs - ticker.drawnAtMs >= ticker.everyMs;
      if (isDue && (!due || ticker.drawnAtMs < due.drawnAtMs)) due = ticker;
    }
    if (!due) return;
    due.isStale = false;
    due.drawnAtMs = nowMs;
    due.draw();
  }

  function loop(nowMs: number): void {
    handle = null;
    if (advance) {
      const elapsedMs = previousMs === null ? 0 : Math.min(nowMs - previousMs, MAX_ELAPSED_MS);
      previousMs = nowMs;
      if (advance(elapsedMs)) needsFrame = true;
    } else previousMs = null;
    if (needsFrame) {
      needsFrame = false;
      for (const ticker of tickers) ticker.isStale = true;
      for (const draw of frames) draw();
    }
    drawOneTicker(nowMs);
    if (advance || needsFrame || [...tickers].some((ticker) => ticker.isStale)) request();
  }

  return {
    onFrame(draw) {
      frames.add(draw);
      needsFrame = true;
      request();
      return () => frames.delete(draw);
    },
    onTick(draw, everyMs = TICK_MS) {
      const ticker: Ticker = { draw, everyMs, isStale: true, drawnAtMs: -Infinity };
      tickers.add(ticker);
      request();
      return () => tickers.delete(ticker);
    },
    play(next) {
      advance = next;
      previousMs = null;
      request();
      return () => {
        if (advance === next) advance = null;
      };
    },
    invalidate() {
      needsFrame = true;
      request();
    },
  };
}
