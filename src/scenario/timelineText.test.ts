import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Script } from '../sim/script.ts';
import {
  packInterventions,
  packScript,
  parseInterventions,
  parseScript,
  formatInterventions,
  formatScript,
  unpackInterventions,
  unpackScript,
} from './timelineText.ts';

const instants = fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { maxLength: 60, size: 'max' });
const scripts: fc.Arbitrary<Script> = instants.map((list) =>
  list.toSorted((a, b) => a - b).map((atMs) => ({ atMs, durationMs: 5, outcome: 'success' })),
);

describe('timeline as text', () => {
  it('is shorter when packed: steps of time, and numbers instead of names', () => {
    const interventions = [
      { atMs: 12_000, param: 'failureRate', value: 0.8 },
      { atMs: 17_000, param: 'outage', value: 'hangs' },
      { atMs: 17_000, param: 'failureRate', value: Infinity },
    ];
    const text = formatInterventions(interventions);
    const packed = packInterventions(interventions);
    expect(text).toBe('12000:failureRate=0.8~17000:outage=hangs~17000:failureRate=unlimited');
    expect(packed).toBe('failureRate,outage;12000:0=0.8~+5000:1=hangs~+0:0=unlimited');
    expect(unpackInterventions(packed)).toEqual(parseInterventions(text));
  });

  it('gives the exact instants of any script back', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        expect(unpackScript(packScript(script))).toEqual(parseScript(formatScript(script)));
      }),
      { numRuns: 500 },
    );
  });
});
