/** Which state's description is shown, and where: below the state the pointer or the focus is on, until it leaves or Escape is pressed. */
import { useCallback, useEffect, useState, type RefObject } from 'react';
import type { StatechartLayout } from './layout.ts';

interface Shown {
  path: string;
  text: string;
  position: { left: number; top: number };
}

const GAP = 8;
const WIDTH = 240;

export function useDescription({ states }: StatechartLayout, within: RefObject<HTMLElement | null>) {
  const [shown, setShown] = useState<Shown | null>(null);

  const describe = useCallback(
    (path: string, element: Element | null) => {
      const text = states.find((state) => state.path === path)?.description ?? '';
      const frame = within.current?.getBoundingClientRect();
      if (element === null || frame === undefined || text === '') {
        setShown(null);
        return;
      }
      const box = element.getBoundingClientRect();
      const centre = box.left + box.width / 2 - frame.left;
      const left = Math.max(0, Math.min(frame.width - WIDTH, centre - WIDTH / 2));
      setShown({ path, text, position: { left, top: box.bottom - frame.top + GAP } });
    },
    [states, within],
  );

  const isShown = shown !== null;
  useEffect(() => {
    if (!isShown) return;
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setShown(null);
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [isShown]);

  return { shown, describe };
}
