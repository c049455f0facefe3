/** Graceful degradation: give up what is optional, before the core is lost with it. */
import { definePattern } from '../pattern.ts';
import { card } from './card.ts';
import { VISIT_CAUSES } from './causes.ts';
import { charts } from './charts.ts';
import { coreFeatureMachine, optionalFeatureMachine } from './machine.ts';
import { metrics } from './metrics.ts';
import { createModel } from './model.ts';
import { params } from './params.ts';
import { presets } from './presets.ts';
import { describe } from './sentences.ts';
import { studies } from './studies.ts';

export default definePattern({
  ...card,
  params,
  machines: { feature: optionalFeatureMachine, coreFeature: coreFeatureMachine },
  metrics,
  causes: VISIT_CAUSES,
  charts,
  presets,
  breakpoints: [
    { event: 'feature.suspected', label: 'a feature becomes suspect' },
    { event: 'feature.disabled', label: 'a feature is disabled' },
    { event: 'feature.fellBack', label: 'a core feature falls back' },
    { event: 'feature.restored', label: 'a feature is fully on again' },
    { event: 'users.turnedAway', label: 'users are turned away' },
    { event: 'content.dimmed', label: 'the dimmer goes down' },
  ],
  studies,
  create: createModel,
  describe,
});
