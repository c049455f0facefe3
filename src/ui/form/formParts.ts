/** What of a schema a form shows where: the parameters of each group, and how much room a choice takes. */
import {
  isApplicable,
  membersOf,
  type AnyParamValues,
  type ChoiceParam,
  type ParamGroup,
  type ParamSpec,
  type ParamSpecs,
} from '../../patterns/params.ts';
import { textWidth } from '../statechart/words.ts';

export interface GroupParts {
  /** Ids of the parameters that apply, in the order of the schema. */
  readonly basic: readonly string[];
  readonly advanced: readonly string[];
  /** How many parameters of the group differ from their defaults. */
  readonly changed: number;
  readonly isAdvancedChanged: boolean;
}

export function partsOf(group: ParamGroup, specs: ParamSpecs, values: AnyParamValues): GroupParts {
  const shown = Object.entries(specs).filter(
    ([, spec]) => spec.group === group && isApplicable(spec, values),
  );
  const isChanged = ([id, spec]: (typeof shown)[number]) => values[id] !== spec.default;
  const [basic, advanced] = [
    shown.filter(([, spec]) => !spec.advanced),
    shown.filter(([, spec]) => spec.advanced),
  ];
  return {
    basic: basic.map(([id]) => id),
    advanced: advanced.map(([id]) => id),
    changed: shown.filter(isChanged).length,
    isAdvancedChanged: advanced.some(isChanged),
  };
}

/** A set with the members that mean something under these values, and those that it has already; any other parameter as it is. */
export function offered(spec: ParamSpec, id: string, values: AnyParamValues): ParamSpec {
  if (spec.kind !== 'set' || !spec.isOffered) return spec;
  const present = membersOf(String(values[id]));
  const options = Object.entries(spec.options).filter(
    ([member]) => present.includes(member) || spec.isOffered?.(member, values),
  );
  return { ...spec, options: Object.fromEntries(options) };
}

/** `beside` and `below` the name as segments, or a `list` to pick from. */
export type ChoiceLayout = 'beside' | 'below' | 'list';

/** The narrowest panel the form is made for, in px of text space. */
const PANEL_WIDTH = 272;
const MOST_SEGMENTS = 4;
const SEGMENT_PADDING = 16;
const HELP_WIDTH = 30;

export function choiceLayout({ label, options }: ChoiceParam): ChoiceLayout {
  const labels = Object.values(options);
  const width = labels.reduce((sum, text) => sum + textWidth(text, 12) + SEGMENT_PADDING, 0);
  if (labels.length > MOST_SEGMENTS || width > PANEL_WIDTH) return 'list';
  return width + textWidth(label, 13) + HELP_WIDTH <= PANEL_WIDTH ? 'beside' : 'below';
}
