/** The title of an experiment: typed over in place, and kept when the field is left. */
import { useState } from 'react';
import { cleanTitle, DEFAULT_TITLE, MAX_TITLE_CHARS } from '../../scenario/experiment.ts';

export interface TitleFieldProps {
  readonly title: string;
  readonly onTitle: (title: string) => void;
}

export function TitleField({ title, onTitle }: TitleFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);

  function commit(): void {
    setTyped(null);
    if (typed === null) return;
    const next = cleanTitle(typed) || DEFAULT_TITLE;
    if (next !== title) onTitle(next);
  }
  return (
    <input
      className="experiment-title"
      type="text"
      aria-label="Title of the experiment"
      autoComplete="off"
      maxLength={MAX_TITLE_CHARS}
      value={typed ?? title}
      onFocus={(event) => {
        if (title === DEFAULT_TITLE) event.currentTarget.select();
      }}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
