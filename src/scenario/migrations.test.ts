import { describe, expect, it } from 'vitest';
import { formatScenarioFile, parseScenarioFile } from './file.ts';
import { formatLink, parseLink, PLAIN_VIEW } from './link.ts';
import type { Migration } from './migrations.ts';
import { defaultScenario } from './scenario.ts';
import { testPattern } from './testPattern.ts';

const shelf = [testPattern];

/** Version 1 called the pattern "old-pattern" and its parameter "errors", version 2 called the choice "random". */
const migrations: readonly Migration[] = [
  [
    { kind: 'paramRenamed', pattern: 'old-pattern', from: 'errors', to: 'share' },
    { kind: 'defaultChanged', pattern: 'old-pattern', param: 'waitMs', before: 250 },
    { kind: 'defaultChanged', pattern: 'old-pattern', param: 'isSlow', before: true },
    { kind: 'patternRenamed', from: 'old-pattern', to: 'test-pattern' },
  ],
  [{ kind: 'choiceRenamed', pattern: 'test-pattern', param: 'law', from: 'random', to: 'atRandom' }],
];

const expected = {
  ...defaultScenario(testPattern),
  seed: 7,
  params: { share: 0.2, waitMs: 250, law: 'atRandom', isSlow: true },
  interventions: [
    { atMs: 5, param: 'share', value: 0.9 },
    { atMs: 6, param: 'law', value: 'atRandom' },
  ],
};

describe('migrations', () => {
  it('open a link without a version as the first version meant it', () => {
    const link = '#/old-pattern?errors=0.2&law=random&seed=7&do=5:errors=0.9~6:law=random';
    expect(parseLink(link, shelf, migrations)).toEqual({
      ok: true,
      scenario: expected,
      view: PLAIN_VIEW,
      notes: [],
    });
  });

  it('open a link of a later version with only the changes after it', () => {
    const parsed = parseLink('#/test-pattern?v=2&share=0.2&law=random&seed=7', shelf, migrations);
    expect(parsed).toMatchObject({ scenario: { params: { share: 0.2, law: 'atRandom' } }, notes: [] });
  });

  it('leave what an old link says itself, and other patterns, alone', () => {
    const link = '#/old-pattern?waitMs=100&isSlow=off&seed=7';
    expect(parseLink(link, shelf, migrations)).toMatchObject({ scenario: { params: {} }, notes: [] });
    const other = { ...testPattern, id: 'other' };
    expect(parseLink('#/other?share=0.2&seed=7', [testPattern, other], migrations)).toMatchObject({
      scenario: { pattern: 'other', params: { share: 0.2 } },
      notes: [],
    });
  });

  it('keep one parameter when a link has both its names', () => {
    const parsed = parseLink(
      '#/old-pattern?errors=0.2&share=0.3&waitMs=100&isSlow=off&seed=7',
      shelf,
      migrations,
    );
    expect(parsed).toMatchObject({
      scenario: { params: { share: 0.2 } },
      notes: ['share=0.3 was ignored: share is given twice, and the first one counts.'],
    });
  });

  it('leave a note about a link from the future', () => {
    const parsed = parseLink('#/test-pattern?v=4&seed=7', shelf, migrations);
    expect(parsed.ok && parsed.notes).toHaveLength(1);
  });

  it('are not needed for a link of today, which says its version once there is more than one', () => {
    const formatted = formatLink(expected, shelf, PLAIN_VIEW, migrations);
    const link = 'link' in formatted ? formatted.link : '';
    expect(link).toBe(
      '#/test-pattern?v=3&share=0.2&waitMs=250&law=atRandom&isSlow=on&seed=7&do=5:share=0.9~6:law=atRandom',
    );
    expect(parseLink(link, shelf, migrations)).toMatchObject({ scenario: expected, notes: [] });
  });

  it('apply to files too', () => {
    const old = JSON.stringify({
      format: 'partial-failure-scenario/1',
      pattern: 'old-pattern',
      params: { errors: 0.2, law: 'random' },
      seed: 7,
      interventions: [
        { atMs: 5, param: 'errors', value: 0.9 },
        { atMs: 6, param: 'law', value: 'random' },
      ],
    });
    expect(parseScenarioFile(old, shelf, migrations)).toEqual({ ok: true, scenario: expected, notes: [] });
    const today = formatScenarioFile(expected, shelf, migrations);
    expect(today).toContain('"partial-failure-scenario/3"');
    expect(parseScenarioFile(today, shelf, migrations)).toEqual({ ok: true, scenario: expected, notes: [] });
  });
});
