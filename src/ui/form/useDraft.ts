/** The value of a control while it is being moved: shown at once, reported now and then, settled at the end. */
import { useEffect, useRef, useState } from 'react';
import { createDragReports, type DragPhase } from './dragReports.ts';

export interface Draft<T> {
  /** The moving value, or the settled one. */
  readonly shown: T;
  readonly isMoving: boolean;
  move(value: T): void;
  end(): void;
  cancel(): void;
}

export function useDraft<T>(value: T, report: (value: T, phase: DragPhase) => void): Draft<T> {
  const [moving, setMoving] = useState<{ readonly value: T } | null>(null);
  const latestReport = useRef(report);
  useEffect(() => {
    latestReport.current = report;
  });
  const [reports] = useState(() => createDragReports<T>((next, phase) => latestReport.current(next, phase)));
  useEffect(() => reports.cancel, [reports]);

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
