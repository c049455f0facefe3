/** The moving picture of the bulkheads: every pool with its cells, and the table of their metrics. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StageProps } from '../../ui/stage.ts';
import { KINDS, type Kind, type PoolId } from './kinds.ts';
import type { BulkheadView } from './model.ts';
import { params as specs } from './params.ts';
import type { Moment } from './PoolCanvas.tsx';
import { PoolPanel } from './PoolPanel.tsx';
import { PoolTable } from './PoolTable.tsx';
import './stage.css';

const FLOODS = { database: 'databaseFloods', cache: 'cacheFloods', api: 'apiFloods' } as const;

export default function BulkheadStage({ frames, currentRun, currentSpeed, params, onChange }: StageProps) {
  const view = useCallback(() => currentRun().model.observe() as BulkheadView, [currentRun]);
  const [poolIds, setPoolIds] = useState<readonly PoolId[]>(() => view().pools.map(({ id }) => id));
  /** The pools as they are in this frame, looked at once for all panels. */
  const seen = useRef<BulkheadView | null>(null);
  const stillness = useMemo(() => matchMedia('(prefers-reduced-motion: reduce)'), []);

  useEffect(() => {
    const stopLooking = frames.onFrame(() => {
      seen.current = view();
    });
    const stopCounting = frames.onTick(() => {
      const ids = view().pools.map(({ id }) => id);
      setPoolIds((shown) => (shown.join() === ids.join() ? shown : ids));
    });
    return () => {
      stopLooking();
      stopCounting();
    };
  }, [frames, view]);

  const moment = useCallback(
    (id: PoolId): Moment | null => {
      const pool = (seen.current ?? view()).pools.find((candidate) => candidate.id === id);
      if (!pool) return null;
      return { pool, nowMs: currentRun().nowMs, speed: currentSpeed(), isStill: stillness.matches };
    },
    [view, currentRun, currentSpeed, stillness],
  );

  function floodOf(kind: Kind): (() => void) | null {
    const param = FLOODS[kind];
    const floods = Number(params[param]);
    return floods < specs[param].max ? () => onChange(param, floods + 1) : null;
  }
  const onFlood = Object.fromEntries(KINDS.map((kind) => [kind, floodOf(kind)])) as Readonly<
    Record<Kind, (() => void) | null>
  >;

  return (
    <div className="bulkhead-stage">
      <div className="bulkhead-pools">
        {poolIds.map((id) => (
          <PoolPanel
            key={id}
            id={id}
            frames={frames}
            moment={moment}
            floodCalls={Number(params['floodCalls'])}
            onFlood={onFlood}
          />
        ))}
      </div>
      <PoolTable frames={frames} currentRun={currentRun} />
    </div>
  );
}
