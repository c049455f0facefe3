/** What lies over a plot without a time axis: the mark of the place that is pointed at, and the figures there. */
import { memo, useRef, useState, type PointerEvent } from 'react';
import { Legend, type LegendEntry } from './Legend.tsx';
import { Tooltip } from './Tooltip.tsx';
import { useTouchElsewhere } from './useTouchElsewhere.ts';

/** A step or a bin. */
export interface Place {
  readonly title: string;
  /** Left and right end, in per cent of the plot's width. */
  readonly from: number;
  readonly to: number;
  readonly entries: readonly LegendEntry[];
}

export interface PlaceOverlayProps {
  /** The place at a share (0–1) of the plot's width; null for none. */
  readonly placeAt: (share: number) => Place | null;
}

export const PlaceOverlay = memo(function PlaceOverlay({ placeAt }: PlaceOverlayProps) {
  const element = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const isInside = (target: Element) => element.current?.contains(target) ?? false;
  useTouchElsewhere(share !== null, isInside, () => setShare(null));

  function pointAt(event: PointerEvent<HTMLDivElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    setShare(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  }

  const place = share === null ? null : placeAt(share);
  return (
    <div
      ref={element}
      className="chart-overlay"
      onPointerDown={pointAt}
      onPointerMove={pointAt}
      onPointerLeave={(event) => event.pointerType === 'mouse' && setShare(null)}
    >
      {place && (
        <>
          <div
            className="chart-place"
            style={{ left: `${place.from}%`, width: `${place.to - place.from}%` }}
          />
          <Tooltip title={place.title} from={place.from} to={place.to}>
            <Legend entries={place.entries} />
          </Tooltip>
        </>
      )}
    </div>
  );
});
