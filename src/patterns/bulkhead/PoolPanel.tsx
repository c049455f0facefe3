/** One pool: its name, its statechart in brief, the buttons that flood it, and its cells. */
import { Tooltip } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import type { FrameSource } from '../../run/frames.ts';
import { readMachine } from '../../ui/statechart/readMachine.ts';
import { toneOf } from '../../ui/statechart/tone.ts';
import { capitalise, KIND_NAMES, KINDS, type Kind, type PoolId } from './kinds.ts';
import { poolMachine } from './machine.ts';
import { PoolCanvas, type Moment } from './PoolCanvas.tsx';

const STATES = readMachine(poolMachine).states;
const TOUCH = { hover: true, focus: true, touch: true };

export interface PoolPanelProps {
  readonly id: PoolId;
  readonly frames: FrameSource;
  /** A stable function. */
  readonly moment: (id: PoolId) => Moment | null;
  readonly floodCalls: number;
  /** null for a kind that has been flooded as often as the scenario allows. */
  readonly onFlood: Readonly<Record<Kind, (() => void) | null>>;
}

function setText(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

/** The three states in a row, the active one lit, and the arrow of the last transition. */
function PoolStates({ title }: { readonly title: string }) {
  return (
    <ol className="bulkhead-states" aria-label={`${title}: statechart`}>
      {STATES.map((state, index) => (
        <li key={state.path} data-state={state.path} data-tone={toneOf(state)}>
          {index > 0 && <span className="bulkhead-arrow" data-between={index} aria-hidden="true" />}
          <Tooltip label={state.description} multiline maw={260} withArrow openDelay={150} events={TOUCH}>
            <button type="button" className="bulkhead-state">
              {state.label}
            </button>
          </Tooltip>
        </li>
      ))}
    </ol>
  );
}

/** Which way the last transition went, and a number that changes with each, so that its arrow lights up again. */
function showStates(panel: HTMLElement, { pool }: Moment): void {
  if (panel.dataset['state'] !== pool.state) {
    panel.dataset['state'] = pool.state;
    for (const item of panel.querySelectorAll<HTMLElement>('[data-state]')) {
      if (item.dataset['state'] === pool.state) item.setAttribute('aria-current', 'true');
      else item.removeAttribute('aria-current');
    }
  }
  const { transition } = pool;
  const sequence = String(transition?.sequence ?? 0);
  if (panel.dataset['sequence'] === sequence) return;
  panel.dataset['sequence'] = sequence;
  const placeOf = (state: string) => STATES.findIndex(({ path }) => path === state);
  const [from, to] = transition ? [placeOf(transition.from), placeOf(transition.to)] : [0, 0];
  for (const arrow of panel.querySelectorAll<HTMLElement>('[data-between]')) {
    const between = Number(arrow.dataset['between']);
    const isOnTheWay = between > Math.min(from, to) && between <= Math.max(from, to);
    if (isOnTheWay) arrow.dataset['way'] = to > from ? 'up' : 'down';
    else delete arrow.dataset['way'];
    if (isOnTheWay && transition) arrow.dataset['beat'] = transition.sequence % 2 === 0 ? 'even' : 'odd';
  }
}

export function PoolPanel({ id, frames, moment, floodCalls, onFlood }: PoolPanelProps) {
  const panel = useRef<HTMLElement>(null);
  const waiting = useRef<HTMLSpanElement>(null);
  const running = useRef<HTMLSpanElement>(null);
  const here = useCallback(() => moment(id), [moment, id]);
  const title = id === 'shared' ? 'Shared pool' : capitalise(KIND_NAMES[id]);
  const kinds: readonly Kind[] = id === 'shared' ? KINDS : [id];

  useEffect(() => {
    const stopStates = frames.onFrame(() => {
      const present = here();
      if (panel.current && present) showStates(panel.current, present);
    });
    const stopWords = frames.onTick(() => {
      const present = here();
      if (!present) return;
      const { pool } = present;
      setText(waiting.current, `${pool.waiting.length} of ${pool.queueSize} waiting`);
      setText(running.current, `${pool.slots.filter(Boolean).length} of ${pool.size} running`);
    });
    return () => {
      stopStates();
      stopWords();
    };
  }, [frames, here]);

  return (
    <section ref={panel} className="bulkhead-pool" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <div className="bulkhead-floods">
          {kinds.map((kind) => (
            <button
              key={kind}
              type="button"
              className="bulkhead-flood"
              disabled={!onFlood[kind]}
              aria-label={`Flood the ${KIND_NAMES[kind]}: ${floodCalls} calls at once`}
              onClick={() => onFlood[kind]?.()}
            >
              {id === 'shared' ? `Flood ${KIND_NAMES[kind]}` : 'Flood'}
            </button>
          ))}
        </div>
      </header>
      <PoolStates title={title} />
      <PoolCanvas frames={frames} moment={here} />
      <p className="bulkhead-occupancy" aria-hidden="true">
        <span ref={waiting} />
        <span ref={running} />
      </p>
    </section>
  );
}
