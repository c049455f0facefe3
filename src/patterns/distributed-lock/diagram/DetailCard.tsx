/** What the clicked thing is and holds, beside it. */
import { useLayoutEffect, useRef, useState } from 'react';
import { CrossIcon } from '../../../ui/icons.tsx';
import type { Selection } from './controller.tsx';
import { detailOf } from './details.ts';

interface DetailCardProps {
  readonly selection: Selection;
  readonly onClose: () => void;
}

const DISTANCE_PX = 16;

export function DetailCard({ selection: { thing, place, nowMs }, onClose }: DetailCardProps) {
  const card = useRef<HTMLElement>(null);
  const [corner, setCorner] = useState({ left: 0, top: 0 });
  const { title, isAlarming, rows } = detailOf(thing, nowMs);

  useLayoutEffect(() => {
    const field = card.current?.parentElement;
    if (!card.current || !field) return;
    const { offsetWidth, offsetHeight } = card.current;
    const right = place.x + DISTANCE_PX;
    const left = right + offsetWidth <= field.clientWidth ? right : place.x - DISTANCE_PX - offsetWidth;
    setCorner({
      left: Math.max(0, Math.min(left, field.clientWidth - offsetWidth)),
      top: Math.max(0, Math.min(place.y - offsetHeight / 2, field.clientHeight - offsetHeight)),
    });
  }, [place]);

  return (
    <aside
      ref={card}
      className="lock-card"
      style={corner}
      aria-label="Selected"
      aria-live="polite"
      data-alarming={isAlarming || undefined}
    >
      <header>
        <b>{title}</b>
        <button type="button" aria-label="Close" onClick={onClose}>
          <CrossIcon size={11} />
        </button>
      </header>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
