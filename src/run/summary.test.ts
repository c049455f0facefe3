import { describe, expect, it } from 'vitest';
import { patterns } from '../patterns/index.ts';
import { parseScenarioFile } from '../scenario/file.ts';
import { parseLink } from '../scenario/link.ts';
import { createRun, type Run } from './run.ts';
import { summarise, summaryJson } from './summary.ts';
import { summaryText } from './summaryText.ts';

function runLink(link: string, untilMs = Infinity): Run {
  const parsed = parseLink(link, patterns);
  const pattern = parsed.ok ? patterns.find(({ id }) => id === parsed.scenario.pattern) : undefined;
  if (!parsed.ok || !pattern) throw new Error('The link of the test is not valid.');
  const run = createRun(pattern, parsed.scenario);
  run.advanceTo(untilMs);
  return run;
}

const link =
  '#/circuit-breaker?latencyMs=10&latencyLaw=fixed&failureThreshold=2&seed=7&for=10000&do=4000:failureRate=1&script=' +
  '0:10:success~1000:10:failure~2000:10:failure~3000:10:success~9995:10:success';

describe('summary', () => {
  it('says in aligned words what was run and what came of it', () => {
    const [head, ...sections] = summaryText(summarise(runLink(link))).split('\n\n');
    expect(head).toBe('Circuit breaker: 10 s, seed 7');
    expect(sections).toContain(
      [
        'Parameters',
        '  Latency            10 ms  (default 80 ms)',
        '  Latency law        fixed  (default log-normal)',
        '  Failure threshold      2  (default 5)',
      ].join('\n'),
    );
    expect(sections).toContain('Timeline\n  4.0 s  Failure rate → 100 %');
    expect(sections).toContain('Script\n  5 calls at given instants');
    expect(sections).toContain(`Link\n  ${link}`);
    expect(sections).toContain(
      [
        'Calls',
        '  5  arrived',
        '  1  succeeded',
        '     1  answered',
        '  2  failed',
        '     2  injected error',
        '  2  rejected',
        '     2  breaker open',
        '  0  in flight',
      ].join('\n'),
    );
    expect(sections.join('\n')).toMatch(/\n {2}Latency p50 +10 ms\n/);
    expect(sections.join('\n')).toMatch(/\n {2}Attempted +3 calls\n/);
    expect(sections.at(-1)).toMatch(/^What happened\n {2}2\.0 s {2}The breaker opened: 2 failures in a row/);
    expect(sections.at(-1)).toMatch(/\n {2}4\.0 s {2}Failure rate → 100 %\.$/);
  });

  it('says how far a run has got when that is not its end', () => {
    expect(summaryText(summarise(runLink(link, 1_500)))).toMatch(
      /^Circuit breaker: the first 1\.5 s of 10 s, seed 7\n/,
    );
  });

  it('leaves out what there is too much of, and says so', () => {
    const changes = Array.from({ length: 60 }, (_, index) => `${100 * index}:failureRate=0.${index % 10}`);
    const text = summaryText(
      summarise(runLink(`#/circuit-breaker?seed=1&for=10000&do=${changes.join('~')}`)),
    );
    expect(text).toMatch(/Timeline\n {2}0\.0 s .*(?:\n.*){39}\n {2}… and 20 more\n/);
    expect(text).toMatch(/What happened\n {2}… earlier ones: --events has them all(?:\n.*){40}$/);
  });

  it('carries a scenario file in its JSON', () => {
    const run = runLink(link);
    const json = JSON.parse(summaryJson(summarise(run))) as { readonly scenario: object };
    expect(parseScenarioFile(JSON.stringify(json.scenario), patterns)).toEqual({
      ok: true,
      scenario: run.scenario,
      notes: [],
    });
  });
});
