import { describe, expect, it } from 'vitest';
import type { AnyPattern } from '../patterns/pattern.ts';
import { patterns } from '../patterns/index.ts';
import { formatLink, LONGEST_LINK, parseLink, PLAIN_VIEW } from './link.ts';
import { LINK_KEYS } from './linkEntries.ts';
import { pack } from './pack.ts';
import { defaultScenario, openingScenario, scenarioOfPreset, type Scenario } from './scenario.ts';
import { testPattern } from './testPattern.ts';

const shelf = [testPattern];
const plain: Scenario = { ...defaultScenario(testPattern), seed: 7 };

function linkOf(scenario: Scenario, view = PLAIN_VIEW, among: readonly AnyPattern[] = shelf): string {
  const formatted = formatLink(scenario, among, view);
  if (!('link' in formatted)) throw new Error(formatted.tooLong);
  return formatted.link;
}

/** What `query` gives after `#/test-pattern?seed=7`. */
function read(query: string) {
  const parsed = parseLink(`#/test-pattern?seed=7&${query}`, shelf);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed;
}

describe('formatLink', () => {
  it('names the pattern and the seed, and nothing that equals its default', () => {
    expect(linkOf({ ...plain, params: { share: 0.5, limit: 5 } })).toBe('#/test-pattern?seed=7');
  });

  it('writes parameters in the order of the schema, with ids as in code and values as a person would', () => {
    const params = { isSlow: true, law: 'atRandom', limit: Infinity, waitMs: 5_000, share: 0.1 + 0.2 };
    expect(linkOf({ ...plain, params })).toBe(
      '#/test-pattern?share=0.30000000000000004&waitMs=5000&limit=unlimited&law=atRandom&isSlow=on&seed=7',
    );
  });

  it('writes the length of the run, the timeline in order of time, and a script', () => {
    const scenario: Scenario = {
      ...plain,
      durationMs: 20_000,
      interventions: [
        { atMs: 7_000, param: 'share', value: 0.1 },
        { atMs: 2_000, param: 'isSlow', value: false },
      ],
      script: [
        { atMs: 0, durationMs: 120, outcome: 'success' },
        { atMs: 500.25, durationMs: 80, outcome: 'other' },
      ],
    };
    expect(linkOf(scenario)).toBe(
      '#/test-pattern?seed=7&for=20000&do=2000:isSlow=off~7000:share=0.1&script=0:120:success~500.25:80:other',
    );
  });

  it('writes what the page shows', () => {
    const view = { atMs: 12_400, hide: ['load', 'inject'], lock: ['tune'], embed: true } as const;
    expect(linkOf(plain, view)).toBe('#/test-pattern?seed=7&at=12400&hide=inject,load&lock=tune&embed=1');
  });

  it('compresses a long timeline and keeps the parameters and the seed readable', () => {
    const interventions = Array.from({ length: 200 }, (_, index) => ({
      atMs: index * 137,
      param: 'waitMs',
      value: 10 + ((index * 7919) % 500) * 10,
    }));
    const link = linkOf({ ...plain, params: { share: 0.2 }, interventions });
    expect(link).toMatch(/^#\/test-pattern\?share=0\.2&z=[\w-]+&seed=7$/);
    expect(link.length).toBeLessThanOrEqual(LONGEST_LINK);
  });

  it('says so when not even the compressed scenario fits', () => {
    const interventions = Array.from({ length: 1_000 }, (_, index) => ({
      atMs: index * 59,
      param: 'share',
      value: Math.abs(Math.sin(index)),
    }));
    expect(formatLink({ ...plain, interventions }, shelf)).toEqual({
      tooLong:
        'This run has 1\u202f000 changes on its timeline: more than a link can carry. Share the scenario file instead.',
    });
  });

  it('gives presets links of typically at most 400 characters, and none of more than 500', () => {
    const links = patterns.flatMap((pattern) =>
      pattern.presets.map((preset) => linkOf(scenarioOfPreset(pattern, preset), PLAIN_VIEW, patterns)),
    );
    const lengths = links.map(({ length }) => length).toSorted((a, b) => a - b);
    expect(lengths[Math.ceil(0.95 * lengths.length) - 1]).toBeLessThanOrEqual(400);
    expect(lengths.at(-1)).toBeLessThanOrEqual(500);
  });

  it('leaves its own words free of parameter ids', () => {
    const ids = patterns.flatMap((pattern) => Object.keys(pattern.params));
    expect(ids.filter((id) => LINK_KEYS.includes(id))).toEqual([]);
    expect(ids.every((id) => /^[A-Za-z]\w*$/.test(id))).toBe(true);
  });
});

describe('parseLink', () => {
  it.each([
    'https://example.org/play/#/test-pattern?seed=7&share=0.2',
    'https://example.org/play/?from=mail#/test-pattern?seed=7&share=0.2',
    ' #/test-pattern?seed=7&share=0.2\n',
    '#test-pattern/?seed=7&share=0.2',
    '/test-pattern?seed=7&share=0.2',
    'test-pattern?seed=7&share=0.2',
    'test-pattern?seed=7&amp;share=.2',
    '#/test-pattern%3Fseed%3D7%26share%3D2e-1',
  ])('understands %s', (text) => {
    const scenario = { ...plain, params: { share: 0.2 } };
    expect(parseLink(text, shelf)).toEqual({ ok: true, scenario, view: PLAIN_VIEW, notes: [] });
  });

  it.each(['', '#/', 'https://example.org/play/', '?seed=7', '   '])('asks for a pattern in "%s"', (text) => {
    expect(parseLink(text, shelf)).toEqual({
      ok: false,
      problem: 'No pattern is named. Known patterns: test-pattern.',
    });
  });

  it('lists the patterns it knows when it does not know this one', () => {
    expect(parseLink('#/ciruit-breaker?seed=7', [testPattern, { ...testPattern, id: 'retry' }])).toEqual({
      ok: false,
      problem: 'There is no pattern “ciruit-breaker”. Known patterns: test-pattern and retry.',
    });
    expect(parseLink('#/__proto__?seed=7', shelf).ok).toBe(false);
    expect(parseLink('#/toString?seed=7', shelf).ok).toBe(false);
  });

  it('opens the first preset of a pattern when the link says nothing else', () => {
    for (const pattern of patterns) {
      const view = { ...PLAIN_VIEW, embed: true };
      expect(parseLink(`#/${pattern.id}?embed=1`, patterns)).toEqual({
        ok: true,
        scenario: openingScenario(pattern),
        view,
        notes: [],
      });
    }
  });

  it.each([
    ['door.roof', 'door.roof'],
    ['roof.door.roof', 'door.roof'],
    ['left-wheel', 'left-wheel'],
  ])('reads the set %s as %s, its one way to be written', (written, known) => {
    const parsed = parseLink(`#/test-pattern?broken=${written}&seed=7`, shelf);
    expect(parsed).toMatchObject({ scenario: { params: { broken: known } }, notes: [] });
  });

  it('reads a set without members, also where it is no change', () => {
    const parsed = parseLink('#/test-pattern?broken=none&seed=7&do=9:broken=roof~20:broken=none', shelf);
    const interventions = [
      { atMs: 9, param: 'broken', value: 'roof' },
      { atMs: 20, param: 'broken', value: 'none' },
    ];
    expect(parsed).toMatchObject({ scenario: { params: {}, interventions }, notes: [] });
  });

  it('uses seed 1 when the link names none, and says so', () => {
    const parsed = parseLink('#/test-pattern?share=0.2', shelf);
    expect(parsed).toMatchObject({ scenario: { seed: 1 }, notes: ['No seed is given; 1 is used.'] });
  });

  it.each([
    ['share=7', 'share=7 was ignored: share must be between 0 and 1.'],
    ['share=x', 'share=x was ignored: share must be a number between 0 and 1.'],
    ['share=0x1', 'share=0x1 was ignored: share must be a number between 0 and 1.'],
    ['share=unlimited', 'share=unlimited was ignored: share must be a number between 0 and 1.'],
    ['waitMs=5', 'waitMs=5 was ignored: wait must be between 10 and 30\u202f000 ms.'],
    ['limit=2.5', 'limit=2.5 was ignored: limit must be a whole number between 1 and 20, or unlimited.'],
    ['limit=1e999', 'limit=1e999 was ignored: limit must be a whole number between 1 and 20, or unlimited.'],
    ['rate=-1', 'rate=-1 was ignored: rate must be between 0 and 500 per second.'],
    ['law=x', 'law=x was ignored: TTL law must be fixed or atRandom.'],
    ['law=constructor', 'law=constructor was ignored: TTL law must be fixed or atRandom.'],
    [
      'broken=door.nose',
      'broken=door.nose was ignored: broken parts must be none, or names like door with dots between.',
    ],
    [
      'broken=door.none',
      'broken=door.none was ignored: broken parts must be none, or names like door with dots between.',
    ],
    ['isSlow=1', 'isSlow=1 was ignored: slow must be on or off.'],
    ['shar=0.2', 'shar=0.2 was ignored: test pattern has no parameter of that name.'],
    ['__proto__=1', '__proto__=1 was ignored: test pattern has no parameter of that name.'],
    ['share', 'share was ignored: it has no value.'],
    ['share=', 'share= was ignored: it has no value.'],
    ['do=', 'do= was ignored: it has no value.'],
    ['seed=8', 'seed=8 was ignored: seed is given twice, and the first one counts.'],
    [
      'for=10',
      'for=10 was ignored: the length of the run must be between 1\u202f000 and 3\u202f600\u202f000 ms; 60\u202f000 is used.',
    ],
    ['do=x', 'x was ignored: a change on the timeline is written time:parameter=value.'],
    ['do=2000:share', '2000:share was ignored: share must be a number between 0 and 1.'],
    ['do=2000:nope=1', '2000:nope=1 was ignored: test pattern has no parameter of that name.'],
    ['do=x:share=1', 'x:share=1 was ignored: its time must be a whole number between 0 and 60\u202f000 ms.'],
    [
      'do=0.5:share=1',
      '0.5:share=1 was ignored: its time must be a whole number between 0 and 60\u202f000 ms.',
    ],
    ['do=60001:share=1', '60001:share=1 was ignored: it comes after the end of the run at 60\u202f000 ms.'],
    [
      'script=0:x:success',
      '0:x:success was ignored: the duration of a scripted call must be a number between 0 and 3\u202f600\u202f000 ms.',
    ],
    [
      'script=0:5:win',
      '0:5:win was ignored: the outcome of a scripted call must be success, failure or other.',
    ],
    ['at=60001', 'at=60001 was ignored: the playhead must be between 0 and 60\u202f000 ms.'],
    ['hide=tunes', 'hide=tunes was ignored: the control groups are inject, tune and load.'],
    ['embed=yes', 'embed=yes was ignored: embed must be 1 or 0.'],
    ['v=0', 'v=0 was ignored: the version must be between 1 and 1.'],
    [
      'v=2',
      'This link was made by a newer version of the playground; what this one does not know is ignored.',
    ],
    ['z=AAAAAAAA', 'The compressed part of the link (z=…) is damaged or cut off, so it was ignored.'],
  ])('ignores %s and says why', (query, note) => {
    const { scenario, notes, view } = read(query);
    expect(notes).toEqual([note]);
    expect({ scenario: { ...scenario, script: null }, view }).toEqual({ scenario: plain, view: PLAIN_VIEW });
  });

  it('keeps what is valid beside what is not', () => {
    const { scenario, view, notes } = read(
      'share=7&waitMs=5000&do=9000:share=0.3~x~2000:limit=unlimited&hide=load,all,inject&share=0.9',
    );
    expect(scenario).toEqual({
      ...plain,
      params: { share: 0.9, waitMs: 5_000 },
      interventions: [
        { atMs: 2_000, param: 'limit', value: Infinity },
        { atMs: 9_000, param: 'share', value: 0.3 },
      ],
    });
    expect(view.hide).toEqual(['inject', 'load']);
    expect(notes).toHaveLength(3);
  });

  it('ignores what follows the pattern in the path', () => {
    expect(parseLink('#/test-pattern/compare?seed=7', shelf)).toEqual({
      ok: true,
      scenario: plain,
      view: PLAIN_VIEW,
      notes: ['/compare was ignored: the address of a pattern ends with its name.'],
    });
  });

  it('takes values between the steps of the control, and a choice only as its own id', () => {
    expect(read('share=0.123456789&waitMs=10.5').scenario.params).toEqual({
      share: 0.123456789,
      waitMs: 10.5,
    });
  });

  it('keeps the first of two values, unless it is not valid', () => {
    expect(read('rate=1&rate=2').scenario.params).toEqual({ rate: 1 });
    expect(read('rate=-1&rate=2').scenario.params).toEqual({ rate: 2 });
  });

  it('keeps the first thousand of ten thousand interventions', () => {
    const { scenario, notes } = read(`do=${'2000:rate=1~'.repeat(10_000)}`);
    expect(scenario.interventions).toHaveLength(1_000);
    expect(notes.at(-1)).toMatch(
      /^The last [\d\u202f]+ of [\d\u202f]+ interventions were ignored: a run has at most 1\u202f000\.$/,
    );
  });

  it('reads only the beginning of an absurdly long link', () => {
    const { scenario, notes } = read(`share=0.2&${'x=1&'.repeat(100_000)}`);
    expect(scenario.params).toEqual({ share: 0.2 });
    expect(notes).toHaveLength(13);
    expect(notes[0]).toBe('The link is longer than 100 kB; only its beginning was read.');
    expect(notes.at(-1)).toMatch(/^And \d+ more like these\.$/);
  });

  it('sorts a script that is not in order of time, and says so', () => {
    const { scenario, notes } = read('script=500:1:failure~0:1:success');
    expect(scenario.script?.map(({ atMs }) => atMs)).toEqual([0, 500]);
    expect(notes).toEqual(['The scripted calls were not in order of time, so they were sorted.']);
  });

  it('tells an empty script from none', () => {
    expect(read('rate=1').scenario.script).toBeNull();
    expect(read('script=none').scenario.script).toEqual([]);
  });

  it('shows nothing of a hostile text that could change how a page or a terminal looks', () => {
    const { notes } = read('share=\u001b[31m\u202e\u0000<b>');
    expect(notes).toEqual([
      'share=\ufffd[31m\ufffd\ufffd<b> was ignored: share must be a number between 0 and 1.',
    ]);
  });

  it('ignores a compressed part that was changed or cut', () => {
    const link = `#/test-pattern?z=${pack('do=rate;5:0=1~+5:0=2')}&seed=7`;
    expect(parseLink(link, shelf)).toMatchObject({ notes: [], scenario: { interventions: [{}, {}] } });
    const at = link.indexOf('z=') + 9;
    const changed = link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1);
    const cut = link.slice(0, at + 4);
    for (const text of [changed, cut]) {
      expect(parseLink(text, shelf)).toMatchObject({
        scenario: { interventions: [] },
        notes: expect.arrayContaining([
          'The compressed part of the link (z=…) is damaged or cut off, so it was ignored.',
        ]) as unknown,
      });
    }
  });

  it('takes interventions written by hand beside compressed ones', () => {
    const { scenario, notes } = read(`do=7:share=0.1&z=${pack('rate=3&do=rate;5:0=1~+5:0=2&seed=9')}`);
    expect(scenario).toMatchObject({ seed: 7, params: { rate: 3 } });
    expect(scenario.interventions.map(({ atMs }) => atMs)).toEqual([5, 7, 10]);
    expect(notes).toEqual(['seed=9 was ignored: it cannot be in the compressed part of a link.']);
  });
});

describe('a link that names a preset', () => {
  const link = (pattern: AnyPattern, preset: string) => `#/${pattern.id}?preset=${preset}`;

  it('opens every preset of every pattern, with its experiment', () => {
    for (const pattern of patterns) {
      for (const preset of pattern.presets) {
        const scenario = scenarioOfPreset(pattern, preset);
        expect(parseLink(link(pattern, preset.id), patterns)).toEqual({
          ok: true,
          scenario,
          view: PLAIN_VIEW,
          notes: [],
        });
        expect(scenario.experiment !== undefined).toBe(preset.experiment !== undefined);
      }
    }
    expect(patterns.some(({ presets }) => presets.some(({ experiment }) => experiment))).toBe(true);
  });

  it('may say what the page shows of it', () => {
    const [pattern] = patterns as [AnyPattern];
    const [, preset] = pattern.presets as [unknown, AnyPattern['presets'][number]];
    expect(parseLink(`${link(pattern, preset.id)}&at=5000&embed=1`, patterns)).toMatchObject({
      scenario: scenarioOfPreset(pattern, preset),
      view: { atMs: 5_000, embed: true },
      notes: [],
    });
  });

  it('opens what the pattern opens with where there is no such preset, and says which there are', () => {
    const [pattern] = patterns as [AnyPattern];
    const parsed = parseLink(link(pattern, 'nope'), patterns);
    expect(parsed).toMatchObject({ ok: true, scenario: openingScenario(pattern) });
    const { notes } = parsed as { notes: readonly string[] };
    expect(notes).toEqual([expect.stringContaining('preset=nope was ignored')]);
    for (const { id } of pattern.presets) expect(notes[0]).toContain(id);
  });

  it('leaves the preset aside where it says itself what to run', () => {
    const [pattern] = patterns as [AnyPattern];
    const preset = pattern.presets[1]?.id ?? '';
    const own = parseLink(`#/${pattern.id}?seed=7`, patterns) as { scenario: Scenario };
    expect(parseLink(`${link(pattern, preset)}&seed=7`, patterns)).toMatchObject({
      scenario: own.scenario,
      notes: [expect.stringContaining('the link says itself what to run')],
    });
  });
});
