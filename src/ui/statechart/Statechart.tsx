/** The statechart drawing: static shapes from React, moving parts from the painter, descriptions on hover and focus. */
import { memo, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import { arrowHead, towards } from './placing/geometry.ts';
import type { StatechartLayout } from './layout.ts';
import { createPainter, type StatechartFrame } from './painter.ts';
import { findParts } from './parts.ts';
import { BAND_CAPTION, BAND_FONT_SIZE, type Band } from './placing/placeApart.ts';
import type { InitialArrow } from './placing/ends.ts';
import { PillShape, StateShape } from './StateShape.tsx';
import { StatechartText } from './StatechartText.tsx';
import { TransitionArrow, TransitionLabel } from './TransitionShape.tsx';
import { toneOf } from './tone.ts';
import { useDescription } from './useDescription.ts';
import { useRovingFocus } from './useRovingFocus.ts';
import './statechart.css';

export type { StatechartFrame } from './painter.ts';

export interface StatechartHandle {
  /** Paints the present moment; cheap enough for every animation frame, and never renders. */
  update(frame: StatechartFrame): void;
}

export interface StatechartProps {
  layout: StatechartLayout;
  /** What the drawing is of, e.g. "Circuit breaker"; its accessible name. */
  title: string;
  /** Path of a state to mark, e.g. the one a lesson talks about. */
  selected?: string | undefined;
  ref?: Ref<StatechartHandle>;
}

export const Statechart = memo(function Statechart({ layout, title, selected, ref }: StatechartProps) {
  const figure = useRef<HTMLElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const paint = useRef<((frame: StatechartFrame) => void) | null>(null);
  const lastFrame = useRef<StatechartFrame | null>(null);
  const { tabStop, moveFocus } = useRovingFocus(layout);
  const { shown, describe } = useDescription(layout, figure);

  useImperativeHandle(
    ref,
    () => ({
      update(frame) {
        lastFrame.current = frame;
        paint.current?.(frame);
      },
    }),
    [],
  );

  useLayoutEffect(() => {
    if (drawing.current === null) return;
    paint.current = createPainter(findParts(drawing.current), layout);
    if (lastFrame.current !== null) paint.current(lastFrame.current);
  }, [layout]);

  const { width, height, states, transitions, band } = layout;
  const tones = new Map(states.map((state) => [state.path, toneOf(state)]));
  return (
    <figure className="statechart" aria-label={`${title}: statechart`} ref={figure}>
      <svg ref={drawing} className="statechart-drawing" viewBox={`0 0 ${width} ${height}`}>
        {band && <BandShape {...band} />}
        {states.map((state) => (
          <StateShape
            key={state.path}
            state={state}
            selected={state.path === selected}
            tabStop={state.path === tabStop}
            onDescribe={describe}
            onKey={moveFocus}
          />
        ))}
        <g aria-hidden="true">
          {states.map(({ path, entry }) => entry && <InitialDot key={path} {...entry} />)}
          {transitions.map((transition) => (
            <TransitionArrow
              key={transition.id}
              transition={transition}
              tone={tones.get(transition.to) ?? 'neutral'}
            />
          ))}
          {transitions.map((transition) => (
            <TransitionLabel key={transition.id} transition={transition} />
          ))}
          <PillShape part="reason" />
        </g>
      </svg>
      {shown && (
        <div className="statechart-description" aria-hidden="true" style={shown.position}>
          {shown.text}
        </div>
      )}
      <StatechartText layout={layout} />
    </figure>
  );
});

function InitialDot({ dot, tip }: InitialArrow) {
  const end = towards(tip, dot, 6);
  return (
    <g className="statechart-arrow">
      <circle className="statechart-initial" cx={dot.x} cy={dot.y} r={5} />
      <path className="statechart-line" d={`M${dot.x},${dot.y}L${end.x},${end.y}`} />
      <path className="statechart-head" d={arrowHead(tip, dot)} />
    </g>
  );
}

function BandShape({ x, y, width, height, caption, captionWidth }: Band) {
  return (
    <g className="statechart-band" aria-hidden="true">
      <rect
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        rx={Math.min(14, height / 2)}
      />
      <rect
        className="statechart-cover"
        x={caption.x - captionWidth / 2}
        y={caption.y - 8}
        width={captionWidth}
        height={16}
      />
      <text x={caption.x} y={caption.y} fontSize={BAND_FONT_SIZE}>
        {BAND_CAPTION}
      </text>
    </g>
  );
}
