/** The moving picture of graceful degradation: the shop page, the states of its features, and their lanes over time. */
import { useCallback, useLayoutEffect, useRef } from 'react';
import type { StageProps } from '../../ui/stage.ts';
import { FeatureTable } from './FeatureTable.tsx';
import { Gauges } from './Gauges.tsx';
import { LaneStrips } from './LaneStrips.tsx';
import { ShopPage } from './ShopPage.tsx';
import { StateBoard } from './StateBoard.tsx';
import type { ShopView } from './view.ts';
import './stage.css';

export default function GracefulDegradationStage({ frames, currentRun }: StageProps) {
  /** The shop as it is in this frame, looked at once for all that draws it. */
  const seen = useRef<ShopView | null>(null);
  const observe = useCallback(() => currentRun().model.observe() as ShopView, [currentRun]);
  const view = useCallback(() => {
    const present = seen.current ?? observe();
    seen.current = present;
    return present;
  }, [observe]);

  // Before the effects of the parts: in every frame this comes first.
  useLayoutEffect(
    () =>
      frames.onFrame(() => {
        seen.current = null;
      }),
    [frames],
  );

  return (
    <div className="shop-stage">
      <div className="shop-picture" aria-hidden="true">
        <ShopPage frames={frames} view={view} />
        <div className="shop-side">
          <Gauges frames={frames} view={view} />
          <StateBoard frames={frames} view={view} />
          <LaneStrips frames={frames} currentRun={currentRun} view={view} />
        </div>
      </div>
      <FeatureTable frames={frames} view={observe} />
    </div>
  );
}
