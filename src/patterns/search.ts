/** What a search for a bad schedule may disturb in a pattern, where its faults as a whole would be too much or too little. */
import type { ParamValue } from './params.ts';

export interface SearchedFault {
  /** How often it is drawn, against the others; 1 when left out. */
  readonly weight?: number;
  /** Values to draw from, simplest first; all that differ from the present one when left out. */
  readonly values?: readonly ParamValue[];
  /** The shortest and the longest time that it lasts, in ms; from a 600th to a half of the run when left out. */
  readonly lastsMs?: readonly [number, number];
}

export interface SearchHints {
  /** By parameter, of any group; no others are disturbed. */
  readonly faults: Readonly<Record<string, SearchedFault>>;
}
