/** A yes or no, as a switch. */
import { useId } from 'react';
import type { FlagParam } from '../../patterns/params.ts';
import { ToggleSwitch } from '../ToggleSwitch.tsx';
import type { ControlProps } from './control.ts';
import { ControlHead } from './ControlHead.tsx';

export function FlagControl({ id, spec, value, locked, onChange }: ControlProps<FlagParam>) {
  const dom = useId();
  const isOn = value === true;
  return (
    <div className="param" data-changed={isOn !== spec.default || undefined}>
      <ControlHead
        spec={spec}
        controlId={`${dom}switch`}
        nameId={`${dom}name`}
        helpId={`${dom}help`}
        onReset={isOn === spec.default || locked ? null : () => onChange(id, spec.default, 'done')}
      >
        <ToggleSwitch
          id={`${dom}switch`}
          checked={isOn}
          disabled={locked}
          aria-labelledby={`${dom}name`}
          aria-describedby={`${dom}help`}
          onSwitch={(next) => onChange(id, next, 'done')}
        />
      </ControlHead>
    </div>
  );
}
