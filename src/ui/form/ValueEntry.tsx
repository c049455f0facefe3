/** A number with its unit that can be typed over. A bad entry is explained in a sentence and the old value stays. */
import { useRef, useState, type KeyboardEvent } from 'react';
import { formatNumberParam } from '../../scenario/words.ts';
import { parseEntry, type NumberRules } from './parseEntry.ts';

export interface ValueEntryProps {
  readonly rules: NumberRules;
  readonly value: number;
  /** How the value is written; as that of a parameter when left out. */
  readonly written?: string;
  /** Accessible name. */
  readonly name: string;
  readonly describedBy?: string | undefined;
  readonly invalid: boolean;
  readonly locked: boolean;
  readonly onCommit: (value: number) => void;
  readonly onProblem: (sentence: string | null) => void;
}

/** Selects the number and leaves its unit, so that typing over `2.4 s` stays in seconds. */
function selectNumber(input: HTMLInputElement): void {
  const number = /^[\d.,\s]*\d/u.exec(input.value);
  input.setSelectionRange(0, number ? number[0].length : input.value.length);
}

export function ValueEntry({
  rules,
  value,
  written = formatNumberParam(rules, value),
  name,
  describedBy,
  invalid,
  locked,
  onCommit,
  onProblem,
}: ValueEntryProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const isEntering = useRef(false);

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
      onPointerDown={(event) => {
        isEntering.current = document.activeElement !== event.currentTarget;
      }}
      onClick={({ currentTarget }) => {
        // The press that brought the focus puts the caret where it hit, in some cases only after the click.
        if (isEntering.current) setTimeout(() => selectNumber(currentTarget));
        isEntering.current = false;
      }}
      onChange={(event) => {
        setTyped(event.target.value);
        onProblem(null);
      }}
      onBlur={commit}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => {
        if (event.key === 'Tab') selectNumber(event.currentTarget);
      }}
    />
  );
}
