/** The values of all parameters, as the rooms of this pattern pass them around. */
import type { ParamValues } from '../params.ts';
import type { params } from './params.ts';

export type AdaptiveParams = ParamValues<typeof params>;
/** Asked whenever something is decided, so that settings may change during a run. */
export type ParamsNow = () => AdaptiveParams;
