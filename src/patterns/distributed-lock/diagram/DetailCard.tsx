/** What the clicked thing is and holds, beside it. */
import { useLayoutEffect, useRef, useState } from 'react';
import { CrossIcon } from '../../../ui/icons.tsx';
import type { Selection } from './controller.tsx';
import { detailOf } from './details.ts';
import type { Point } from './pick.ts';

interface DetailCardProps {
  readonly selection: Selection;
  readonly onClose: () => void;
}

const DISTANCE_PX = 16;

function cornerOf(card: HTMLElement, field: HTMLElement, { x, y }: Point) {
  const right = x + DISTANCE_PX;
  const left = right + card.offsetWidth <= field.clientWidth ? right : x - DISTANCE_PX - card.offsetWidth;
  return {
    left: Math.max(0, Math.min(left, field.clientWidth - card.offsetWidth)),
    top: Math.max(0, Math.min(y - card.offsetHeight / 2, field.clientHeight - card.offsetHeight)),
  };
}

export function DetailCard({ selection: { thing, place, nowMs }, onClose }: DetailCardProps) {
  const card = useRef<HTMLElement>(null);
  const [corner, setCorner] = useState({ left: 0, top: 0 });
  const { title, isAlarming, rows } = detailOf(thing, nowMs);
  const isSentence = thing.kind === 'violation';

  useLayoutEffect(() => {
    const field = card.current?.parentElement;
    if (card.current && field) setCorner(cornerOf(card.current, field, place));
  }, [place]);

  return (
    <aside
      ref={card}
      className={isSentence ? 'lock-card lock-card-sentence' : 'lock-card'}
      style={isSentence ? undefined : corner}
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
