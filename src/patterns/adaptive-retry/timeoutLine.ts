/** Timeouts of attempts in flight. Most come in the order of sending, so one timer for the whole line will do. */
import type { Clock } from '../../sim/clock.ts';
import type { Attempt } from './attempt.ts';

/** Slots of the line that may lie empty before it is moved up. */
const MOST_EMPTY = 1_024;

export interface TimeoutLine {
  add(attempt: Attempt): void;
}

export function createTimeoutLine(clock: Clock, onTimeout: (attempt: Attempt) => void): TimeoutLine {
  let line: Attempt[] = [];
  let head = 0;
  let lastAtMs = 0;
  let isArmed = false;

  function fire(): void {
    for (
      let first = line[head];
      first && (!first.isOpen || first.timeoutAtMs <= clock.nowMs);
      first = line[head]
    ) {
      head += 1;
      if (first.isOpen) onTimeout(first);
    }
    if (head > MOST_EMPTY) {
      line = line.slice(head);
      head = 0;
    }
    const next = line[head];
    isArmed = next !== undefined;
    if (next) clock.schedule(Math.max(0, next.timeoutAtMs - clock.nowMs), fire);
  }

  return {
    add(attempt) {
      const { timeoutAtMs } = attempt;
      if (timeoutAtMs < lastAtMs) {
        clock.schedule(Math.max(0, timeoutAtMs - clock.nowMs), () => {
          if (attempt.isOpen) onTimeout(attempt);
        });
        return;
      }
      lastAtMs = timeoutAtMs;
      line.push(attempt);
      if (isArmed) return;
      isArmed = true;
      clock.schedule(Math.max(0, timeoutAtMs - clock.nowMs), fire);
    },
  };
}
