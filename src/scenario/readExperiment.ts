/** Turns what somebody wrote into a valid experiment, or leaves a sentence about what is missing. */
import type { AnyPattern } from '../patterns/pattern.ts';
import type { NumberRule } from './check.ts';
import {
  cleanTitle,
  DEFAULT_TITLE,
  DEFAULT_WINDOW_MS,
  isCounter,
  MAX_PROBES,
  MAX_TITLE_CHARS,
  MAX_TOLERANCE,
  probeMetrics,
  WINDOW_RANGE_MS,
  type Experiment,
  type Probe,
} from './experiment.ts';
import type { Notes } from './notes.ts';
import type { RawExperiment, RawProbe, RawText } from './raw.ts';
import { firstOf, type Reader } from './reader.ts';
import { inSentence } from './words.ts';

const WINDOW: NumberRule = { min: WINDOW_RANGE_MS[0], max: WINDOW_RANGE_MS[1], isWhole: true, unit: 'ms' };

export function readExperiment(
  reader: Reader,
  pattern: AnyPattern,
  durationMs: number,
  raw: RawExperiment,
  notes: Notes,
): Experiment | undefined {
  const given = firstOf('probes', raw.probes, { most: MAX_PROBES, holder: 'a hypothesis' }, notes);
  const probes = given.flatMap((probe) => readProbe(reader, pattern, probe, notes) ?? []);
  if (probes.length === 0) {
    notes.add('The experiment was ignored: it has no probe that can be measured.');
    return undefined;
  }
  const { checkAtMs } = raw;
  return {
    title: readTitle(raw.title, notes),
    probes,
    windowMs: reader.namedNumber('window of an experiment', WINDOW, raw.windowMs, DEFAULT_WINDOW_MS),
    checkAtMs: (checkAtMs && reader.instant(checkAtMs.value, checkAtMs.written, durationMs, true)) ?? null,
  };
}

function readTitle(raw: RawText | null, notes: Notes): string {
  if (!raw) return DEFAULT_TITLE;
  const title = typeof raw.value === 'string' ? cleanTitle(raw.value) : '';
  if (title === '') {
    notes.ignored(raw.written, 'the title of an experiment must be a line of text');
    return DEFAULT_TITLE;
  }
  const isShorter = Array.from(String(raw.value).trim()).length > MAX_TITLE_CHARS;
  if (isShorter) notes.add(`The title of the experiment was cut after ${MAX_TITLE_CHARS} characters.`);
  return title;
}

function readProbe(reader: Reader, pattern: AnyPattern, raw: RawProbe, notes: Notes): Probe | undefined {
  const { metric, over } = raw;
  const ignored = (why: string) => notes.ignored(raw.written, why);
  const ofPattern = inSentence(pattern.title);
  if (!probeMetrics(pattern).includes(metric)) return ignored(`${ofPattern} has no such figure to measure`);
  if (over !== null && !(isCounter(pattern, metric) && isCounter(pattern, over))) {
    return ignored(`a share is one counter over another, both of ${ofPattern}`);
  }
  const tolerance = { min: 0, max: MAX_TOLERANCE, isWhole: false, unit: '' };
  const least = reader.number(tolerance, raw.least);
  if (!least.ok) return ignored(`the least value of a tolerance must ${least.must}`);
  const greatest = reader.number({ ...tolerance, isUnlimitedAllowed: true }, raw.greatest);
  if (!greatest.ok) return ignored(`the greatest value of a tolerance must ${greatest.must}`);
  if (greatest.value < least.value) return ignored('a tolerance goes from the least value to the greatest');
  return { metric, over, least: least.value, greatest: greatest.value };
}
