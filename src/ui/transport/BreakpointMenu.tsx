/** Kinds of events at which playing pauses by itself, to tick in a small menu. */
import { Popover } from '@mantine/core';
import type { Breakpoint } from '../../patterns/pattern.ts';
import { BreakpointIcon } from '../icons.tsx';

export interface BreakpointMenuProps {
  readonly breakpoints: readonly Breakpoint[];
  /** Events of the ticked ones. */
  readonly selected: readonly string[];
  readonly onSelect: (events: readonly string[]) => void;
}

export function BreakpointMenu({ breakpoints, selected, onSelect }: BreakpointMenuProps) {
  if (breakpoints.length === 0) return null;
  const toggle = (event: string) =>
    onSelect(
      breakpoints.map((each) => each.event).filter((each) => selected.includes(each) !== (each === event)),
    );
  return (
    <Popover position="top-end" withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="transport-button transport-menu"
          data-active={selected.length > 0 || undefined}
        >
          <BreakpointIcon />
          Pause when
          {selected.length > 0 && <b>{selected.length}</b>}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="transport-breakpoints">
        <fieldset>
          <legend>Pause when</legend>
          {breakpoints.map(({ event, label }) => (
            <label key={event}>
              <input type="checkbox" checked={selected.includes(event)} onChange={() => toggle(event)} />
              {label}
            </label>
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}
