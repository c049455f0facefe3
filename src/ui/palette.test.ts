import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const source = readFileSync(new URL('palette.css', import.meta.url), 'utf8');

/** The page and the cards on it. */
const GROUNDS = { light: ['#f4f6f8', '#ffffff'], dark: ['#191c20', '#22262b'] } as const;

type Rgb = readonly [number, number, number];

/** The definitions of both themes, the dark ones over the light ones. */
function definitions(isDark: boolean): ReadonlyMap<string, string> {
  const blocks = [...source.matchAll(/([^{}]+)\{([^{}]*)\}/g)];
  const own = blocks.filter(([, selector = '']) => selector.includes(':root') || isDark);
  return new Map(
    own.flatMap(([, , body = '']) =>
      [...body.matchAll(/--pf-([\w-]+): ([^;]+);/g)].map(
        ([, name = '', value = '']) => [name, value] as const,
      ),
    ),
  );
}

function parse(hex: string): Rgb {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return [red, green, blue];
}

/** Relative luminance as WCAG defines it. */
function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function tint(colour: Rgb, ground: Rgb): Rgb {
  const [red = 0, green = 0, blue = 0] = colour.map((part, at) => 0.2 * part + 0.8 * (ground[at] ?? 0));
  return [red, green, blue];
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const defined = definitions(theme === 'dark');
  const grounds = GROUNDS[theme].map(parse);

  function colour(name: string): Rgb {
    const value = defined.get(name) ?? '';
    const other = /^var\(--pf-([\w-]+)\)$/.exec(value)?.[1];
    return other === undefined ? parse(value) : colour(other);
  }

  const names = [...defined.keys()].filter((name) => !/-(text|soft)$/.test(name));

  it.each(names)(
    '%s stands out from every ground, and its words can be read there and on its tint',
    (name) => {
      for (const ground of grounds) {
        expect(contrast(colour(name), ground)).toBeGreaterThanOrEqual(3);
        expect(contrast(colour(`${name}-text`), ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(colour(`${name}-text`), tint(colour(name), ground))).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('has a tint of every colour', () => {
    expect(names).toContain('three');
    expect(names.filter((name) => !defined.has(`${name}-soft`))).toEqual([]);
  });
});
