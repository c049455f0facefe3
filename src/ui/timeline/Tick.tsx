/** One tick on the timeline: an intervention that can be moved, or several that are too close to be told apart. */
import { Tooltip } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { ParamSpecs } from '../../patterns/params.ts';
import type { Intervention } from '../../scenario/scenario.ts';
import { GROUP_LOOKS } from '../form/groupLooks.ts';
import { describeChange } from '../../scenario/words.ts';
import { describeIntervention } from './interventions.ts';
import { formatAt } from './instants.ts';
import type { TickStack } from './stackTicks.ts';
import { useTickMove } from './useTickMove.ts';

export interface TickProps {
  readonly stack: TickStack;
  /** Those of the stack, in order of time. */
  readonly interventions: readonly [Intervention, ...Intervention[]];
  readonly specs: ParamSpecs;
  readonly durationMs: number;
  /** Width of the track in px. */
  readonly width: number;
  readonly locked: boolean;
  /** DOM id of the words that explain the keys. */
  readonly hintId: string;
  readonly onMove: (index: number, atMs: number) => void;
  readonly onRemove: (index: number) => void;
  readonly onOpen: (members: readonly number[]) => void;
}

const HEAD_WIDTH = 26;
const LEAST_LABEL_WIDTH = 48;

export function Tick({
  stack,
  interventions,
  specs,
  durationMs,
  width,
  locked,
  hintId,
  onMove,
  onRemove,
  onOpen,
}: TickProps) {
  const [first, ...others] = interventions;
  const index = stack.members[0] as number;
  const isSingle = others.length === 0;
  const move = useTickMove({
    atMs: first.atMs,
    durationMs,
    width,
    isMovable: isSingle && !locked,
    onMove: (atMs) => onMove(index, atMs),
  });

  const groupOf = ({ param }: Intervention) => specs[param]?.group ?? 'tune';
  const group = groupOf(first);
  const isMixed = others.some((other) => groupOf(other) !== group);
  const { Icon } = GROUP_LOOKS[group];
  const sentences = interventions.map((each) => describeIntervention(each, specs, durationMs));
  const change = isSingle
    ? describeChange(specs, first.param, first.value)
    : `${interventions.length} changes`;
  const room = Math.min(stack.room, width - stack.x) - HEAD_WIDTH;
  const style = { left: `${(100 * move.shownMs) / durationMs}%`, '--level': stack.level } as CSSProperties;
  return (
    <li
      className="timeline-tick"
      data-group={isMixed ? 'mixed' : group}
      data-moving={move.isMoving || undefined}
      style={style}
    >
      <Tooltip
        label={sentences.map((sentence) => (
          <div key={sentence}>{sentence}</div>
        ))}
        withArrow
        openDelay={200}
        disabled={move.isMoving}
        events={{ hover: true, focus: true, touch: false }}
      >
        <button
          type="button"
          className="timeline-tick-head"
          data-index={index}
          aria-label={sentences.join('; ')}
          aria-describedby={hintId}
          aria-haspopup="dialog"
          {...move.handlers}
          onKeyDown={(event) => {
            move.handlers.onKeyDown(event);
            if ((event.key === 'Delete' || event.key === 'Backspace') && isSingle && !locked) onRemove(index);
          }}
          onClick={() => {
            if (!move.takeDrag()) onOpen(stack.members);
          }}
        >
          {isSingle ? <Icon size={11} /> : interventions.length}
        </button>
      </Tooltip>
      {move.isMoving ? (
        <span className="timeline-tick-label">{formatAt(move.shownMs, durationMs)}</span>
      ) : (
        room >= LEAST_LABEL_WIDTH && (
          <span className="timeline-tick-label" style={{ maxWidth: room }} aria-hidden="true">
            {change}
          </span>
        )
      )}
    </li>
  );
}
