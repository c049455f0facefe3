/** The value of a control while it is being moved: shown at once, reported now and then, settled at the end. */
import { useEffect, useState } from 'react';
import { createDragReports, type DragListener, type DragReports } from './dragReports.ts';

export interface Draft<T> {
  /** The moving value, or the settled one. */
  readonly shown: T;
  readonly isMoving: boolean;
  move(value: T): void;
  end(): void;
  cancel(): void;
}

/** Drag reports that always tell the `report` of the latest rendering, and nothing once the component is gone. */
export function useDragReports<T>(report: DragListener<T>): DragReports<T> {
  const [reports] = useState(() => createDragReports<T>());
  useEffect(() => reports.tellTo(report));
  useEffect(() => reports.cancel, [reports]);
  return reports;
}

export function useDraft<T>(value: T, report: DragListener<T>): Draft<T> {
  const [moving, setMoving] = useState<{ readonly value: T } | null>(null);
  const reports = useDragReports(report);
  return {
    shown: moving ? moving.value : value,
    isMoving: moving !== null,
    move(next) {
      setMoving({ value: next });
      reports.move(next);
    },
    end() {
      setMoving(null);
      reports.end();
    },
    cancel() {
      setMoving(null);
      reports.cancel();
    },
  };
}
