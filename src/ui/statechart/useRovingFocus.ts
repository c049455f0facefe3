/** One tab stop for the whole drawing; arrow keys, Home and End move between the states in the machine's order. */
import { useCallback, useState, type KeyboardEvent } from 'react';
import type { StatechartLayout } from './layout.ts';

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: -Infinity,
  End: Infinity,
};

export function useRovingFocus({ states }: StatechartLayout) {
  const [focused, setFocused] = useState<string>();
  const tabStop = states.some(({ path }) => path === focused) ? focused : states[0]?.path;

  const moveFocus = useCallback(
    (event: KeyboardEvent<SVGGElement>) => {
      const step = STEPS[event.key];
      if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      const current = states.findIndex(({ path }) => path === event.currentTarget.dataset['state']);
      const next = states[Math.max(0, Math.min(states.length - 1, current + step))];
      if (next === undefined) return;
      setFocused(next.path);
      const drawing = event.currentTarget.ownerSVGElement;
      drawing?.querySelector<SVGGElement>(`[data-state="${CSS.escape(next.path)}"]`)?.focus();
    },
    [states],
  );

  return { tabStop, moveFocus };
}
