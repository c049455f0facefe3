import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import { formatChaosExperiment } from '../scenario/chaosToolkit.ts';
import { parseLink } from '../scenario/link.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { runHeadless } from './headless.ts';

const link =
  '#/circuit-breaker?openDurationMs=2000&failureRate=0&seed=7&for=30000&do=10000:outage=errors~20000:outage=none&experiment=Is_it_noticed~3f~&check=20000&hypothesis=failures/attempted:0:0.05~circuitOpens:0:unlimited';

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
  readonly hash: string;
  readonly verdict?: object;
}

function answer(args: readonly string[], files?: Readonly<Record<string, string>>): Answer {
  return JSON.parse(sim([...args, '--json'], files).out) as Answer;
}

const deviated = 'Deviated: failure rate rose to 100 % (tolerance 0–5 %); by the end it was met again.';

describe('the command line on an experiment', () => {
  it('prints the verdict as text', () => {
    const { code, out } = sim([link]);
    expect(code).toBe(0);
    const lines = out.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
    const from = lines.indexOf('Experiment') + 1;
    expect(lines.slice(from, from + 5)).toEqual([
      'Is it noticed? (window 5 s)',
      deviated,
      'before (5.0 s–10.0 s) | at the check (15.0 s–20.0 s) | at the end (25.0 s–30.0 s)',
      'failure rate | 0–5 % | 0 % | 100 % | 0 %',
      'circuit opens | at least 0 | 0 | 2 | 0',
    ]);
  });

  it('gives the verdict as JSON', () => {
    expect(answer([link]).verdict).toEqual({
      title: 'Is it noticed?',
      status: 'failed',
      deviated: true,
      sentence: deviated,
      methodAtMs: 10_000,
      checkAtMs: 20_000,
      measured: {
        before: { fromMs: 5_000, toMs: 10_000, isMet: true },
        after: { fromMs: 15_000, toMs: 20_000, isMet: false },
        end: { fromMs: 25_000, toMs: 30_000, isMet: true },
      },
      probes: [
        { metric: 'failures', over: 'attempted', tolerance: [0, 0.05], before: 0, after: 1, end: 0 },
        { metric: 'circuitOpens', over: null, tolerance: [0, 'unlimited'], before: 0, after: 2, end: 0 },
      ],
    });
  });

  it('has no verdict on a scenario without an experiment', () => {
    expect(answer(['circuit-breaker?seed=7&for=1000'])).not.toHaveProperty('verdict');
    expect(sim(['circuit-breaker?seed=7&for=1000']).out).not.toContain('Experiment');
  });

  it('tells of a run that was stopped how it looked', () => {
    expect(answer([link, '--until', '9000']).verdict).toMatchObject({
      status: 'interrupted',
      sentence: 'Met so far.',
      measured: { after: null, end: null },
    });
  });

  it('carries out an exported experiment', () => {
    const parsed = parseLink(link, patterns);
    if (!parsed.ok || !parsed.scenario.experiment) throw new Error('There is no experiment.');
    const scenario: Scenario = parsed.scenario;
    const file = formatChaosExperiment(scenario, parsed.scenario.experiment, patterns);
    expect(answer(['experiment.json'], { 'experiment.json': file })).toEqual(answer([link]));
    expect(sim(['experiment.json'], { 'experiment.json': '{"method":[]}' })).toEqual({
      code: 2,
      out: '',
      complaints: ['The experiment names no pattern; import it on the page of one.'],
    });
  });
});
