/** A button with an icon, a name and, where there is one, the key that does the same. */
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

export interface TransportButtonProps {
  readonly label: string;
  /** The key as it is written on screen. */
  readonly keyName?: string;
  /** The key as `aria-keyshortcuts` wants it; default `keyName`. */
  readonly shortcut?: string;
  readonly isMain?: boolean;
  readonly isBusy?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const EVENTS = { hover: true, focus: true, touch: false };

export function TransportButton({
  label,
  keyName,
  shortcut = keyName,
  isMain = false,
  isBusy = false,
  disabled = false,
  onClick,
  children,
}: TransportButtonProps) {
  const tip = keyName === undefined ? label : `${label} (${keyName})`;
  return (
    <Tooltip label={tip} withArrow openDelay={300} events={EVENTS}>
      <button
        type="button"
        className="transport-button"
        data-main={isMain || undefined}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        aria-busy={isBusy || undefined}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </button>
    </Tooltip>
  );
}
