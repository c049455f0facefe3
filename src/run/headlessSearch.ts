/** Searches on the command line: what the arguments name. */
import { numberFromText } from '../scenario/linkText.ts';
import type { GoodInput } from './headlessInput.ts';
import { checkSearch, DEFAULT_INTERVENTIONS, DEFAULT_SEEDS, type CheckedSearch } from './search.ts';

const FIRST_SEED = 1;

interface SearchArguments {
  /** The event that is looked for. */
  readonly find: string;
  readonly keep: boolean;
  readonly seed?: string | undefined;
  readonly seeds?: string | undefined;
  readonly interventions?: string | undefined;
}

export function readSearch(
  { find, keep, seed, seeds, interventions }: SearchArguments,
  { pattern, scenario }: GoodInput,
): CheckedSearch {
  const numberOr = (text: string | undefined, otherwise: number) =>
    text === undefined ? otherwise : Number(numberFromText(text));
  return checkSearch(
    {
      scenario,
      keepsChanges: keep,
      event: find,
      firstSeed: numberOr(seed, FIRST_SEED),
      seeds: numberOr(seeds, DEFAULT_SEEDS),
      mostInterventions: numberOr(interventions, DEFAULT_INTERVENTIONS),
    },
    [pattern],
  );
}
