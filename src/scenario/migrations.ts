/** How links and files of earlier versions are understood today: an append-only list of what was renamed or changed. */
import type { ParamValue } from '../patterns/params.ts';
import type { RawScenario } from './raw.ts';

export type Change =
  | { readonly kind: 'patternRenamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'paramRenamed'; readonly pattern: string; readonly from: string; readonly to: string }
  | {
      readonly kind: 'choiceRenamed';
      readonly pattern: string;
      readonly param: string;
      readonly from: string;
      readonly to: string;
    }
  /** A metric of a pattern, which the probes of experiments name. */
  | { readonly kind: 'metricRenamed'; readonly pattern: string; readonly from: string; readonly to: string }
  /** Old links say nothing where they mean the old default, so it has to be said for them. */
  | {
      readonly kind: 'defaultChanged';
      readonly pattern: string;
      readonly param: string;
      readonly before: ParamValue;
    };

/** What changed from one version to the next; ids are those in force when the change was made. */
export type Migration = readonly Change[];

/** Entry n leads from version n + 1 to version n + 2. Entries are only ever added, never edited or removed. */
export const MIGRATIONS: readonly Migration[] = [];

/** The version that links and files are written in: 1 for no migrations. */
export function currentVersion(migrations: readonly Migration[] = MIGRATIONS): number {
  return migrations.length + 1;
}

function apply(raw: RawScenario, change: Change): RawScenario {
  if (change.kind === 'patternRenamed') {
    return raw.pattern === change.from ? { ...raw, pattern: change.to } : raw;
  }
  if (raw.pattern !== change.pattern) return raw;
  switch (change.kind) {
    case 'paramRenamed': {
      const rename = (id: string) => (id === change.from ? change.to : id);
      return {
        ...raw,
        params: raw.params.map((param) => ({ ...param, id: rename(param.id) })),
        interventions: raw.interventions.map((entry) => ({ ...entry, param: rename(entry.param) })),
      };
    }
    case 'choiceRenamed': {
      const rename = (id: string, value: unknown) =>
        id === change.param && value === change.from ? change.to : value;
      return {
        ...raw,
        params: raw.params.map((param) => ({ ...param, value: rename(param.id, param.value) })),
        interventions: raw.interventions.map((entry) => ({
          ...entry,
          value: rename(entry.param, entry.value),
        })),
      };
    }
    case 'metricRenamed': {
      const { experiment } = raw;
      const rename = (written: string) => {
        const [id, ...quantile] = written.split('.');
        return id === change.from ? [change.to, ...quantile].join('.') : written;
      };
      if (!experiment) return raw;
      const probes = experiment.probes.map((probe) => ({
        ...probe,
        metric: rename(probe.metric),
        over: probe.over === null ? null : rename(probe.over),
      }));
      return { ...raw, experiment: { ...experiment, probes } };
    }
    case 'defaultChanged': {
      const { param: id, before: value } = change;
      if (raw.params.some((param) => param.id === id)) return raw;
      return { ...raw, params: [...raw.params, { id, value, written: `${id}=${value}` }] };
    }
  }
}

/** `raw`, written in `version`, as it would be written today. */
export function migrate(
  raw: RawScenario,
  version: number,
  migrations: readonly Migration[] = MIGRATIONS,
): RawScenario {
  return migrations
    .slice(version - 1)
    .flat()
    .reduce(apply, raw);
}
