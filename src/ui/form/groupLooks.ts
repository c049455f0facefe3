/** How the three groups of parameters are called and marked. Their colours are `--pf-<group>`. */
import type { ComponentType } from 'react';
import type { ParamGroup } from '../../patterns/params.ts';
import { InjectIcon, LoadIcon, TuneIcon, type IconProps } from '../icons.tsx';

export interface GroupLook {
  readonly word: string;
  readonly meaning: string;
  readonly Icon: ComponentType<IconProps>;
}

export const GROUP_LOOKS: Readonly<Record<ParamGroup, GroupLook>> = {
  inject: { word: 'Inject', meaning: 'faults', Icon: InjectIcon },
  tune: { word: 'Tune', meaning: 'policy', Icon: TuneIcon },
  load: { word: 'Load', meaning: 'traffic', Icon: LoadIcon },
};
