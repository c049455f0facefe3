/** What came of a search: the found run change by change with a link to its moment, or what was tried in vain. */
import { linkOfFound } from '../../run/searchLink.ts';
import { coverageWords, momentWords } from '../../run/searchWords.ts';
import type { Found, SearchJob } from '../../run/search.ts';
import type { LinkView } from '../../scenario/link.ts';
import { describeChange } from '../../scenario/words.ts';
import { formatNumber } from '../../sim/format.ts';
import type { Search } from '../../state/search.ts';
import { GROUP_LOOKS } from '../form/groupLooks.ts';
import { BreakpointIcon } from '../icons.tsx';
import { formatAt } from '../timeline/instants.ts';
import { outcomeWords } from './outcomeWords.ts';

export interface OutcomeProps {
  readonly search: Search;
  readonly view: LinkView;
  /** What the page says beside it that the next search would try. */
  readonly termsNow: string;
  readonly onSearchOn: (job: SearchJob, tried: number) => void;
}

export function Outcome({ search, view, termsNow, onSearchOn }: OutcomeProps) {
  const { job, state } = search;
  switch (state.is) {
    case 'running':
      return null;
    case 'found':
      return (
        <>
          <h2>{outcomeWords(search)}</h2>
          <div className="search-foot">
            <OpenLink job={job} found={state.found} view={view} />
            <button
              type="button"
              className="search-button"
              onClick={() => onSearchOn(job, state.found.tried)}
            >
              Search on from seed {formatNumber(state.found.scenario.seed + 1)}
            </button>
          </div>
          <Timeline job={job} found={state.found} />
        </>
      );
    case 'notFound':
      return (
        <>
          <h2>{outcomeWords(search)}</h2>
          <p>
            {coverageWords(job) !== termsNow && `${coverageWords(job)} `}That does not prove that it cannot
            happen: try more seeds, more changes or other settings.
          </p>
        </>
      );
    case 'cancelled':
    case 'problem':
      return <h2>{outcomeWords(search)}</h2>;
  }
}

function Timeline({ job, found }: { readonly job: SearchJob; readonly found: Found }) {
  const { pattern, target, base } = job;
  const { durationMs } = base;
  return (
    <ol className="search-timeline" aria-label="The run that was found">
      {found.changes.map(({ atMs, param, value }) => {
        const group = pattern.params[param]?.group ?? 'inject';
        const { Icon } = GROUP_LOOKS[group];
        return (
          <li key={`${atMs} ${param}`} data-group={group}>
            <time>{formatAt(atMs, durationMs)}</time>
            <Icon size={13} />
            <span>{describeChange(pattern.params, param, value)}</span>
          </li>
        );
      })}
      <li className="search-moment">
        <time>{formatAt(found.event.atMs, durationMs)}</time>
        <BreakpointIcon />
        <span>{momentWords(pattern, target, found.event)}</span>
      </li>
    </ol>
  );
}

function OpenLink({
  job,
  found,
  view,
}: {
  readonly job: SearchJob;
  readonly found: Found;
  readonly view: LinkView;
}) {
  const formatted = linkOfFound(job.pattern, found, view);
  if ('tooLong' in formatted) return <p>{formatted.tooLong}</p>;
  return (
    <a className="search-button" data-primary="true" href={formatted.link}>
      Open this run
    </a>
  );
}
