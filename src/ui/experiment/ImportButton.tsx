/** Opens a file with an experiment; one that cannot be read is refused with a sentence. */
import { FileButton } from '@mantine/core';
import { useState } from 'react';
import { loadPatterns } from '../../patterns/cards.ts';
import { parseChaosExperiment } from '../../scenario/readChaosToolkit.ts';
import type { Scenario } from '../../scenario/scenario.ts';

export interface ImportButtonProps {
  /** An experiment that carries no scenario of its own is put on this one. */
  readonly scenario: Scenario;
  readonly onOpen: (scenario: Scenario, notes: readonly string[]) => void;
}

export function ImportButton({ scenario, onOpen }: ImportButtonProps) {
  const [problem, setProblem] = useState<string | null>(null);

  async function read(file: File | null): Promise<void> {
    if (!file) return;
    const parsed = parseChaosExperiment(await file.text(), scenario, await loadPatterns());
    setProblem(parsed.ok ? null : parsed.problem);
    if (parsed.ok) onOpen(parsed.scenario, parsed.notes);
  }
  return (
    <>
      <FileButton accept="application/json,.json" onChange={(file) => void read(file)}>
        {(props) => (
          <button type="button" className="experiment-button" {...props}>
            Import
          </button>
        )}
      </FileButton>
      {problem !== null && (
        <p className="param-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
