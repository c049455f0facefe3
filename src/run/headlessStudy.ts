/** The command line's part about studies: lists them, and says which are to be measured. */
import type { AnyPattern } from '../patterns/pattern.ts';
import { numberFromText } from '../scenario/linkText.ts';
import { quote } from '../scenario/notes.ts';
import { DEFAULT_SEED, initialParams } from '../scenario/scenario.ts';
import type { GoodInput } from './headlessInput.ts';
import { checkOrder, type StudyJob } from './study.ts';

/** `pattern/study`, of one pattern or of all. */
export function studyNames(patterns: readonly AnyPattern[]): readonly string[] {
  return patterns.flatMap(({ id, studies }) => studies.map((study) => `${id}/${study.id}`));
}

interface StudyArguments {
  /** `pattern/study`, or a pattern for all of its studies. */
  readonly study: string;
  readonly trials?: string | undefined;
  readonly seed?: string | undefined;
}

export type CheckedStudies =
  | { readonly ok: true; readonly jobs: readonly StudyJob[] }
  | { readonly ok: false; readonly problem: string };

/** `input`: a scenario whose parameters and seed count instead of the study's conditions; null for those. */
export function readStudies(
  { study: name, trials, seed }: StudyArguments,
  input: GoodInput | null,
  patterns: readonly AnyPattern[],
): CheckedStudies {
  const refuse = (problem: string): CheckedStudies => ({ ok: false, problem });
  const [patternId = '', studyId, ...rest] = name.split('/');
  const pattern = patterns.find(({ id }) => id === patternId);
  if (studyId === '' || rest.length > 0) {
    return refuse(`--study takes pattern/study or pattern, not “${quote(name)}”; --studies lists them.`);
  }
  if (input && input.pattern.id !== patternId) {
    return refuse(`The study is about ${patternId}, the scenario about ${input.pattern.id}.`);
  }
  const jobs: StudyJob[] = [];
  for (const id of studyId === undefined && pattern ? pattern.studies.map((study) => study.id) : [studyId]) {
    const first = pattern?.studies.find((study) => study.id === id)?.trials[0];
    const checked = checkOrder(
      {
        pattern: patternId,
        study: id,
        seed: seed === undefined ? (input?.scenario.seed ?? DEFAULT_SEED) : numberFromText(seed),
        trials: trials === undefined ? first : numberFromText(trials),
        given: input && initialParams(input.pattern, input.scenario),
      },
      patterns,
    );
    if (!checked.ok) return checked;
    jobs.push(checked.job);
  }
  return { ok: true, jobs };
}
