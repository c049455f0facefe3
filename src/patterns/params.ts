/** The parameter schema: one description from which controls, links, validation, docs and TypeScript types are derived. */

/** `inject`: faults, `tune`: the policy, `load`: the traffic. */
export type ParamGroup = 'inject' | 'tune' | 'load';

export const PARAM_GROUPS: readonly ParamGroup[] = ['inject', 'tune', 'load'];

export type ParamValue = number | string | boolean;

interface ParamBase {
  readonly group: ParamGroup;
  readonly label: string;
  /** One line: what it does. */
  readonly help: string;
  /** The control is shown only while every named parameter has one of these values. */
  readonly appliesWhen?: Readonly<Record<string, readonly ParamValue[]>>;
  /** Kept behind "more" in the form. */
  readonly advanced?: boolean;
}

/** `duration` in ms, `count` a whole number, `ratio` 0–1, `rate` per second, `factor` a plain number. */
export type NumberKind = 'duration' | 'count' | 'ratio' | 'rate' | 'factor';

export interface NumberParam extends ParamBase {
  readonly kind: NumberKind;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly default: number;
  /** When given, `Infinity` is allowed too and shown with this word; in a link it is `unlimited`. */
  readonly unlimited?: string;
}

export interface ChoiceParam extends ParamBase {
  readonly kind: 'choice';
  /** Value → label. */
  readonly options: Readonly<Record<string, string>>;
  readonly default: string;
}

export interface FlagParam extends ParamBase {
  readonly kind: 'flag';
  readonly default: boolean;
}

/** Any of its options together. The value is the ids joined by `.` in the order of the options, or `none`. */
export interface SetParam extends ParamBase {
  readonly kind: 'set';
  /** Member → label. Ids hold no dot. */
  readonly options: Readonly<Record<string, string>>;
  readonly default: string;
  /** Whether the form offers a member under these values; all of them when left out. Links may name any. */
  readonly isOffered?: (member: string, values: AnyParamValues) => boolean;
}

/** The value of a set without members. */
export const EMPTY_SET = 'none';
const BETWEEN_MEMBERS = '.';

/** The members that a value of a set names. */
export function membersOf(value: string): readonly string[] {
  return value === EMPTY_SET ? [] : value.split(BETWEEN_MEMBERS);
}

/** The one value of a set that has these members. */
export function setOf({ options }: Pick<SetParam, 'options'>, members: Iterable<string>): string {
  const chosen = new Set(members);
  return (
    Object.keys(options)
      .filter((member) => chosen.has(member))
      .join(BETWEEN_MEMBERS) || EMPTY_SET
  );
}

export type ParamSpec = NumberParam | ChoiceParam | FlagParam | SetParam;
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

type ValueOf<Spec extends ParamSpec> = Spec extends SetParam
  ? string
  : Spec extends { readonly options: infer Options }
    ? keyof Options & string
    : Spec extends FlagParam
      ? boolean
      : number;

export type ParamValues<Specs extends ParamSpecs> = { readonly [Id in keyof Specs]: ValueOf<Specs[Id]> };

/** Values by id where the schema is only known at run time. */
export type AnyParamValues = Readonly<Record<string, ParamValue>>;

export function isNumberParam(spec: ParamSpec): spec is NumberParam {
  return spec.kind !== 'choice' && spec.kind !== 'flag' && spec.kind !== 'set';
}

export function defaultParams<Specs extends ParamSpecs>(specs: Specs): ParamValues<Specs> {
  return Object.fromEntries(
    Object.entries(specs).map(([id, spec]) => [id, spec.default]),
  ) as ParamValues<Specs>;
}

export function isApplicable(spec: ParamSpec, values: AnyParamValues): boolean {
  return Object.entries(spec.appliesWhen ?? {}).every(([id, allowed]) =>
    allowed.includes(values[id] as ParamValue),
  );
}
