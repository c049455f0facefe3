import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import { formatScenarioFile } from '../scenario/file.ts';
import { formatLink } from '../scenario/link.ts';
import { openingScenario, scenarioOfPreset } from '../scenario/scenario.ts';
import { runHeadless } from './headless.ts';
import { createRun } from './run.ts';

const [breaker] = patterns;
if (!breaker) throw new Error('There is no pattern.');
const preset = breaker.presets.at(-1) ?? breaker.presets[0];
if (!preset) throw new Error('There is no preset.');
const scenario = scenarioOfPreset(breaker, preset);
const formatted = formatLink(scenario, patterns);
const link = 'link' in formatted ? formatted.link : '';

/** Runs the command line on a machine that has only these files. */
function sim(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const out: string[] = [];
  const complaints: string[] = [];
  const code = runHeadless(args, {
    print: (text) => void out.push(text),
    complain: (sentence) => void complaints.push(sentence),
    readFile: (path) => files[path] ?? null,
  });
  return { code, out: out.join(''), complaints };
}

interface Answer {
  readonly scenario: object;
  readonly link: string;
  readonly hash: string;
  readonly untilMs: number;
  readonly eventCount: number;
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly totals: Readonly<Record<string, number>>;
  readonly causes: Readonly<Record<string, number>>;
  readonly events?: readonly { readonly index: number; readonly atMs: number }[];
}

interface StudyAnswer {
  readonly rows: readonly object[];
}

function answer(args: readonly string[], files?: Readonly<Record<string, string>>): Answer {
  const { code, out, complaints } = sim([...args, '--json'], files);
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  return JSON.parse(out) as Answer;
}

describe('the command line', () => {
  it('gives the fingerprint and the link of every preset of a pattern', () => {
    const hashes = JSON.parse(sim(['--hashes', breaker.id, '--json']).out) as readonly {
      readonly preset: string;
      readonly hash: string;
      readonly link: string;
    }[];
    expect(hashes.map((entry) => entry.preset)).toEqual(breaker.presets.map(({ id }) => id));
    const last = hashes.find((entry) => entry.preset === preset.id);
    expect(last).toEqual({ preset: preset.id, hash: answer([link]).hash, link });
    expect(sim(['--hashes', breaker.id]).out).toContain(`${last?.hash}  ${preset.id}  ${link}\n`);
    expect(sim(['--hashes'])).toMatchObject({ code: 2, complaints: [expect.stringMatching(/pattern/)] });
    expect(sim(['--hashes', 'nope'])).toMatchObject({ code: 2, complaints: [expect.stringMatching(/nope/)] });
  });

  it('gives one run for a link, a whole address, a scenario file and a preset', () => {
    const run = createRun(breaker, scenario);
    run.advanceTo(scenario.durationMs);
    const file = formatScenarioFile(scenario, patterns);
    const answers = [
      answer([link]),
      answer([`https://example.org/play/${link}`]),
      answer([link.slice(2)]),
      answer(['shared/run.json'], { 'shared/run.json': file }),
      answer([`${breaker.id}/${preset.id}`]),
    ];
    for (const { hash } of answers) expect(hash).toBe(run.world.trace.hash());
    expect(answers[0]).toMatchObject({
      link,
      scenario: JSON.parse(file) as object,
      untilMs: scenario.durationMs,
    });
  });

  it('runs what the page opens with when only a pattern is named', () => {
    expect(answer([breaker.id]).scenario).toMatchObject({ seed: openingScenario(breaker).seed });
  });

  it('has causes that add up to the totals', () => {
    const { totals, causes } = answer([link]);
    const { arrived, inFlight = 0, ...ended } = totals;
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    expect(sum(Object.values(ended)) + inFlight).toBe(arrived);
    expect(sum(Object.values(causes)) + inFlight).toBe(arrived);
  });

  it('gives every event from the first one on', () => {
    const { events = [], eventCount } = answer([link, '--events', '--until', '3000']);
    expect(events.map(({ index }) => index)).toEqual(Array.from({ length: eventCount }, (_, index) => index));
    const lines = sim([link, '--events', '--until', '3000']).out.trimEnd().split('\n');
    expect(lines).toHaveLength(eventCount);
    expect(lines[0]?.trim()).toMatch(/^[\d.]+ {2}call\.arrived +0 {2}client=0$/);
  });

  it('gives an empty list of events when nothing has happened yet', () => {
    expect(answer([`${breaker.id}?callsPerSecond=0&seed=1`, '--events'])).toMatchObject({
      events: [],
      eventCount: 0,
    });
  });

  it('writes Infinity as a word, in JSON and in text', () => {
    const args = [`${breaker.id}?halfOpenProbes=unlimited&seed=1&for=1000&do=5:maxHalfOpenMs=unlimited`];
    expect(answer([...args, '--events'])).toMatchObject({
      scenario: { params: { halfOpenProbes: 'unlimited' }, interventions: [{ value: 'unlimited' }] },
    });
    const { out } = sim([...args, '--json', '--events']);
    expect(out).toContain('"data":{"param":"maxHalfOpenMs","value":"unlimited"}');
    expect(sim(args).out).toMatch(/Half-open probes +unlimited +\(default 1\)/);
  });

  it('stops where it is told, and says so when that is beyond the end', () => {
    expect(answer([link, '--until', '1500']).untilMs).toBe(1_500);
    const { code, out, complaints } = sim([`${breaker.id}?seed=1&for=2000`, '--until', '2001', '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(out) as Answer).untilMs).toBe(2_000);
    expect(complaints).toEqual(['--until 2001 is beyond the end of the run, which stops at 2\u202f000 ms.']);
  });

  it('says what of a link it ignored, and runs the rest', () => {
    const { code, complaints } = sim([`${breaker.id}?failureRate=7&seed=1&for=1000`]);
    expect(code).toBe(0);
    expect(complaints).toEqual(['failureRate=7 was ignored: failure rate must be between 0 and 1.']);
  });

  it('lists patterns, and the presets of one', () => {
    const ids = patterns.map(({ id }) => id);
    expect(sim(['--list'])).toEqual({ code: 0, out: `${ids.join('\n')}\n`, complaints: [] });
    expect(JSON.parse(sim(['--list', '--json']).out)).toEqual(ids);
    const presetIds = breaker.presets.map(({ id }) => id);
    expect(sim(['--list', breaker.id]).out).toBe(`${presetIds.join('\n')}\n`);
  });

  it('lists studies, of all patterns or of one', () => {
    const names = patterns.flatMap(({ id, studies }) => studies.map((study) => `${id}/${study.id}`));
    expect(names).toContain('circuit-breaker/closing');
    expect(sim(['--studies'])).toEqual({ code: 0, out: `${names.join('\n')}\n`, complaints: [] });
    expect(JSON.parse(sim(['--studies', breaker.id, '--json']).out)).toEqual(
      names.filter((name) => name.startsWith(`${breaker.id}/`)),
    );
  });

  it('measures a study, under its own conditions or those of a link', () => {
    const study = ['--study', 'circuit-breaker/closing', '--trials', '20'];
    const own = JSON.parse(sim([...study, '--seed', '5', '--json']).out) as StudyAnswer;
    expect(own).toMatchObject({ seed: 5, trials: 20, conditions: { failureThreshold: 1 } });
    const given = JSON.parse(
      sim([...study, 'circuit-breaker?failureThreshold=2&seed=7', '--json']).out,
    ) as StudyAnswer;
    expect(given).toMatchObject({ seed: 7, conditions: { failureThreshold: 2 } });
    expect(given.rows).toHaveLength(own.rows.length + 1);
    expect(sim(study).out).toMatch(
      /^Circuit breaker: Does it close again\?\n20 half-open breakers per row, seed 1/,
    );
  });

  it('measures all studies of a pattern as each alone', () => {
    const few = ['--trials', '5', '--json'];
    const each = breaker.studies.map(({ id }) => sim(['--study', `${breaker.id}/${id}`, ...few]).out);
    expect(each.length).toBeGreaterThan(1);
    expect(JSON.parse(sim(['--study', breaker.id, ...few]).out)).toEqual(
      each.map((text) => JSON.parse(text) as StudyAnswer),
    );
    const titles = sim(['--study', breaker.id, '--trials', '5']).out.match(/^Circuit breaker: /gm);
    expect(titles).toHaveLength(each.length);
  });

  it.each([
    [[], 'Give a link, a scenario file, a pattern or pattern/preset; --help says more.'],
    [['a', 'b'], 'Give one thing to run, a link in quotes; --help says more.'],
    [['--fast'], "Unknown option '--fast'; --help says more."],
    [['--until'], "Option '--until <value>' argument missing; --help says more."],
    [['nope'], /^“nope” is neither a link, nor a scenario file, nor a pattern \(.+\)\.$/],
    [['#/nope?seed=1'], /^There is no pattern “nope”\. Known patterns: .+\.$/],
    [['circuit-breaker/nope'], /^circuit-breaker has no preset “nope”; it has .+\.$/],
    [['--list', 'nope'], /^There is no pattern “nope”\. Known patterns: .+\.$/],
    [['--studies', 'nope'], /^There is no pattern “nope”\. Known patterns: .+\.$/],
    [['--study', 'nope/opening'], /^There is no pattern “nope”\. Known patterns: .+\.$/],
    [['--study', 'circuit-breaker/nope'], /^circuit-breaker has no study “nope”; it has .+\.$/],
    [['--study', 'nope'], /^There is no pattern “nope”\. Known patterns: .+\.$/],
    [
      ['--study', 'circuit-breaker/'],
      '--study takes pattern/study or pattern, not “circuit-breaker/”; --studies lists them.',
    ],
    [['--study', 'circuit-breaker/closing/x'], /^--study takes pattern\/study or pattern, not .+\.$/],
    [['--study', 'circuit-breaker', '--trials', '0'], /^The number of trials must be a whole number .+\.$/],
    [
      ['--study', 'circuit-breaker/closing', '--trials', '5s'],
      /^The number of trials must be a whole number .+\.$/,
    ],
    [
      ['--study', 'circuit-breaker/closing', '--trials', '0'],
      /^The number of trials must be a whole number .+\.$/,
    ],
    [['--study', 'circuit-breaker/closing', '--seed', '-1'], /--help says more\.$/],
    [['--study', 'circuit-breaker/closing', '--seed', '1.5'], /^The seed must be a whole number .+\.$/],
    [['--study', 'circuit-breaker/closing', '--until', '5'], /^--until and --events are about one run/],
    [
      ['--study', 'nope/closing', 'circuit-breaker'],
      'The study is about nope, the scenario about circuit-breaker.',
    ],
    [
      ['circuit-breaker', '--trials', '5'],
      '--trials goes with --study, and --seed with that or --find; --help says more.',
    ],
    [['bad.json'], /^This is not a scenario file: /],
    [['circuit-breaker?seed=1', '--until', '-1'], /--help says more\.$/],
    [
      ['circuit-breaker?seed=1', '--until=-1'],
      '--until must be a number of ms from 0 to 60\u202f000, not “-1”.',
    ],
    [
      ['circuit-breaker?seed=1', '--until', '5s'],
      '--until must be a number of ms from 0 to 60\u202f000, not “5s”.',
    ],
  ])('answers %j with exit code 2 and one sentence', (args, sentence) => {
    const { code, out, complaints } = sim(args, { 'bad.json': '{}' });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(complaints).toEqual([expect.stringMatching(sentence)]);
  });
});
