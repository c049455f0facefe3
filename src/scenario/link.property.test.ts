import { isDeepStrictEqual as isEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { arbitraryLink, arbitraryMutatedLink, arbitraryScenario, arbitraryView } from './arbitrary.ts';
import { checkParamValue } from './check.ts';
import {
  cleanTitle,
  DEFAULT_TITLE,
  DEFAULT_WINDOW_MS,
  isCounter,
  MAX_PROBES,
  MAX_TITLE_CHARS,
  probeMetrics,
  WINDOW_RANGE_MS,
} from './experiment.ts';
import { parseTitle } from './experimentText.ts';
import { formatLink, LONGEST_LINK, parseLink, PLAIN_VIEW, type LinkView } from './link.ts';
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

const asParsed = (scenario: Scenario, view: LinkView) => ({ ok: true, scenario, view, notes: [] });
const isSentence = (text: string) => /^[^\p{C}]+\.$/u.test(text);
const isWithin = (value: number, least: number, greatest: number) => value >= least && value <= greatest;

function isValidExperiment(pattern: AnyPattern, { experiment, durationMs }: Scenario): boolean {
  if (!experiment) return true;
  const { title, probes, windowMs, checkAtMs } = experiment;
  return (
    isWithin(Array.from(title).length, 1, MAX_TITLE_CHARS) &&
    title === cleanTitle(title) &&
    isWithin(probes.length, 1, MAX_PROBES) &&
    isWithin(windowMs, ...WINDOW_RANGE_MS) &&
    Number.isInteger(windowMs) &&
    (checkAtMs === null || (Number.isInteger(checkAtMs) && isWithin(checkAtMs, 0, durationMs))) &&
    probes.every(
      ({ metric, over, least, greatest }) =>
        probeMetrics(pattern).includes(metric) &&
        (over === null || (isCounter(pattern, metric) && isCounter(pattern, over))) &&
        isWithin(least, 0, greatest),
    )
  );
}

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
    isValidExperiment(pattern, scenario) &&
    isEqual(normaliseScenario(pattern, scenario), scenario)
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
      if (key === 'experiment') return cleanTitle(parseTitle(value)) !== DEFAULT_TITLE;
      if (key === 'window') return Number(value) !== DEFAULT_WINDOW_MS;
      if (key === 'embed') return value !== '0';
      const spec = Object.hasOwn(pattern.params, key) ? pattern.params[key] : undefined;
      return !spec || (valueText(spec.default) !== value && Number(value) !== spec.default);
    })
    .flatMap((entry) => (/^(?:do|script|hypothesis)=/.test(entry) ? entry.split('~') : [entry]))
    .filter((text) => !/^(?:(?:do|script|hypothesis)=)?$/.test(text)).length;
}

/** Thousands of links take a while on a busy machine. */
const PATIENCE_MS = 120_000;

describe('links', { timeout: PATIENCE_MS }, () => {
  it.each(everyPattern.map((pattern) => [pattern.id, pattern] as const))(
    'give back 500 random scenarios and views of %s, in letters that no chat program cuts off',
    (_, pattern) => {
      const both = arbitraryScenario(pattern).chain((scenario) =>
        fc.tuple(fc.constant(scenario), arbitraryView(scenario)),
      );
      fc.assert(
        fc.property(both, ([scenario, view]) => {
          const formatted = formatLink(scenario, everyPattern, view);
          if (!('link' in formatted)) throw new Error(formatted.tooLong);
          expect(formatted.link).toMatch(/^[\w\-.~:=&?#/,]+[A-Za-z0-9]$/);
          expect(formatted.link.length).toBeLessThanOrEqual(LONGEST_LINK);
          expect(parseLink(formatted.link, everyPattern)).toEqual(asParsed(scenario, view));
        }),
        { numRuns: 500 },
      );
    },
  );

  it('give back long timelines and scripts, or say that they are too long', () => {
    const options = { mostInterventions: 400, mostScriptedCalls: 400, longestMs: 60_000 };
    const seen = { links: 0, sentences: 0 };
    fc.assert(
      fc.property(arbitraryScenario(testPattern, options), (scenario) => {
        const formatted = formatLink(scenario, everyPattern);
        if ('tooLong' in formatted) {
          seen.sentences += 1;
          return formatted.tooLong.endsWith('Share the scenario file instead.');
        }
        seen.links += 1;
        const parsed = parseLink(formatted.link, everyPattern);
        return formatted.link.length <= LONGEST_LINK && isEqual(parsed, asParsed(scenario, PLAIN_VIEW));
      }),
      { numRuns: 200 },
    );
    expect(Math.min(seen.links, seen.sentences)).toBeGreaterThan(20);
  });

  it('survive 10 000 accidents: a valid scenario or a sentence, and a note for everything that was dropped', () => {
    const seen = { refused: 0, noted: 0, kept: 0 };

    /** What is wrong with how this link was read, or null. */
    function faultOf(link: string): string | null {
      const parsed = parseLink(link, everyPattern);
      if (!parsed.ok) {
        seen.refused += 1;
        return isSentence(parsed.problem) ? null : 'The problem is not a sentence.';
      }
      const { scenario, view, notes } = parsed;
      const pattern = everyPattern.find(({ id }) => id === scenario.pattern);
      if (!pattern || !isValid(pattern, scenario)) return 'The scenario is not valid.';
      if (notes.length > 0) {
        seen.noted += 1;
        return notes.length <= 13 && notes.every(isSentence) ? null : 'The notes are not a few sentences.';
      }
      const again = formatLink(scenario, everyPattern, view);
      if (!('link' in again)) return 'The scenario fits no link, although it came from one.';
      if (!isEqual(parseLink(again.link, everyPattern), parsed)) return 'Read again, it is something else.';
      if (!/\?./.test(link) || /%|z=|v=/.test(link + again.link)) return null;
      seen.kept += 1;
      return countSaid(pattern, again.link) === countSaid(pattern, link)
        ? null
        : 'Something was dropped silently.';
    }

    for (const pattern of everyPattern) {
      const links = arbitraryMutatedLink(arbitraryLink(pattern, everyPattern));
      fc.assert(
        fc.property(links, (link) => {
          expect(faultOf(link)).toBeNull();
        }),
        { numRuns: Math.ceil(10_000 / everyPattern.length) },
      );
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(500);
  });
});
