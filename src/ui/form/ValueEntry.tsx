/** A number with its unit that can be typed over. A bad entry is explained in a sentence and the old value stays. */
import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import { formatNumberParam, parseEntry, type NumberRules } from './parseEntry.ts';

export interface ValueEntryProps {
  readonly rules: NumberRules;
  readonly value: number;
  /** Accessible name. */
  readonly name: string;
  readonly describedBy?: string | undefined;
  readonly invalid: boolean;
  readonly locked: boolean;
  readonly onCommit: (value: number) => void;
  readonly onProblem: (sentence: string | null) => void;
}

/** Selects the number and leaves its unit, so that typing over `2.4 s` stays in seconds. */
function selectNumber({ currentTarget }: FocusEvent<HTMLInputElement>): void {
  const number = /^[\d.,\s]*\d/u.exec(currentTarget.value);
  setTimeout(() =>
    currentTarget.setSelectionRange(0, number ? number[0].length : currentTarget.value.length),
  );
}

export function ValueEntry({
  rules,
  value,
  name,
  describedBy,
  invalid,
  locked,
  onCommit,
  onProblem,
}: ValueEntryProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const written = formatNumberParam(rules, value);

  function commit(): void {
    setTyped(null);
    if (typed === null || typed.trim() === written) return;
    const entry = parseEntry(typed, rules);
    onProblem(entry.ok ? null : entry.sentence);
    if (entry.ok && entry.value !== value) onCommit(entry.value);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape' && typed !== null) {
      setTyped(null);
      event.stopPropagation();
    }
  }
  return (
    <input
      className="param-entry"
      type="text"
      inputMode={rules.kind === 'duration' ? 'text' : 'decimal'}
      autoComplete="off"
      spellCheck={false}
      aria-label={name}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      readOnly={locked}
      value={typed ?? written}
      onFocus={selectNumber}
      onChange={(event) => {
        setTyped(event.target.value);
        onProblem(null);
      }}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}
