/** The control form of a pattern, made from its schema: faults to inject, the policy to tune, the traffic to load it with. */
import { useCallback, useEffect, useRef } from 'react';
import {
  defaultParams,
  PARAM_GROUPS,
  type AnyParamValues,
  type ParamGroup,
  type ParamSpecs,
} from '../../patterns/params.ts';
import type { ParamChange } from './control.ts';
import { ParamGroupSection } from './ParamGroupSection.tsx';
import './param-form.css';

export interface ParamFormProps {
  readonly specs: ParamSpecs;
  /** The present values; what is missing has its default. */
  readonly values: AnyParamValues;
  /** Groups that are not shown at all. */
  readonly hidden: readonly ParamGroup[];
  /** Groups that are shown but cannot be changed. */
  readonly locked: readonly ParamGroup[];
  /** `dragging` while a slider moves, at most every 120 ms; `done` once when it rests, and for every other change. */
  readonly onChange: ParamChange;
}

export function ParamForm({ specs, values, hidden, locked, onChange }: ParamFormProps) {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const change = useCallback<ParamChange>((id, value, phase) => latest.current(id, value, phase), []);
  const complete: AnyParamValues = { ...defaultParams(specs), ...values };
  return (
    <div className="param-form param-scope">
      {PARAM_GROUPS.filter((group) => !hidden.includes(group)).map((group) => (
        <ParamGroupSection
          key={group}
          group={group}
          specs={specs}
          values={complete}
          locked={locked.includes(group)}
          onChange={change}
        />
      ))}
    </div>
  );
}
