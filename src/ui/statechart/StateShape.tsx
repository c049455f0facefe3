/** One state as drawn: box, marker, name, and the empty places the painter fills. */
import { memo, type KeyboardEvent } from 'react';
import type { StatechartState } from './layout.ts';
import { NAME_FONT_SIZE } from './layout.ts';
import { HEADER_HEIGHT } from './placing/placeLevel.ts';
import { PILL_HEIGHT } from './painter.ts';
import { toneOf, type Tone } from './tone.ts';
import { BOLD, textWidth } from './words.ts';

const RADIUS = 14;
const RING_GAP = 5;
const MARKER_SPACE = 18;

export interface StateShapeProps {
  state: StatechartState;
  selected: boolean;
  tabStop: boolean;
  /** Called with the state's element when the pointer or the focus reaches it, with null when they leave. */
  onDescribe(path: string, element: Element | null): void;
  onKey(event: KeyboardEvent<SVGGElement>): void;
}

export const StateShape = memo(function StateShape(props: StateShapeProps) {
  const { state, selected, tabStop, onDescribe, onKey } = props;
  const { path, label, description, kind, corners, x, y, width, height } = state;
  const tone = toneOf(state);
  const encloses = kind === 'compound' || kind === 'parallel';
  const nameWidth = textWidth(label, NAME_FONT_SIZE) * BOLD;
  const nameX = encloses ? -width / 2 + RADIUS + MARKER_SPACE : MARKER_SPACE / 2 - nameWidth / 2;
  const nameY = encloses ? -height / 2 + HEADER_HEIGHT / 2 + 3 : -height * 0.18;
  return (
    <g
      className="statechart-state"
      data-state={path}
      data-tone={tone}
      data-kind={kind}
      data-selected={selected ? '' : undefined}
      transform={`translate(${x} ${y})`}
      role="img"
      aria-label={description === '' ? label : `${label}: ${description}`}
      tabIndex={tabStop ? 0 : -1}
      onPointerEnter={(event) => onDescribe(path, event.currentTarget)}
      onPointerLeave={() => onDescribe(path, null)}
      onFocus={(event) => onDescribe(path, event.currentTarget)}
      onBlur={() => onDescribe(path, null)}
      onKeyDown={onKey}
    >
      <path className="statechart-halo" d={roundedBox(width, height, RING_GAP)} />
      <path
        className="statechart-ring"
        data-part="ring"
        d={roundedBox(width, height, RING_GAP)}
        pathLength={1}
      />
      <path className="statechart-box" d={roundedBox(width, height, 0)} />
      {kind === 'final' && <path className="statechart-final" d={roundedBox(width, height, -4)} />}
      <g className="statechart-heading">
        <g transform={`translate(${nameX - MARKER_SPACE / 2 - 2} ${nameY})`}>
          <Marker tone={tone} />
        </g>
        <text className="statechart-name" x={nameX} y={nameY}>
          {label}
        </text>
      </g>
      <text
        className="statechart-counter"
        data-part="counter"
        y={encloses ? height / 2 - 14 : height * 0.23}
      />
      <PillShape part="time" {...corners.time} />
      <PillShape part="badge" {...corners.badge} />
    </g>
  );
});

/** A rounded label whose text and width the painter sets; hidden until it has words. */
export function PillShape({ part, x = 0, y = 0 }: { part: string; x?: number; y?: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <g className="statechart-pill" data-part={part}>
        <rect y={-PILL_HEIGHT / 2} height={PILL_HEIGHT} rx={PILL_HEIGHT / 2} />
        <text />
      </g>
    </g>
  );
}

/** A different shape for every tone, hollow until the state is active, so that neither depends on colour. */
function Marker({ tone }: { tone: Tone }) {
  if (tone === 'tripped') return <path className="statechart-marker" d="M-4.5,-4.5h9v9h-9Z" />;
  if (tone === 'testing') return <path className="statechart-marker" d="M0,-5.5L5.5,4.5H-5.5Z" />;
  if (tone === 'manual') return <path className="statechart-marker" d="M0,-5.5L5.5,0L0,5.5L-5.5,0Z" />;
  return <circle className="statechart-marker" r={5} />;
}

/** A rounded rectangle around the origin that starts at the middle of its top, so that a ring empties from there. */
function roundedBox(width: number, height: number, outset: number): string {
  const [w, h, r] = [width / 2 + outset, height / 2 + outset, RADIUS + outset];
  return (
    `M0,${-h}H${w - r}A${r},${r},0,0,1,${w},${r - h}V${h - r}A${r},${r},0,0,1,${w - r},${h}` +
    `H${r - w}A${r},${r},0,0,1,${-w},${h - r}V${r - h}A${r},${r},0,0,1,${r - w},${-h}Z`
  );
}
