/** The command line's part about studies: lists them, and measures one. */
import type { AnyPattern } from '../patterns/pattern.ts';
import { numberFromText } from '../scenario/linkText.ts';
import { quote } from '../scenario/notes.ts';
import { DEFAULT_SEED, initialParams } from '../scenario/scenario.ts';
import type { GoodInput } from './headlessInput.ts';
import { checkOrder, type CheckedOrder } from './study.ts';

/** `pattern/study`, of one pattern or of all. */
export function studyNames(patterns: readonly AnyPattern[]): readonly string[] {
  return patterns.flatMap(({ id, studies }) => studies.map((study) => `${id}/${study.id}`));
}

interface StudyArguments {
  /** `pattern/study`. */
  readonly study: string;
  readonly trials?: string | undefined;
  readonly seed?: string | undefined;
}

/** `input`: a scenario whose parameters and seed count instead of the study's conditions; null for those. */
export function readStudy(
  { study: name, trials, seed }: StudyArguments,
  input: GoodInput | null,
  patterns: readonly AnyPattern[],
): CheckedOrder {
  const [patternId = '', studyId, ...rest] = name.split('/');
  if (!studyId || rest.length > 0) {
    return { ok: false, problem: `--study takes pattern/study, not “${quote(name)}”; --studies lists them.` };
  }
  if (input && input.pattern.id !== patternId) {
    return { ok: false, problem: `The study is about ${patternId}, the scenario about ${input.pattern.id}.` };
  }
  const first = patterns.find(({ id }) => id === patternId)?.studies.find(({ id }) => id === studyId)
    ?.trials[0];
  const order = {
    pattern: patternId,
    study: studyId,
    seed: seed === undefined ? (input?.scenario.seed ?? DEFAULT_SEED) : numberFromText(seed),
    trials: trials === undefined ? first : numberFromText(trials),
    given: input && initialParams(input.pattern, input.scenario),
  };
  return checkOrder(order, patterns);
}
