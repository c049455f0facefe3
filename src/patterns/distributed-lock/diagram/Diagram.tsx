/** The space–time diagram: a canvas that can be moved, zoomed and asked, by pointer, touch and keys. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { StageProps } from '../../../ui/stage.ts';
import type { LockView } from '../picture.ts';
import { createController, type DiagramController, type Selection } from './controller.tsx';
import { DetailCard } from './DetailCard.tsx';
import { listenToGestures } from './gestures.tsx';
import type { Viewport } from './window.ts';

const STILL_MS = 500;
const PAN_SHARE = 0.12;
const PAGE_SHARE = 0.8;
export const ZOOM_FACTOR = 1.5;

interface DiagramProps extends Pick<StageProps, 'frames' | 'currentRun'> {
  readonly view: () => LockView;
  /** The time that is shown until a person zooms; a stable function. */
  readonly spanMs: () => number;
  /** Gives what moves the diagram from outside. */
  readonly onReady: (diagram: DiagramController) => void;
  readonly onMode: (mode: Viewport['mode']) => void;
  /** The names of the lanes, at their left. */
  readonly children: ReactNode;
}

/** False for a key that means nothing here. */
function press({ key, shiftKey }: KeyboardEvent, diagram: DiagramController): boolean {
  const share = shiftKey ? PAGE_SHARE : PAN_SHARE;
  switch (key) {
    case 'ArrowLeft':
      diagram.panBy(-share);
      return true;
    case 'ArrowRight':
      diagram.panBy(share);
      return true;
    case 'ArrowDown':
      diagram.stepMessage(1);
      return true;
    case 'ArrowUp':
      diagram.stepMessage(-1);
      return true;
    case '+':
    case '=':
      diagram.zoomBy(1 / ZOOM_FACTOR);
      return true;
    case '-':
      diagram.zoomBy(ZOOM_FACTOR);
      return true;
    case '0':
      diagram.showWhole();
      return true;
    case 'f':
    case 'End':
      diagram.follow();
      return true;
    case 'Escape':
      diagram.deselect();
      return true;
    default:
      return false;
  }
}

export function Diagram({ frames, currentRun, view, spanMs, onReady, onMode, children }: DiagramProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const mine = useRef<DiagramController>(null);
  const [selection, setSelection] = useState<Selection | null>(null);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const diagram = createController(element, {
      view,
      durationMs: () => currentRun().scenario.durationMs,
      spanMs,
      isStill,
      onMode,
      onSelect: setSelection,
      onRows(top, bottom, lanes) {
        frame.current?.style.setProperty('--lock-lanes', `${lanes}`);
        frame.current?.style.setProperty('--lock-above', `${top}px`);
        frame.current?.style.setProperty('--lock-below', `${bottom}px`);
      },
    });
    mine.current = diagram;
    onReady(diagram);
    const stopPainting = isStill ? frames.onTick(diagram.paint, STILL_MS) : frames.onFrame(diagram.paint);
    const stopListening = listenToGestures(element, {
      onDrag: diagram.drag,
      onZoom: diagram.zoomBy,
      onClick: diagram.selectAt,
      onHover(x, y) {
        element.style.cursor = diagram.isOverThing(x, y, 5) ? 'pointer' : '';
      },
    });
    const field = element.parentElement;
    function handleKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (press(event, diagram)) event.preventDefault();
    }
    field?.addEventListener('keydown', handleKey);
    return () => {
      stopPainting();
      stopListening();
      field?.removeEventListener('keydown', handleKey);
      diagram.dispose();
    };
  }, [frames, currentRun, view, spanMs, onReady, onMode]);

  return (
    <div className="lock-diagram" ref={frame}>
      {children}
      <div
        className="lock-field"
        role="application"
        aria-label="Space–time diagram"
        aria-describedby="lock-keys"
        data-own-arrows
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <canvas ref={canvas} aria-hidden="true" />
        <p id="lock-keys" className="lock-keys">
          ← → time, ↑ ↓ messages, + − zoom, 0 whole run, F follow
        </p>
        {selection && (
          <DetailCard
            selection={selection}
            onClose={() => {
              mine.current?.deselect();
              canvas.current?.parentElement?.focus();
            }}
          />
        )}
      </div>
    </div>
  );
}
