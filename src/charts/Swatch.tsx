/** The sample of a series or state in legends and tooltips: a tile with its hatching, or a piece of its line. */
import { useId } from 'react';
import { Hatching } from './Hatching.tsx';
import type { Look } from './looks.ts';

const WIDTH = 18;
const HEIGHT = 12;

export interface SwatchProps {
  readonly look: Look;
  readonly kind: 'area' | 'line';
}

export function Swatch({ look, kind }: SwatchProps) {
  const id = useId();
  return (
    <svg className="chart-swatch" width={WIDTH} height={HEIGHT} aria-hidden="true">
      {kind === 'line' ? (
        <path
          d={`M0 ${HEIGHT / 2} H${WIDTH}`}
          style={{ stroke: look.colour }}
          strokeWidth={2.5}
          strokeDasharray={look.dash}
        />
      ) : (
        <>
          <defs>
            <Hatching id={id} look={look} />
          </defs>
          <rect
            x={0.75}
            y={0.75}
            width={WIDTH - 1.5}
            height={HEIGHT - 1.5}
            rx={2}
            fill={`url(#${id})`}
            style={{ stroke: look.colour }}
            strokeWidth={1.5}
          />
        </>
      )}
    </svg>
  );
}
