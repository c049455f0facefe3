/** One arrow and, drawn later so that no line crosses it, its label. */
import { LABEL_FONT_SIZE, LABEL_LINE_HEIGHT } from './placing/label.ts';
import type { StatechartTransition } from './layout.ts';
import type { Tone } from './tone.ts';

interface TransitionProps {
  transition: StatechartTransition;
  /** Tone of the target: a highlighted arrow announces where it leads. */
  tone: Tone;
}

export function TransitionArrow({ transition: { id, line, head, apart }, tone }: TransitionProps) {
  return (
    <g className="statechart-arrow" data-transition={id} data-tone={tone} data-apart={apart ? '' : undefined}>
      <path className="statechart-line" d={line} />
      <path className="statechart-flash" d={line} pathLength={1} />
      <path className="statechart-head" d={head} />
    </g>
  );
}

export function TransitionLabel({ transition }: { transition: StatechartTransition }) {
  const { lines, labelX, labelY, labelWidth, labelHeight, apart } = transition;
  const top = labelY - ((lines.length - 1) * LABEL_LINE_HEIGHT) / 2;
  return (
    <g className="statechart-label" data-apart={apart ? '' : undefined}>
      <rect
        x={labelX - labelWidth / 2}
        y={labelY - labelHeight / 2}
        width={labelWidth}
        height={labelHeight}
        rx={4}
      />
      <text fontSize={LABEL_FONT_SIZE}>
        {lines.map(({ text, kind }, index) => (
          <tspan key={index} x={labelX} y={top + index * LABEL_LINE_HEIGHT} data-kind={kind}>
            {text}
          </tspan>
        ))}
      </text>
    </g>
  );
}
