import { describe, expect, it } from 'vitest';
import { defaultParams, type ParamSpec, type ParamSpecs } from '../../patterns/params.ts';
import { choiceLayout, offered, partsOf } from './formParts.ts';

const count = { kind: 'count', help: '', min: 0, max: 10, step: 1, default: 1 } as const;
const specs = {
  plain: { ...count, group: 'tune', label: 'Plain' },
  rule: {
    group: 'tune',
    kind: 'choice',
    label: 'Rule',
    help: '',
    options: { a: 'a', b: 'b' },
    default: 'a',
  },
  onlyForB: { ...count, group: 'tune', label: 'Only for b', appliesWhen: { rule: ['b'] } },
  rare: { ...count, group: 'tune', label: 'Rare', advanced: true },
  other: { ...count, group: 'load', label: 'Other' },
} as const satisfies ParamSpecs;
const values = defaultParams(specs);

describe('the parts of a group', () => {
  it('are its applicable parameters in order, the advanced ones apart', () => {
    expect(partsOf('tune', specs, values)).toEqual({
      basic: ['plain', 'rule'],
      advanced: ['rare'],
      changed: 0,
      isAdvancedChanged: false,
    });
    expect(partsOf('tune', specs, { ...values, rule: 'b' }).basic).toEqual(['plain', 'rule', 'onlyForB']);
    expect(partsOf('inject', specs, values).basic).toEqual([]);
  });
  it('count what differs from the defaults, as far as it applies', () => {
    expect(partsOf('tune', specs, { ...values, onlyForB: 5 }).changed).toBe(0);
    expect(partsOf('tune', specs, { ...values, plain: 5 }).changed).toBe(1);
    expect(partsOf('tune', specs, { ...values, rare: 5 }).isAdvancedChanged).toBe(true);
  });
});

describe('a set', () => {
  const links = {
    group: 'inject',
    kind: 'set',
    label: 'Links',
    help: '',
    options: { a: 'a', b: 'b', c: 'c' },
    default: 'none',
    isOffered: (member, { rule }) => member === rule,
  } as const satisfies ParamSpec;

  it('offers what means something, and keeps what it has', () => {
    expect(offered(links, 'links', { links: 'none', rule: 'b' })).toMatchObject({ options: { b: 'b' } });
    const both = offered(links, 'links', { links: 'c', rule: 'b' });
    expect(both).toMatchObject({ options: { b: 'b', c: 'c' } });
    expect(both).not.toHaveProperty('options.a');
  });
  it('offers everything where nothing else is said, as other parameters do', () => {
    const { isOffered: _, ...plain } = links;
    expect(offered(plain, 'links', { links: 'none' })).toBe(plain);
    expect(offered(specs.plain, 'plain', values)).toBe(specs.plain);
  });
});

describe('a choice', () => {
  const layoutOf = (label: string, ...labels: string[]) =>
    choiceLayout({
      group: 'tune',
      kind: 'choice',
      label,
      help: '',
      options: Object.fromEntries(labels.map((text) => [text, text])),
      default: labels[0] as string,
    });

  it('takes the room it needs', () => {
    expect(layoutOf('Outage', 'none', 'refuses', 'hangs')).toBe('beside');
    expect(layoutOf('Operator', 'automatic', 'forced open', 'disabled')).toBe('below');
    expect(layoutOf('Latency law', 'fixed', 'uniform', 'exponential', 'log-normal')).toBe('list');
    expect(layoutOf('Many', 'a', 'b', 'c', 'd', 'e')).toBe('list');
  });
});
