/** The seed as a number to type over, and a die that throws a new one. */
import { Popover } from '@mantine/core';
import { useId, useState } from 'react';
import { DiceIcon } from '../icons.tsx';
import { parseSeed } from './parseSeed.ts';
import { TransportButton } from './TransportButton.tsx';

export interface SeedFieldProps {
  readonly seed: number;
  readonly onSeed: (seed: number) => void;
  readonly onNewSeed: () => void;
}

export function SeedField({ seed, onSeed, onNewSeed }: SeedFieldProps) {
  const dom = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  function commit(): void {
    setTyped(null);
    if (typed === null) return;
    const entry = parseSeed(typed);
    setProblem(entry.ok ? null : entry.sentence);
    if (entry.ok && entry.seed !== seed) onSeed(entry.seed);
  }
  return (
    <div className="transport-field">
      <label htmlFor={`${dom}seed`}>seed</label>
      <Popover opened={problem !== null} position="top" withArrow withRoles={false}>
        <Popover.Target>
          <input
            id={`${dom}seed`}
            className="transport-seed"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            aria-invalid={problem !== null || undefined}
            aria-describedby={problem === null ? undefined : `${dom}problem`}
            value={typed ?? String(seed)}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => {
              setTyped(event.target.value);
              setProblem(null);
            }}
            onBlur={commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit();
              if (event.key === 'Escape') setTyped(null);
            }}
          />
        </Popover.Target>
        <Popover.Dropdown className="transport-problem" id={`${dom}problem`} role="alert">
          {problem}
        </Popover.Dropdown>
      </Popover>
      <TransportButton label="New seed" onClick={onNewSeed}>
        <DiceIcon />
      </TransportButton>
    </div>
  );
}
