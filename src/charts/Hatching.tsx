/** SVG patterns that make areas and bands tell each other apart without colour. */
import type { ReactNode } from 'react';
import type { Hatch, Look } from './looks.ts';

const TILE = 6;

const STROKES: Readonly<Record<Hatch, ReactNode>> = {
  plain: null,
  slash: <path d="M-1 7 L7 -1 M-1 1 L1 -1 M5 7 L7 5" />,
  stripes: <path d="M1.5 0 V6 M4.5 0 V6" />,
  cross: <path d="M0 0 L6 6 M6 0 L0 6" />,
  dots: <path d="M1.5 1.5 h.01 M4.5 4.5 h.01" strokeLinecap="round" strokeWidth={2.2} />,
  bars: <path d="M0 1.5 H6 M0 4.5 H6" />,
};

/** A fill for `fill="url(#id)"`: a tint of the colour with the hatch on top. */
export function Hatching({ id, look }: { id: string; look: Look }) {
  return (
    <pattern id={id} width={TILE} height={TILE} patternUnits="userSpaceOnUse">
      <rect
        width={TILE}
        height={TILE}
        style={{ fill: look.colour }}
        fillOpacity={look.hatch === 'plain' ? 0.5 : 0.28}
      />
      <g style={{ stroke: look.colour }} strokeWidth={1.25} strokeOpacity={0.9}>
        {STROKES[look.hatch]}
      </g>
    </pattern>
  );
}
