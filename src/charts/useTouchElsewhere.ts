/** A finger has no hover: what it points at stays after it is lifted, until another place is touched. */
import { useEffect, useEffectEvent } from 'react';

/** Calls `leave` when something is touched or pressed that is not inside, as long as `isActive`. */
export function useTouchElsewhere(
  isActive: boolean,
  isInside: (target: Element) => boolean,
  leave: () => void,
): void {
  const onDown = useEffectEvent(({ target }: PointerEvent) => {
    if (!(target instanceof Element) || !isInside(target)) leave();
  });
  useEffect(() => {
    if (!isActive) return undefined;
    const listen = (event: PointerEvent) => onDown(event);
    document.addEventListener('pointerdown', listen);
    return () => document.removeEventListener('pointerdown', listen);
  }, [isActive]);
}
