/** The control that suits a parameter's kind. Renders anew only when its own value changes. */
import { memo } from 'react';
import { isNumberParam } from '../../patterns/params.ts';
import { ChoiceControl } from './ChoiceControl.tsx';
import type { ControlProps } from './control.ts';
import { FlagControl } from './FlagControl.tsx';
import { NumberControl } from './NumberControl.tsx';
import { SetControl } from './SetControl.tsx';

export const ParamControl = memo(function ParamControl({ spec, ...rest }: ControlProps) {
  if (isNumberParam(spec)) return <NumberControl spec={spec} {...rest} />;
  if (spec.kind === 'flag') return <FlagControl spec={spec} {...rest} />;
  if (spec.kind === 'set') return <SetControl spec={spec} {...rest} />;
  return <ChoiceControl spec={spec} {...rest} />;
});
