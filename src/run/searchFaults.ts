/** Random faults for a search: parameters that have another value for a while, drawn from what a pattern says can go wrong. */
import {
  isApplicable,
  isNumberParam,
  membersOf,
  setOf,
  type AnyParamValues,
  type NumberParam,
  type ParamSpec,
  type ParamValue,
  type SetParam,
} from '../patterns/params.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import type { SearchedFault } from '../patterns/search.ts';
import { paramsAt } from '../scenario/edit.ts';
import { initialParams, sortInterventions, type Intervention, type Scenario } from '../scenario/scenario.ts';
import { createRandom, type RandomStream } from '../sim/random.ts';
import { inOneOnly } from './simplerValues.ts';

export interface Fault {
  readonly param: string;
  readonly value: ParamValue;
  /** Whole ms. */
  readonly fromMs: number;
  /** Whole ms, when the parameter goes back to what it is without the fault; null when it never does. */
  readonly untilMs: number | null;
}

/** Of the faults that could end, this share does: a pause is a pause. */
const ENDING_SHARE = 7 / 8;
/** A fault begins early enough to show. */
const LATEST_BEGIN = 0.95;
/** Of begins and ends, this share lies anywhere; the others right after something that happens in the undisturbed run. */
const ANYWHERE_SHARE = 0.5;
/** At most this share of the run later. */
const SOON = 0.01;
const DRAWS_PER_VALUE = 8;
/** Of a set, changed by one fault. */
const MOST_MEMBERS = 4;

/** The parameters that a search may disturb, in the order of the schema. */
export function faultsOf({ params, search }: AnyPattern): ReadonlyMap<string, SearchedFault> {
  const plain = Object.entries(params).filter(([, { group, advanced }]) => group === 'inject' && !advanced);
  return new Map(
    search ? Object.entries(search.faults) : plain.map(([id]): [string, SearchedFault] => [id, {}]),
  );
}

/** Those of them that mean something under these parameters. */
export function applicableFaults(pattern: AnyPattern, params: AnyParamValues): readonly string[] {
  return [...faultsOf(pattern).keys()].filter((id) => {
    const spec = pattern.params[id];
    return spec !== undefined && isApplicable(spec, params);
  });
}

/** How long a fault lasts, in ms. */
export function lengthRangeMs(
  pattern: AnyPattern,
  param: string,
  durationMs: number,
): readonly [number, number] {
  return faultsOf(pattern).get(param)?.lastsMs ?? [Math.max(1, durationMs / 600), durationMs / 2];
}

/** How many changes on a timeline the faults are. */
export function countInterventions(faults: readonly Fault[]): number {
  return faults.reduce((sum, { untilMs }) => sum + (untilMs === null ? 1 : 2), 0);
}

/** Faults of one parameter that touch would end each other. */
export function areApart(faults: readonly Fault[]): boolean {
  return faults.every((fault, index) => faults.slice(index + 1).every((other) => !doTouch(fault, other)));
}

function doTouch(a: Fault, b: Fault): boolean {
  return a.param === b.param && a.fromMs <= (b.untilMs ?? Infinity) && b.fromMs <= (a.untilMs ?? Infinity);
}

/** The faults as changes on a timeline, in order of time. */
export function changesOf(
  pattern: AnyPattern,
  base: Scenario,
  faults: readonly Fault[],
): readonly Intervention[] {
  return sortInterventions(
    faults.flatMap(({ param, value, fromMs, untilMs }): Intervention[] => {
      const begin = { atMs: fromMs, param, value };
      if (untilMs === null) return [begin];
      return [begin, { atMs: untilMs, param, value: paramsAt(pattern, base, untilMs)[param] ?? value }];
    }),
  );
}

/** The faults on the timeline of `base`, on top of its own changes. */
export function withFaults(pattern: AnyPattern, base: Scenario, faults: readonly Fault[]): Scenario {
  const changes = changesOf(pattern, base, faults);
  return { ...base, interventions: sortInterventions([...base.interventions, ...changes]) };
}

export interface Ground {
  readonly pattern: AnyPattern;
  /** With the seed of the run, which is that of the faults too. */
  readonly base: Scenario;
  /** When something happens in the run without faults, in ms. */
  readonly instantsMs: readonly number[];
}

type Draw = RandomStream['next'];

/** One to half as many faults as there may be changes; the same for the same seed. */
export function drawFaults(ground: Ground, mostInterventions: number): readonly Fault[] {
  const { pattern, base } = ground;
  const { next } = createRandom(base.seed).stream('search');
  const start = initialParams(pattern, base);
  const count = 1 + Math.floor(next() * Math.ceil(mostInterventions / 2));
  let faults: readonly Fault[] = [];
  for (let drawn = 0; drawn < count; drawn += 1) {
    const soFar = Object.fromEntries(faults.map(({ param, value }) => [param, value]));
    const param = drawParam(pattern, { ...start, ...soFar }, next);
    const room = mostInterventions - countInterventions(faults);
    const fault = param === null || room < 1 ? null : drawFault(ground, param, room > 1, next);
    if (fault && areApart([...faults, fault])) faults = [...faults, fault];
  }
  return faults;
}

function drawParam(pattern: AnyPattern, params: AnyParamValues, next: Draw): string | null {
  const all = faultsOf(pattern);
  const weighed = applicableFaults(pattern, params).map((id) => [id, all.get(id)?.weight ?? 1] as const);
  let left = next() * weighed.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [id, weight] of weighed) {
    left -= weight;
    if (left < 0) return id;
  }
  return null;
}

function drawFault(ground: Ground, param: string, mayEnd: boolean, next: Draw): Fault | null {
  const { pattern, base } = ground;
  const spec = pattern.params[param];
  const fromMs = drawBegin(ground, next);
  const endMs = drawEnd(ground, param, fromMs, next);
  const ends = next() < ENDING_SHARE && mayEnd && endMs <= base.durationMs;
  const present = paramsAt(pattern, base, fromMs);
  const values = faultsOf(pattern).get(param)?.values;
  for (let draw = 0; draw < DRAWS_PER_VALUE; draw += 1) {
    const value = values ? pick(values, next) : spec && drawValue(spec, param, present, next);
    if (value !== undefined && !Object.is(value, present[param]))
      return { param, value, fromMs, untilMs: ends ? endMs : null };
  }
  return null;
}

/** At any time, or right after something has happened. */
function drawBegin({ base, instantsMs }: Ground, next: Draw): number {
  const { durationMs } = base;
  const isAnywhere = next() < ANYWHERE_SHARE;
  const atMs = isAnywhere ? undefined : pick(instantsMs, next);
  return Math.floor(atMs === undefined ? next() * LATEST_BEGIN * durationMs : soonAfter(atMs, base, next));
}

/** After any time within the range, or right after something that happens within it. */
function drawEnd({ pattern, base, instantsMs }: Ground, param: string, fromMs: number, next: Draw): number {
  const [least, most] = lengthRangeMs(pattern, param, base.durationMs);
  const isAnywhere = next() < ANYWHERE_SHARE;
  const within = instantsMs.filter((atMs) => atMs >= fromMs + least && atMs <= fromMs + most);
  const atMs = isAnywhere ? undefined : pick(within, next);
  const untilMs =
    atMs === undefined ? fromMs + least * (most / least) ** next() : soonAfter(atMs, base, next);
  return Math.max(fromMs + 1, Math.round(untilMs));
}

function soonAfter(atMs: number, { durationMs }: Scenario, next: Draw): number {
  return Math.min(durationMs, Math.ceil(atMs) + SOON * durationMs * next() ** 2);
}

function pick<T>(items: readonly T[], next: Draw): T | undefined {
  return items[Math.floor(next() * items.length)];
}

function drawValue(
  spec: ParamSpec,
  param: string,
  present: AnyParamValues,
  next: Draw,
): ParamValue | undefined {
  if (spec.kind === 'flag') return next() < 0.5;
  if (spec.kind === 'set') return drawMembers(spec, param, present, next);
  return isNumberParam(spec) ? drawNumber(spec, next) : pick(Object.keys(spec.options), next);
}

/** The present set with one member more or less, at times with some. */
function drawMembers(spec: SetParam, param: string, present: AnyParamValues, next: Draw): string {
  const { options, isOffered } = spec;
  const ids = Object.keys(options).filter((member) => isOffered?.(member, present) ?? true);
  const count = 1 + Math.floor(next() ** 2 * MOST_MEMBERS);
  const changed = Array.from({ length: count }, () => pick(ids, next)).filter(
    (member) => member !== undefined,
  );
  return setOf(spec, inOneOnly(membersOf(String(present[param])), changed));
}

/** Often an end of the range, else a step of the control, small ones more often: most limits are passed by little. */
function drawNumber({ min, max, step, unlimited }: NumberParam, next: Draw): number {
  const way = next();
  if (unlimited !== undefined && way < 0.1) return Infinity;
  if (way < 0.4) return next() < 0.5 ? min : max;
  const share = way < 0.7 ? next() : next() ** 3;
  const steps = Math.round(((max - min) * share) / step);
  return Number(Math.min(max, min + steps * step).toPrecision(12)) + 0;
}
