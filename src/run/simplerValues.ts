/** Which numbers, values and instants count as simpler than others: what a search tries in the place of what it drew. */
import {
  isNumberParam,
  membersOf,
  setOf,
  type SetParam,
  type NumberParam,
  type ParamSpec,
  type ParamValue,
} from '../patterns/params.ts';

/** Instants are round when they are multiples of the first of these that divides them, in ms. */
const GRIDS_MS = [10_000, 5_000, 1_000, 500, 100, 50, 10, 1] as const;
/** Of a grid with more instants only those beside the present one are tried. */
const MOST_INSTANTS = 12;

/** 1, 2 and 5 times the powers of ten from `least` to `most`, rising. */
function series(least: number, most: number): readonly number[] {
  const numbers: number[] = [];
  const last = Math.ceil(Math.log10(most));
  for (let power = Math.floor(Math.log10(least)); power <= last; power += 1) {
    for (const digit of [1, 2, 5]) numbers.push(Number(`${digit}e${power}`));
  }
  return numbers.filter((number) => number >= least && number <= most);
}

function digitsOf(value: number): number {
  return value.toExponential().replace(/e.*$/, '').replaceAll(/\D/g, '').length;
}

function roundTo(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

/** The mildest first: between `usual` and `value`; when `value` is not round, also what is round beside it. */
function simplerNumbers(
  { min, max, step, kind }: NumberParam,
  value: number,
  usual: number,
): readonly number[] {
  const isAllowed = (number: number) =>
    number >= min && number <= max && (kind !== 'count' || Number.isInteger(number));
  const sizes = series(step, Math.max(Math.abs(min), Math.abs(max)));
  const round = [...new Set([0, min, max, ...sizes, ...sizes.map((size) => -size)])].filter(isAllowed);
  const distance = (number: number) => Math.abs(number - Math.min(usual, max));
  const isThisWay = (number: number) => (value > usual ? number > usual : number < usual);
  const byDistance = round.filter(isThisWay).toSorted((a, b) => distance(a) - distance(b));
  const milder = byDistance.filter((number) => distance(number) < distance(value));
  if (round.includes(value)) return milder;

  const beyond = byDistance.slice(milder.length, milder.length + 1);
  const shorter = [1, 2]
    .filter((digits) => Number.isFinite(value) && digits < digitsOf(value))
    .map((digits) => roundTo(value, digits))
    .filter((number) => isAllowed(number) && isThisWay(number));
  return [...new Set([...milder, ...beyond, ...shorter])];
}

/** Simpler values than this one that still differ from the usual one, the simplest first. `values`: the only ones there are. */
export function simplerValues(
  spec: ParamSpec,
  value: ParamValue,
  usual: ParamValue,
  values?: readonly ParamValue[],
): readonly ParamValue[] {
  if (isNumberParam(spec) && !values) return simplerNumbers(spec, Number(value), Number(usual));
  if (spec.kind === 'set' && !values) return simplerSets(spec, String(value), String(usual));
  const known = values ?? (spec.kind === 'choice' ? Object.keys(spec.options) : []);
  const at = known.indexOf(value);
  return known.slice(0, Math.max(0, at)).filter((option) => !Object.is(option, usual));
}

/** Those that differ from the usual one in a single member, then in all but one of the members in which this one does. */
function simplerSets(spec: SetParam, value: string, usual: string): readonly string[] {
  const start = membersOf(usual);
  const differing = inOneOnly(start, membersOf(value));
  if (differing.length < 2) return [];
  const single = differing.map((member) => [member]);
  const allButOne = differing.map((_, index) => differing.toSpliced(index, 1));
  return [...new Set([...single, ...allButOne].map((members) => setOf(spec, inOneOnly(start, members))))];
}

/** The members of either list that the other one lacks. */
export function inOneOnly(some: readonly string[], others: readonly string[]): readonly string[] {
  return [
    ...some.filter((member) => !others.includes(member)),
    ...others.filter((member) => !some.includes(member)),
  ];
}

function gridOf(atMs: number): number {
  return GRIDS_MS.find((gridMs) => atMs % gridMs === 0) ?? 1;
}

/** Earlier or rounder instants than this one in whole ms, the roundest first, the earliest of these first. */
export function simplerInstants(atMs: number): readonly number[] {
  const present = gridOf(atMs);
  const instants = GRIDS_MS.filter((gridMs) => gridMs >= present).flatMap((gridMs) => {
    const below = Math.ceil(atMs / gridMs);
    const first = below <= MOST_INSTANTS ? 0 : below - 1;
    const last = gridMs > present ? below : below - 1;
    return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * gridMs);
  });
  return [...new Set(instants)];
}

/** Shorter or rounder lengths than this one in whole ms, the shortest first, then the roundest. */
export function simplerLengths(lengthMs: number): readonly number[] {
  const round = series(10, 10 * lengthMs);
  const shorter = round.filter((ms) => ms < lengthMs);
  if (round.includes(lengthMs)) return shorter;
  const near = [1, 2]
    .filter((digits) => digits < digitsOf(lengthMs))
    .flatMap((digits) => {
      const unit = 10 ** (Math.floor(Math.log10(lengthMs)) + 1 - digits);
      return [Math.floor(lengthMs / unit) * unit, Math.ceil(lengthMs / unit) * unit];
    });
  return [...new Set([...round.slice(0, shorter.length + 1), ...near])];
}
