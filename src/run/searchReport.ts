/** A whole search, carried out: as text for a terminal, and as JSON. */
import { describeChange } from '../scenario/words.ts';
import { scenarioToJson } from '../scenario/file.ts';
import { formatInstant, formatNumber } from '../sim/format.ts';
import { search, type Found, type SearchJob } from './search.ts';
import { linkOfFound } from './searchLink.ts';
import { coverageWords, foundWords, momentWords, notFoundWords } from './searchWords.ts';
import { writeInfinity } from './summary.ts';
import { section, table } from './textTable.ts';

export interface SearchReport {
  readonly job: SearchJob;
  readonly found: Found | null;
}

export function carryOutSearch(job: SearchJob): SearchReport {
  const searching = search(job);
  let step = searching.next();
  while (!step.done) step = searching.next();
  return { job, found: step.value };
}

/** One JSON object on several lines; `found` is null when nothing was. `Infinity` is written `unlimited`. */
export function searchJson({ job, found }: SearchReport): string {
  const { pattern, target, firstSeed, seeds, mostInterventions } = job;
  const plain = {
    pattern: pattern.id,
    event: target.event,
    firstSeed,
    seeds,
    mostInterventions,
    found: found && {
      ...found,
      scenario: scenarioToJson(found.scenario, [pattern]),
      link: linkText(job, found),
    },
  };
  return JSON.stringify(plain, writeInfinity, 2);
}

export function searchText({ job, found }: SearchReport): string {
  const { pattern, target, firstSeed, seeds } = job;
  const head = [
    `${pattern.title}: ${target.label}`,
    `${formatNumber(seeds)} ${seeds === 1 ? 'seed' : 'seeds'} from ${formatNumber(firstSeed)} on. ${coverageWords(job)}`,
    '',
  ];
  if (!found) return [...head, notFoundWords(job)].join('\n');
  const changes = found.changes.map(({ atMs, param, value }) => [
    formatInstant(atMs),
    describeChange(pattern.params, param, value),
  ]);
  const moment = [formatInstant(found.event.atMs), momentWords(pattern, target, found.event)];
  return [
    ...head,
    foundWords(found),
    ...section('Timeline', table(['right', 'left'], [...changes, moment])),
    ...section('Link', [linkText(job, found) ?? 'The scenario is too long for a link.']),
  ].join('\n');
}

function linkText({ pattern }: SearchJob, found: Found): string | null {
  const formatted = linkOfFound(pattern, found);
  return 'link' in formatted ? formatted.link : null;
}
