/** The interventions above the track, and the small dialog in which one of them, or a few close ones, are edited. */
import { Popover, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useId, useRef, useState, type CSSProperties } from 'react';
import type { ParamSpecs, ParamValue } from '../../patterns/params.ts';
import type { Intervention } from '../../scenario/scenario.ts';
import { InterventionEditor } from './InterventionEditor.tsx';
import {
  describeIntervention,
  indexAfterMove,
  reindexAfterMove,
  reindexAfterRemoval,
} from './interventions.ts';
import { stackTicks } from './stackTicks.ts';
import { Tick } from './Tick.tsx';

export interface TicksProps {
  readonly interventions: readonly Intervention[];
  readonly specs: ParamSpecs;
  readonly durationMs: number;
  /** Width of the track in px. */
  readonly width: number;
  readonly locked: boolean;
  readonly onMove: (index: number, atMs: number) => void;
  readonly onEdit: (index: number, value: ParamValue) => void;
  readonly onRemove: (index: number) => void;
}

const LEVELS = 3;
const GAP_PX = 24;
const COARSE_GAP_PX = 40;

export function Ticks({
  interventions,
  specs,
  durationMs,
  width,
  locked,
  onMove,
  onEdit,
  onRemove,
}: TicksProps) {
  const hintId = useId();
  const list = useRef<HTMLOListElement>(null);
  const focusNext = useRef<number | null>(null);
  const [open, setOpen] = useState<readonly number[]>([]);
  const [news, setNews] = useState('');
  const isCoarse = useMediaQuery('(pointer: coarse)') ?? false;

  const xs = interventions.map(({ atMs }) => (atMs / durationMs) * width);
  const stacks = stackTicks(xs, isCoarse ? COARSE_GAP_PX : GAP_PX, LEVELS);
  const levels = Math.max(0, ...stacks.map(({ level }) => level + 1));

  useEffect(() => {
    if (focusNext.current === null) return;
    const stack = stacks.findLast(({ members }) => (members[0] as number) <= (focusNext.current as number));
    focusNext.current = null;
    list.current?.querySelector<HTMLElement>(`[data-index="${stack?.members[0] ?? 0}"]`)?.focus();
  });

  function move(index: number, atMs: number): number {
    const to = indexAfterMove(interventions, index, atMs);
    const moved = { ...(interventions[index] as Intervention), atMs };
    setNews(`Moved: ${describeIntervention(moved, specs, durationMs)}.`);
    onMove(index, atMs);
    return to;
  }
  function remove(index: number): void {
    setNews(`Removed: ${describeIntervention(interventions[index] as Intervention, specs, durationMs)}.`);
    onRemove(index);
  }
  const shown = open.filter((index) => interventions[index] !== undefined);
  const shownLevel = stacks.find(({ members }) => members.includes(shown[0] as number))?.level ?? 0;
  const anchorMs = shown.length > 0 ? (interventions[shown[0] as number] as Intervention).atMs : 0;
  return (
    <div className="timeline-ticks" style={{ '--levels': levels } as CSSProperties}>
      <ol ref={list} aria-label="Interventions">
        {width > 0 &&
          stacks.map((stack) => (
            <Tick
              key={stack.members[0]}
              stack={stack}
              interventions={stack.members.map((index) => interventions[index]) as [Intervention]}
              specs={specs}
              durationMs={durationMs}
              width={width}
              locked={locked}
              hintId={hintId}
              onMove={(index, atMs) => {
                focusNext.current = move(index, atMs);
              }}
              onRemove={(index) => {
                focusNext.current = Math.max(0, index - 1);
                remove(index);
              }}
              onOpen={setOpen}
            />
          ))}
      </ol>
      <VisuallyHidden id={hintId}>
        {locked
          ? 'Enter shows it.'
          : 'Left and right move it by 100 ms, with Shift by 1 s. Enter edits it, Delete removes it.'}
      </VisuallyHidden>
      <VisuallyHidden role="status">{news}</VisuallyHidden>
      <Popover
        opened={shown.length > 0}
        onChange={(isOpen) => {
          if (!isOpen) setOpen([]);
        }}
        position="top"
        withArrow
        shadow="md"
        trapFocus
        returnFocus
        withRoles={false}
      >
        <Popover.Target>
          <span
            className="timeline-anchor"
            style={{ left: `${(100 * anchorMs) / durationMs}%`, '--level': shownLevel } as CSSProperties}
          />
        </Popover.Target>
        <Popover.Dropdown
          className="timeline-dialog param-scope"
          role="dialog"
          aria-label="Edit the timeline"
          tabIndex={-1}
        >
          {shown.map((index) => (
            <InterventionEditor
              key={index}
              intervention={interventions[index] as Intervention}
              specs={specs}
              durationMs={durationMs}
              locked={locked}
              startsOnWords={isCoarse}
              onMove={(atMs) => setOpen(reindexAfterMove(shown, index, move(index, atMs)))}
              onEdit={(value) => onEdit(index, value)}
              onRemove={() => {
                setOpen(reindexAfterRemoval(shown, index));
                remove(index);
              }}
            />
          ))}
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
