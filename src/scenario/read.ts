/** Turns what somebody wrote into a valid scenario: keeps what is right, notes in a sentence each thing that is not. */
import type { AnyParamValues, ParamValue } from '../patterns/params.ts';
import type { Card } from '../patterns/card.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import type { Script, ScriptedCall } from '../sim/script.ts';
import { checkChoice, type NumberRule } from './check.ts';
import { listWords, quote, type Notes } from './notes.ts';
import type { RawCall, RawIntervention, RawParam, RawScenario } from './raw.ts';
import { readExperiment } from './readExperiment.ts';
import { createReader, firstOf, type Reader } from './reader.ts';
import {
  DEFAULT_DURATION_MS,
  DEFAULT_SEED,
  DURATION_RANGE_MS,
  MAX_INTERVENTIONS,
  MAX_SCRIPTED_CALLS,
  MAX_SEED,
  normaliseScenario,
  type Intervention,
  type Scenario,
} from './scenario.ts';

const OUTCOMES: readonly ScriptedCall['outcome'][] = ['success', 'failure', 'other'];

const SEED: NumberRule = { min: 0, max: MAX_SEED, isWhole: true, unit: '' };
const DURATION: NumberRule = {
  min: DURATION_RANGE_MS[0],
  max: DURATION_RANGE_MS[1],
  isWhole: true,
  unit: 'ms',
};
const SERVICE_TIME: NumberRule = { min: 0, max: DURATION_RANGE_MS[1], isWhole: false, unit: 'ms' };

const ofRun = (most: number) => ({ most, holder: 'a run' });

export function unknownPattern(id: string, patterns: readonly Card[]): string {
  const ids = patterns.map((pattern) => pattern.id);
  const known = `Known patterns: ${listWords(ids, 'and')}.`;
  return id === '' ? `No pattern is named. ${known}` : `There is no pattern “${quote(id)}”. ${known}`;
}

export function readScenario(raw: RawScenario, pattern: AnyPattern, notes: Notes): Scenario {
  const reader = createReader(raw.values, notes);
  if (!raw.seed) notes.add(`No seed is given; ${DEFAULT_SEED} is used.`);
  const durationMs = reader.namedNumber('length of the run', DURATION, raw.durationMs, DEFAULT_DURATION_MS);
  const experiment = raw.experiment && readExperiment(reader, pattern, durationMs, raw.experiment, notes);
  return normaliseScenario(pattern, {
    pattern: pattern.id,
    seed: reader.namedNumber('seed', SEED, raw.seed, DEFAULT_SEED),
    durationMs,
    params: readParams(reader, pattern, raw.params, notes),
    interventions: readInterventions(reader, pattern, durationMs, raw.interventions, notes),
    script: raw.script && readScript(reader, durationMs, raw.script, notes),
    ...(experiment ? { experiment } : {}),
  });
}

function readParams(
  reader: Reader,
  pattern: AnyPattern,
  raw: readonly RawParam[],
  notes: Notes,
): AnyParamValues {
  const params = new Map<string, ParamValue>();
  for (const { id, value, written } of raw) {
    if (params.has(id)) notes.ignored(written, `${id} is given twice, and the first one counts`);
    else {
      const read = reader.param(pattern, id, value, written);
      if (read !== undefined) params.set(id, read);
    }
  }
  return Object.fromEntries(params);
}

function readInterventions(
  reader: Reader,
  pattern: AnyPattern,
  durationMs: number,
  raw: readonly RawIntervention[],
  notes: Notes,
): readonly Intervention[] {
  const interventions: Intervention[] = [];
  for (const { param, written, ...given } of firstOf('interventions', raw, ofRun(MAX_INTERVENTIONS), notes)) {
    if (param === '') {
      notes.ignored(written, 'a change on the timeline is written time:parameter=value');
      continue;
    }
    const value = reader.param(pattern, param, given.value, written);
    const atMs = value === undefined ? undefined : reader.instant(given.atMs, written, durationMs, true);
    if (value !== undefined && atMs !== undefined) interventions.push({ atMs, param, value });
  }
  return interventions;
}

function readScript(reader: Reader, durationMs: number, raw: readonly RawCall[], notes: Notes): Script {
  const calls = firstOf('scripted calls', raw, ofRun(MAX_SCRIPTED_CALLS), notes);
  const script = calls.flatMap((call) => readCall(reader, durationMs, call, notes) ?? []);
  const sorted = script.toSorted((a, b) => a.atMs - b.atMs);
  if (sorted.some((call, index) => call !== script[index])) {
    notes.add('The scripted calls were not in order of time, so they were sorted.');
  }
  return sorted;
}

function readCall(reader: Reader, durationMs: number, raw: RawCall, notes: Notes): ScriptedCall | undefined {
  const ignored = (why: string) => notes.ignored(raw.written, why);
  const outcome = checkChoice(OUTCOMES, raw.outcome);
  if (!outcome.ok) return ignored(`the outcome of a scripted call must ${outcome.must}`);
  const serviceTime = reader.number(SERVICE_TIME, raw.durationMs);
  if (!serviceTime.ok) return ignored(`the duration of a scripted call must ${serviceTime.must}`);
  const atMs = reader.instant(raw.atMs, raw.written, durationMs, false);
  return atMs === undefined ? undefined : { atMs, durationMs: serviceTime.value, outcome: outcome.value };
}
