import { describe, expect, it } from 'vitest';
import { runHeadless } from './headless.ts';

/** A run in which the breaker opens under any strong fault. */
const LINK = '#/circuit-breaker?failureThreshold=2&seed=9&for=10000&do=500:failureRate=1';

function sim(...args: readonly string[]) {
  const out: string[] = [];
  const complaints: string[] = [];
  const code = runHeadless(args, {
    print: (text) => void out.push(text),
    complain: (sentence) => void complaints.push(sentence),
    readFile: () => null,
  });
  return { code, out: out.join(''), complaints };
}

interface Answer {
  readonly found: {
    readonly link: string;
    readonly tried: number;
    readonly changes: readonly object[];
    readonly event: { readonly atMs: number };
  } | null;
}

const find = (...args: readonly string[]) =>
  JSON.parse(sim('--find', 'breaker.opened', LINK, ...args, '--json').out) as Answer;

describe('--find', () => {
  it('gives the link of the shortest timeline, paused at the moment, and the same in words', () => {
    const { found } = find();
    expect(found?.link).toMatch(/^#\/circuit-breaker\?failureThreshold=2&seed=\d+&for=10000&/);
    expect(found?.link).toContain(`&at=${found?.event.atMs}`);
    const { code, out, complaints } = sim('--find', 'breaker.opened', LINK);
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    expect(out).toContain('Circuit breaker: the breaker opens');
    expect(out).toMatch(
      /^200 seeds from 1 on\. Each seed is run undisturbed, and under up to 8 random changes of Failure rate, /m,
    );
    expect(out).toMatch(/^Found with seed \d+: /m);
    expect(out).toMatch(/^ +\d\.\d s {2}The breaker opened: 2 failures in a row/m);
    expect(out).toContain(`Link\n  ${found?.link}\n`);
  });

  it('goes on from a seed, draws no faults or keeps what is on the timeline', () => {
    expect(find('--seed', '40').found?.link).toMatch(/&seed=4\d&/);
    const { found } = find('--keep', '--interventions', '0');
    expect(found).toMatchObject({ tried: 1, changes: [] });
    expect(found?.link).toContain('do=500:failureRate=1');
  });

  it('ends with 1 when there is no such run', () => {
    const nothing = ['--find', 'breaker.closed', '#/circuit-breaker?for=1000', '--seeds', '3'];
    const { code, out } = sim(...nothing);
    expect(code).toBe(1);
    expect(out).toContain('Not found with 3 seeds, in runs of 1 s: the breaker closes.');
    expect(JSON.parse(sim(...nothing, '--json').out)).toMatchObject({ seeds: 3, firstSeed: 1, found: null });
  });

  it.each([
    [['--find', 'breaker.opened'], '--find wants a link too; --help says more.'],
    [['--find', 'x', '--study', 'a/b', LINK], 'Give either --study or --find; --help says more.'],
    [
      ['--find', 'breaker.opened', LINK, '--events'],
      '--until, --events and --trials do not go with --find; --help says more.',
    ],
    [[LINK, '--seeds', '3'], '--seeds, --interventions and --keep go with --find; --help says more.'],
    [[LINK, '--keep'], '--seeds, --interventions and --keep go with --find; --help says more.'],
    [
      ['--find', 'breaker.opened', LINK, '--seeds', 'many'],
      'The number of seeds must be a whole number from 1 to 100\u202f000.',
    ],
  ])('refuses %o in a sentence', (args, problem) => {
    expect(sim(...args)).toEqual({ code: 2, out: '', complaints: [problem] });
  });
});
