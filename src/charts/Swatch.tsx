/** The sample of a series, state or mark in legends and tooltips, drawn as it is in the plot. */
import { useId } from 'react';
import { Hatching } from './Hatching.tsx';
import type { Look } from './looks.ts';

const WIDTH = 18;
const HEIGHT = 12;

export interface SwatchProps {
  readonly look: Look;
  /**
   * `area`: a tile with its hatching; `line`: a piece of it; `step`: a range with its median; `band`: a light ground up to
   * its upper edge; `none`: only the room.
   */
  readonly kind: 'area' | 'line' | 'step' | 'band' | 'none';
}

/** Left and right end of what is filled. */
const FILLED = { area: [0.75, WIDTH - 0.75], step: [5, WIDTH - 5] } as const;

function Tile({ look, kind }: { look: Look; kind: keyof typeof FILLED }) {
  const id = useId();
  const [from, to] = FILLED[kind];
  return (
    <>
      <defs>
        <Hatching id={id} look={look} />
      </defs>
      <rect
        x={from}
        y={0.75}
        width={to - from}
        height={HEIGHT - 1.5}
        rx={2}
        fill={`url(#${id})`}
        style={{ stroke: look.colour }}
        strokeWidth={1.5}
      />
    </>
  );
}

function Sample({ look, kind }: SwatchProps) {
  const stroke = { stroke: look.colour };
  switch (kind) {
    case 'area':
      return <Tile look={look} kind="area" />;
    case 'step':
      return (
        <>
          <Tile look={look} kind="step" />
          <path d={`M2 ${HEIGHT / 2} H${WIDTH - 2}`} style={stroke} strokeWidth={3} />
        </>
      );
    case 'line':
      return (
        <path d={`M0 ${HEIGHT / 2} H${WIDTH}`} style={stroke} strokeWidth={2.5} strokeDasharray={look.dash} />
      );
    case 'band':
      return (
        <>
          <rect className="chart-allowed" width={WIDTH} height={HEIGHT} />
          <path d={`M0 1 H${WIDTH}`} style={stroke} strokeWidth={2} />
        </>
      );
    case 'none':
      return null;
  }
}

export function Swatch({ look, kind }: SwatchProps) {
  return (
    <svg className="chart-swatch" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <Sample look={look} kind={kind} />
    </svg>
  );
}
