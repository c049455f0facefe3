/** The keyboard: one listener for the page's single-key commands, silent while the person types or uses a control. */
import { useEffect, useEffectEvent } from 'react';

export type Keys = Readonly<Record<string, () => void>>;

const TYPING =
  'input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';
const ARROWS = 'input, [role="slider"], [role="radiogroup"], [role="tablist"], [data-own-arrows]';
const SPACE = 'button, a, input, summary, [role="button"], [role="switch"]';

/** Whether the focused element uses the key itself. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(TYPING)) return true;
  if (key.startsWith('Arrow')) return target.closest(ARROWS) !== null;
  return key === ' ' && target.closest(SPACE) !== null;
}

/** Keys are named as in `KeyboardEvent.key`, letters in lower case. */
export function useKeys(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTaken(event)) return;
    const command = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!command) return;
    event.preventDefault();
    command();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
