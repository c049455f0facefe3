/** The look of a state in the bands: a tint of its colour and a texture of its own, so that it can be told without colour. */
import type { ReactNode } from 'react';

const TILE = 8;

const TEXTURES: readonly ReactNode[] = [
  null,
  <path key="stripes" d="M-2 2L2 -2M0 8L8 0M6 10L10 6" />,
  <path key="dots" d="M2 2h.01M6 6h.01" strokeWidth={2.2} strokeLinecap="round" />,
  <path key="crosses" d="M0 0L8 8M8 0L0 8" />,
  <path key="bars" d="M2 0V8M6 0V8" />,
];

export interface StatePatternProps {
  readonly id: string;
  /** Place of the state in the legend; decides its texture. */
  readonly index: number;
  /** A CSS colour. */
  readonly tone: string;
}

export function StatePattern({ id, index, tone }: StatePatternProps) {
  return (
    <pattern id={id} patternUnits="userSpaceOnUse" width={TILE} height={TILE} style={{ color: tone }}>
      <rect width={TILE} height={TILE} fill="currentColor" opacity={0.3} />
      <g stroke="currentColor" strokeWidth={1.2} fill="none" opacity={0.5}>
        {TEXTURES[index % TEXTURES.length]}
      </g>
    </pattern>
  );
}
