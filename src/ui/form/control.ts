/** What every kind of control is given. */
import type { ParamSpec, ParamValue } from '../../patterns/params.ts';
import type { DragPhase } from './dragReports.ts';

export type ParamChange = (id: string, value: ParamValue, phase: DragPhase) => void;

export interface ControlProps<Spec extends ParamSpec = ParamSpec> {
  readonly id: string;
  readonly spec: Spec;
  readonly value: ParamValue;
  readonly locked: boolean;
  readonly onChange: ParamChange;
}
