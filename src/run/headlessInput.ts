/** What a person gave to the command line: a link, a scenario or experiment file, a pattern or one of its presets. */
import type { AnyPattern } from '../patterns/pattern.ts';
import { parseScenarioFile } from '../scenario/file.ts';
import { parseJson } from '../scenario/json.ts';
import { parseLink } from '../scenario/link.ts';
import { listWords, quote } from '../scenario/notes.ts';
import { isChaosExperiment, parseChaosExperiment } from '../scenario/readChaosToolkit.ts';
import { scenarioOfPreset, type Scenario } from '../scenario/scenario.ts';

export interface GoodInput {
  readonly ok: true;
  readonly pattern: AnyPattern;
  readonly scenario: Scenario;
  readonly notes: readonly string[];
}

type Input = GoodInput | { readonly ok: false; readonly problem: string };

/** `readFile` gives a file's text, or null when there is no such file. */
export function readInput(
  text: string,
  patterns: readonly AnyPattern[],
  readFile: (path: string) => string | null,
): Input {
  const file = readFile(text);
  if (file !== null) return withPattern(parseFile(file, patterns), patterns);

  const [id = '', presetId, ...rest] = text.split('/');
  const pattern = patterns.find((candidate) => candidate.id === id);
  if (pattern && presetId && rest.length === 0 && !presetId.includes('?')) return presetOf(pattern, presetId);

  if (pattern || /[#?]/.test(text) || text.includes('://'))
    return withPattern(parseLink(text, patterns), patterns);
  const ids = patterns.map((known) => known.id);
  return {
    ok: false,
    problem: `“${quote(text)}” is neither a link, nor a scenario file, nor a pattern (${listWords(ids)}).`,
  };
}

function presetOf(pattern: AnyPattern, presetId: string): Input {
  const preset = pattern.presets.find(({ id }) => id === presetId);
  if (preset) return { ok: true, pattern, scenario: scenarioOfPreset(pattern, preset), notes: [] };
  const ids = pattern.presets.map(({ id }) => id);
  return {
    ok: false,
    problem: `${pattern.id} has no preset “${quote(presetId)}”; it has ${listWords(ids, 'and')}.`,
  };
}

function parseFile(text: string, patterns: readonly AnyPattern[]): Parsed {
  return isChaosExperiment(parseJson(text))
    ? parseChaosExperiment(text, null, patterns)
    : parseScenarioFile(text, patterns);
}

type Parsed =
  | { readonly ok: true; readonly scenario: Scenario; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problem: string };

function withPattern(parsed: Parsed, patterns: readonly AnyPattern[]): Input {
  if (!parsed.ok) return parsed;
  const { scenario, notes } = parsed;
  const pattern = patterns.find(({ id }) => id === scenario.pattern);
  return pattern
    ? { ok: true, pattern, scenario, notes }
    : { ok: false, problem: 'This pattern is unknown.' };
}
