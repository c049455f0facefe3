/** The browser's own list to choose from, in the look of the other controls. */
import type { ComponentPropsWithoutRef } from 'react';
import './listSelect.css';

interface ListSelectProps extends Omit<ComponentPropsWithoutRef<'select'>, 'onChange' | 'children'> {
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

/** `className` goes to the element around the list, everything else to the list itself. */
export function ListSelect({ data, onChoose, className = '', ...select }: ListSelectProps) {
  return (
    <span className={`list-select ${className}`}>
      <select {...select} onChange={(event) => onChoose(event.currentTarget.value)}>
        {data.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </span>
  );
}
