/** Divides arrows among the levels of nesting: an arrow into or out of an enclosing state passes its border through a gate. */
import type { Arrow } from './arrows.ts';
import type { MachineState } from '../readMachine.ts';

export type Side = 'before' | 'after';

/** The stretch of an arrow that lies between the children of one level. */
export interface Link {
  arrow: Arrow;
  /** The child it leaves; null when it comes through the level's border. */
  from: string | null;
  /** The child it reaches; null when it goes through the level's border. */
  to: string | null;
  /** The side of the level, along the flow, where it passes the border; null when it does not. */
  gate: Side | null;
  /** Every arrow carries its label on one stretch: where it joins two children, or begins or ends at the border. */
  labelled: boolean;
}

/** On which side an arrow leaves the states around its source and enters those around its target. */
export type GateSides = Map<Arrow, { source: Side; target: Side }>;

/** The links of the level inside `level`, or of the outermost level when null. */
export function linksOf(level: string | null, arrows: readonly Arrow[], sides: GateSides): Link[] {
  return arrows.flatMap((arrow): Link[] => {
    const source = sourceOf(arrow);
    const from = childTowards(level, source);
    const to = childTowards(level, arrow.to);
    const { source: out, target: into } = sides.get(arrow) ?? { source: 'after', target: 'before' };
    if (from !== null && to !== null) {
      const joins = from !== to || (from === source && to === arrow.to);
      return joins ? [{ arrow, from, to, gate: null, labelled: true }] : [];
    }
    if (from !== null) return [{ arrow, from, to, gate: out, labelled: arrow.to === level }];
    if (to !== null) return [{ arrow, from, to, gate: into, labelled: source === level }];
    return [];
  });
}

export function sourceOf(arrow: Arrow): string {
  return arrow.sources[0] ?? '';
}

export function childrenOf(level: string | null, states: readonly MachineState[]): MachineState[] {
  return states.filter(({ parent }) => parent === level);
}

/** The child of a level that is or contains the state; null when the state lies outside the level. */
function childTowards(level: string | null, path: string): string | null {
  const prefix = level === null ? '' : `${level}.`;
  if (!path.startsWith(prefix) || path === '') return null;
  const [key = ''] = path.slice(prefix.length).split('.');
  return prefix + key;
}
