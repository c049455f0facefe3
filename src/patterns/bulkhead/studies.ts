/** All studies of the bulkhead page. */
import { floodStudies } from './floodStudies.ts';
import { queueStudies } from './queueStudies.ts';

export const studies = [...floodStudies, ...queueStudies];
