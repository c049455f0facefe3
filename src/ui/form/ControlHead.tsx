/** The first line of a control: its name, its explanation, the way back to the default, and its value. */
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ParamSpec } from '../../patterns/params.ts';
import { ResetIcon } from '../icons.tsx';
import { Help } from './Help.tsx';
import { formatParamValue } from '../../scenario/words.ts';

export interface ControlHeadProps {
  readonly spec: ParamSpec;
  /** DOM id of the element that the name labels; null when that refers to `nameId` itself. */
  readonly controlId: string | null;
  readonly nameId: string;
  readonly helpId: string;
  /** Null while there is nothing to reset. */
  readonly onReset: (() => void) | null;
  readonly children?: ReactNode;
}

export function ControlHead({ spec, controlId, nameId, helpId, onReset, children }: ControlHeadProps) {
  const resetLabel = `Reset to ${formatParamValue(spec, spec.default)}`;
  return (
    <div className="param-head">
      {controlId === null ? (
        <span className="param-name" id={nameId}>
          {spec.label}
        </span>
      ) : (
        <label className="param-name" id={nameId} htmlFor={controlId}>
          {spec.label}
        </label>
      )}
      <Help about={spec.label} text={spec.help} id={helpId} />
      <span className="param-space" />
      {onReset && (
        <Tooltip
          label={resetLabel}
          withArrow
          openDelay={300}
          events={{ hover: true, focus: true, touch: false }}
        >
          <button
            type="button"
            className="param-reset"
            aria-label={`${resetLabel}: ${spec.label}`}
            onClick={onReset}
          >
            <ResetIcon size={13} />
          </button>
        </Tooltip>
      )}
      {children}
    </div>
  );
}
