/** The keyboard: one listener for the page's single-key commands, silent while the person types or uses a control. */
import { useEffect } from 'react';

export type Keys = Readonly<Record<string, () => void>>;

/** Elements that use the key themselves. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return false;
  if (
    target.closest(
      'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]',
    )
  )
    return true;
  const isArrow = event.key.startsWith('Arrow');
  if (isArrow)
    return (
      target.closest('[role="slider"], [role="radiogroup"], [role="tablist"], [data-own-arrows]') !== null
    );
  return event.key === ' ' && target.closest('button, a, [role="button"], summary, [role="switch"]') !== null;
}

/** Keys are named as in `KeyboardEvent.key`, letters in lower case. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTaken(event)) return;
      const command = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!command) return;
      event.preventDefault();
      command();
    }
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [keys]);
}
