/**
 * An experiment as the text of a link: the title as `Is_the_outage_noticed~3f~`, the hypothesis as
 * `failures/attempted:0:0.05~latencyMs.p95:0:500`.
 */
import { DEFAULT_TITLE, DEFAULT_WINDOW_MS, type Experiment, type Probe } from './experiment.ts';
import { numberText, type Entry } from './linkText.ts';
import type { RawProbe } from './raw.ts';

/** Words of a link that make an experiment. */
export const EXPERIMENT_KEYS = ['experiment', 'window', 'check', 'hypothesis'] as const;

const BETWEEN_PROBES = '~';
const SPACE = '_';

/** Spaces become `_`, and whatever a chat program might cut off or change becomes its code point, as in `~3f~`. */
export function formatTitle(title: string): string {
  return Array.from(title, (character) => {
    if (character === ' ') return SPACE;
    return /[A-Za-z0-9.,-]/.test(character) ? character : `~${(character.codePointAt(0) ?? 0).toString(16)}~`;
  }).join('');
}

export function parseTitle(text: string): string {
  return text.replaceAll(SPACE, ' ').replaceAll(/~([\da-f]{1,6})~/g, (written, hex: string) => {
    const codePoint = parseInt(hex, 16);
    return codePoint > 0x10ffff ? written : String.fromCodePoint(codePoint);
  });
}

/** `failures/attempted`, `latencyMs.p95`. */
export function measureText({ metric, over }: Pick<Probe, 'metric' | 'over'>): string {
  return over === null ? metric : `${metric}/${over}`;
}

export function parseProbes(text: string): RawProbe[] {
  return text
    .split(BETWEEN_PROBES)
    .filter((written) => written !== '')
    .map((written) => {
      const [measure = '', least, ...greatest] = written.split(':');
      const [metric = '', ...over] = measure.split('/');
      return {
        metric,
        over: over.length > 0 ? over.join('/') : null,
        least,
        greatest: greatest.length > 0 ? greatest.join(':') : undefined,
        written,
      };
    });
}

/** The hypothesis comes last and says that there is an experiment; it ends with a letter or a digit, as a link should. */
export function experimentEntries({ title, probes, windowMs, checkAtMs }: Experiment): Entry[] {
  const entries: Entry[] = [];
  if (title !== DEFAULT_TITLE) entries.push({ key: 'experiment', value: formatTitle(title) });
  if (windowMs !== DEFAULT_WINDOW_MS) entries.push({ key: 'window', value: numberText(windowMs) });
  if (checkAtMs !== null) entries.push({ key: 'check', value: numberText(checkAtMs) });
  const hypothesis = probes.map(
    (probe) => `${measureText(probe)}:${numberText(probe.least)}:${numberText(probe.greatest)}`,
  );
  return [...entries, { key: 'hypothesis', value: hypothesis.join(BETWEEN_PROBES) }];
}
