/** A yes or no as a switch: the browser's own checkbox, drawn as one. */
import type { ComponentPropsWithoutRef } from 'react';
import './toggleSwitch.css';

interface ToggleSwitchProps extends Omit<ComponentPropsWithoutRef<'input'>, 'type' | 'role' | 'onChange'> {
  readonly onSwitch: (isOn: boolean) => void;
}

export function ToggleSwitch({ onSwitch, ...input }: ToggleSwitchProps) {
  return (
    <input
      {...input}
      className="toggle-switch"
      type="checkbox"
      role="switch"
      onChange={(event) => onSwitch(event.currentTarget.checked)}
    />
  );
}
