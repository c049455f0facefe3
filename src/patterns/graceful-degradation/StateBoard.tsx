/** The statechart of a feature with every feature on it: tokens stand in the state that their feature is in. */
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, type CSSProperties } from 'react';
import type { FrameSource } from '../../run/frames.ts';
import { arrowHead } from '../../ui/statechart/placing/geometry.ts';
import { readMachine } from '../../ui/statechart/readMachine.ts';
import { toneOf } from '../../ui/statechart/tone.ts';
import { FEATURES } from './features.ts';
import { FeatureIcon } from './icons.tsx';
import { optionalFeatureMachine } from './machine.ts';
import { wordOf } from './stateWords.ts';
import type { FeatureView, ShopView } from './view.ts';
import { setData, setVariable } from '../../ui/writing.ts';

const machine = readMachine(optionalFeatureMachine);
const STATES = machine.states;

/** A core feature falls back where an optional one is disabled. */
const CORE_STATE = { disabled: 'onFallback' } as Readonly<Record<string, string>>;

function columnOf(state: string): number {
  return STATES.findIndex(({ path }) => path === state || CORE_STATE[path] === state);
}

/** Those of the health; what the operator does may come from any state. */
const ARROWS = machine.transitions.filter(
  ({ from, to }, index, all) =>
    from !== '' &&
    from !== to &&
    !STATES[columnOf(from)]?.tags.includes('manual') &&
    all.findIndex((other) => other.from === from && other.to === to) === index,
);

/** Most features are healthy most of the time, and few are ever in the operator’s hand. */
const WEIGHTS = STATES.map(({ initial, tags }) => (initial ? 1.6 : tags.includes('manual') ? 0.85 : 1));
const WHOLE = WEIGHTS.reduce((sum, weight) => sum + weight, 0);

/** Columns as shares of the board’s width. */
const COLUMNS = WEIGHTS.map((weight, index) => {
  const from = WEIGHTS.slice(0, index).reduce((sum, each) => sum + each, 0) / WHOLE;
  const room = weight / WHOLE;
  return { from, room, centre: from + room / 2 };
});

const CHIP_GAP_PX = 8;
const ARC_STEP_PX = 7;
/** Where the chips begin, below the arcs. */
const CHIPS_TOP_PX = 28;
const CHIP_HEIGHT_PX = 24;
const BEND_PX = 7;

/** From chip to chip when they are neighbours, else back in an arc above them. */
function arrowPath(from: number, to: number, widthPx: number) {
  const source = COLUMNS[from];
  const target = COLUMNS[to];
  if (!source || !target) return { line: '', head: '' };
  if (to === from + 1) {
    const edge = target.from * widthPx;
    const y = CHIPS_TOP_PX + CHIP_HEIGHT_PX / 2;
    const tip = { x: edge + CHIP_GAP_PX / 2, y };
    const tail = { x: edge - CHIP_GAP_PX / 2, y };
    return { line: `M${tail.x},${y}H${tip.x - 4}`, head: arrowHead(tip, tail) };
  }
  const span = from - to;
  const top = CHIPS_TOP_PX - 6 - ARC_STEP_PX * Math.min(span, 3);
  // Arcs that leave or reach the same chip must not lie on each other.
  const start = (source.centre + (span === 1 ? -0.25 : 0.06 * span) * source.room) * widthPx;
  const end = (target.centre + (0.3 - 0.12 * span) * target.room) * widthPx;
  const tip = { x: end, y: CHIPS_TOP_PX - 1 };
  const left = `H${end + BEND_PX}Q${end},${top} ${end},${top + BEND_PX}V${tip.y - 5}`;
  const line = `M${start},${CHIPS_TOP_PX}V${top + BEND_PX}Q${start},${top} ${start - BEND_PX},${top}${left}`;
  return { line, head: arrowHead(tip, { x: end, y: top }) };
}

interface StateBoardProps {
  readonly frames: FrameSource;
  readonly view: () => ShopView;
}

function lastTransition(features: readonly FeatureView[]) {
  return features
    .flatMap(({ transition }) => transition ?? [])
    .reduce<FeatureView['transition']>(
      (last, each) => (last && last.sequence > each.sequence ? last : each),
      null,
    );
}

export function StateBoard({ frames, view }: StateBoardProps) {
  const { ref: place, width } = useElementSize<HTMLDivElement>();
  const board = useRef<HTMLDivElement>(null);
  const arrows = useMemo(
    () => ARROWS.map(({ from, to }) => ({ from, to, ...arrowPath(columnOf(from), columnOf(to), width) })),
    [width],
  );

  useEffect(() => {
    const root = board.current;
    if (!root) return undefined;
    const chips = root.getElementsByClassName('shop-chip') as HTMLCollectionOf<HTMLElement>;
    const tokens = root.getElementsByClassName('shop-token') as HTMLCollectionOf<HTMLElement>;
    // The arrows come and change with the width.
    const lines = root.getElementsByClassName('shop-arrow') as HTMLCollectionOf<HTMLElement>;

    return frames.onFrame(() => {
      const { features } = view();
      const standing = STATES.map(() => 0);
      const columns = features.map(({ state }) => columnOf(state));
      features.forEach((feature, index) => {
        const column = columns[index] as number;
        const token = tokens[index] ?? null;
        setVariable(token, '--centre', COLUMNS[column]?.centre ?? 0);
        setVariable(token, '--room', COLUMNS[column]?.room ?? 0);
        setVariable(token, '--place', standing[column] as number);
        setVariable(token, '--company', columns.filter((other) => other === column).length);
        setVariable(token, '--left', feature.remainingShare);
        setData(token, 'sick', feature.isSick ? 'yes' : 'no');
        standing[column] = (standing[column] as number) + 1;
      });
      standing.forEach((taken, column) => setData(chips[column] ?? null, 'taken', taken > 0 ? 'yes' : 'no'));
      const last = lastTransition(features);
      ARROWS.forEach((arrow, index) => {
        const isLast =
          last && columnOf(arrow.from) === columnOf(last.from) && columnOf(arrow.to) === columnOf(last.to);
        setData(lines[index] ?? null, 'last', isLast ? 'yes' : 'no');
      });
    });
  }, [frames, view]);

  return (
    <div className="shop-board" ref={place}>
      <div className="shop-board-inner" ref={board}>
        <svg className="shop-arrows" width={width} height={CHIPS_TOP_PX + CHIP_HEIGHT_PX}>
          {width > 0 &&
            arrows.map(({ from, to, line, head }) => (
              <g
                key={`${from} ${to}`}
                className="shop-arrow"
                data-tone={toneOf(STATES[columnOf(to)] ?? { tags: [] })}
              >
                <path d={line} />
                <path className="shop-arrow-head" d={head} />
              </g>
            ))}
        </svg>
        <div className="shop-chips">
          {STATES.map((state, column) => (
            <span
              key={state.path}
              className="shop-chip"
              data-tone={toneOf(state)}
              style={{ '--from': COLUMNS[column]?.from, '--room': COLUMNS[column]?.room } as CSSProperties}
            >
              {wordOf(state.path)}
            </span>
          ))}
        </div>
        {FEATURES.map(({ id, isCore }) => (
          <span key={id} className="shop-token" data-core={isCore ? 'yes' : 'no'}>
            <FeatureIcon id={id} />
          </span>
        ))}
      </div>
    </div>
  );
}
