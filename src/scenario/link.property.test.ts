import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { arbitraryLink, arbitraryMutatedLink, arbitraryScenario, arbitraryView } from './arbitrary.ts';
import { checkParamValue } from './check.ts';
import { formatLink, LONGEST_LINK, parseLink } from './link.ts';
import { valueText } from './linkText.ts';
import {
  DURATION_RANGE_MS,
  MAX_INTERVENTIONS,
  MAX_SCRIPTED_CALLS,
  MAX_SEED,
  normaliseScenario,
  type Scenario,
} from './scenario.ts';
import { testPattern } from './testPattern.ts';

const everyPattern = [...patterns, testPattern];
const findPattern = (id: string) => everyPattern.find((pattern) => pattern.id === id);

const isWithin = (value: number, least: number, greatest: number) => value >= least && value <= greatest;

function isValid(pattern: AnyPattern, scenario: Scenario): boolean {
  const { params, seed, durationMs, interventions, script } = scenario;
  const settings = [
    ...Object.entries(params),
    ...interventions.map(({ param, value }) => [param, value] as const),
  ];
  return (
    Number.isInteger(seed) &&
    isWithin(seed, 0, MAX_SEED) &&
    Number.isInteger(durationMs) &&
    isWithin(durationMs, ...DURATION_RANGE_MS) &&
    interventions.length <= MAX_INTERVENTIONS &&
    (script ?? []).length <= MAX_SCRIPTED_CALLS &&
    [...interventions, ...(script ?? [])].every(({ atMs }) => isWithin(atMs, 0, durationMs)) &&
    settings.every(([id, value]) => {
      const spec = pattern.params[id];
      return spec !== undefined && checkParamValue(spec, value).ok;
    }) &&
    JSON.stringify(normaliseScenario(pattern, scenario)) === JSON.stringify(scenario)
  );
}

/** How many things a link says that have to be said, counted without the parser. */
function countSaid(pattern: AnyPattern, link: string): number {
  return link
    .slice(link.indexOf('?') + 1)
    .split('&')
    .filter((entry) => {
      const [key = '', value = ''] = entry.split('=');
      if (key === 'for') return Number(value) !== 60_000;
      if (key === 'embed') return value !== '0';
      const spec = Object.hasOwn(pattern.params, key) ? pattern.params[key] : undefined;
      return !spec || (valueText(spec.default) !== value && Number(value) !== spec.default);
    })
    .flatMap((entry) => (/^(?:do|script)=/.test(entry) ? entry.split('~') : [entry]))
    .filter((text) => !/^(?:(?:do|script)=)?$/.test(text)).length;
}

describe('links', () => {
  it.each(everyPattern.map((pattern) => [pattern.id, pattern] as const))(
    'give back 2 000 random scenarios and views of %s, in letters that no chat program cuts off',
    (_, pattern) => {
      const both = arbitraryScenario(pattern).chain((scenario) =>
        fc.tuple(fc.constant(scenario), arbitraryView(scenario)),
      );
      fc.assert(
        fc.property(both, ([scenario, view]) => {
          const formatted = formatLink(scenario, view, everyPattern);
          if (!('link' in formatted)) throw new Error(formatted.tooLong);
          expect(formatted.link).toMatch(/^[\w\-.~:=&?#/,]+[A-Za-z0-9]$/);
          expect(formatted.link.length).toBeLessThanOrEqual(LONGEST_LINK);
          expect(parseLink(formatted.link, everyPattern)).toEqual({ ok: true, scenario, view, notes: [] });
        }),
        { numRuns: 2_000 },
      );
    },
  );

  it('give back long timelines and scripts, or say that they are too long', () => {
    const options = { mostInterventions: 400, mostScriptedCalls: 400, longestMs: 60_000 };
    fc.assert(
      fc.property(arbitraryScenario(testPattern, options), (scenario) => {
        const formatted = formatLink(scenario, undefined, everyPattern);
        if ('tooLong' in formatted) expect(formatted.tooLong).toMatch(/Share the scenario file instead\.$/);
        else {
          expect(formatted.link.length).toBeLessThanOrEqual(LONGEST_LINK);
          expect(parseLink(formatted.link, everyPattern)).toMatchObject({ scenario, notes: [] });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('survive 10 000 accidents: a valid scenario or a sentence, and a note for everything that was dropped', () => {
    const outcomes = { refused: 0, noted: 0, whole: 0 };
    for (const pattern of everyPattern) {
      const links = arbitraryMutatedLink(arbitraryLink(pattern, everyPattern));
      const property = fc.property(links, (link) => {
        const parsed = parseLink(link, everyPattern);
        if (!parsed.ok) {
          outcomes.refused += 1;
          expect(parsed.problem).toMatch(/^[^\p{C}]+\.$/u);
          return;
        }
        const { scenario, view, notes } = parsed;
        const found = findPattern(scenario.pattern) as AnyPattern;
        expect(isValid(found, scenario)).toBe(true);
        if (notes.length > 0) {
          outcomes.noted += 1;
          expect(notes.length).toBeLessThanOrEqual(13);
          expect(notes.join('')).toMatch(/^(?:[^\p{C}]+\.)+$/u);
          return;
        }
        const again = formatLink(scenario, view, everyPattern);
        if (!('link' in again)) throw new Error(again.tooLong);
        expect(parseLink(again.link, everyPattern)).toEqual(parsed);
        const saysSomething = /\?(?!$)/.test(link) && !/%|z=|v=/.test(link + again.link);
        if (!saysSomething) return;
        outcomes.whole += 1;
        expect(countSaid(found, again.link)).toBe(countSaid(found, link));
      });
      fc.assert(property, { numRuns: Math.ceil(10_000 / everyPattern.length) });
    }
    console.log(outcomes);
    expect(Math.min(outcomes.refused, outcomes.noted, outcomes.whole)).toBeGreaterThan(300);
  });
});
