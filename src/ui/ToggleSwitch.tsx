/** A yes or no as a switch: the browser's own checkbox, drawn as one. */
import type { ComponentPropsWithoutRef } from 'react';
import './toggleSwitch.css';

interface ToggleSwitchProps extends Omit<
  ComponentPropsWithoutRef<'input'>,
  'type' | 'role' | 'checked' | 'onChange'
> {
  readonly checked: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

export function ToggleSwitch({ checked, onSwitch, ...input }: ToggleSwitchProps) {
  return (
    <input
      {...input}
      className="toggle-switch"
      type="checkbox"
      role="switch"
      checked={checked}
      aria-checked={checked}
      onChange={(event) => onSwitch(event.currentTarget.checked)}
    />
  );
}
