/** Looks for a bad schedule: what is looked for, how far the search has come, and the run that it found. */
import { VisuallyHidden } from '@mantine/core';
import type { AnyPattern } from '../../patterns/pattern.ts';
import { checkSearch, type SearchJob } from '../../run/search.ts';
import { countWords, coverageWords, progressWords } from '../../run/searchWords.ts';
import type { LinkView } from '../../scenario/link.ts';
import { MAX_SEED, type Scenario } from '../../scenario/scenario.ts';
import { formatDuration, formatNumber } from '../../sim/format.ts';
import { cancelSearch, chooseSearch, startSearching, useSearches } from '../../state/search.ts';
import { ListSelect } from '../ListSelect.tsx';
import { Outcome } from './Outcome.tsx';
import { outcomeWords } from './outcomeWords.ts';
import '../form/param-form.css';
import './search.css';

export interface SearchPanelProps {
  readonly pattern: AnyPattern;
  readonly scenario: Scenario;
  /** The found run opens in the same view. */
  readonly view: LinkView;
}

const SEEDS = [50, 200, 1_000, 5_000] as const;
const CHANGES = [2, 4, 8, 12] as const;
const FIRST_SEED = 1;

export function SearchPanel({ pattern, scenario, view }: SearchPanelProps) {
  const { choice, search } = useSearches();
  const mine = search?.job.pattern.id === pattern.id ? search : null;
  const running = mine?.state.is === 'running' ? mine.state.progress : null;
  const target = pattern.breakpoints.find(({ event }) => event === choice.event) ?? pattern.breakpoints[0];
  if (!target) return <p>Nothing is known that could be looked for here.</p>;

  const { seeds, mostInterventions, keepsChanges } = choice;
  const order = {
    scenario,
    keepsChanges,
    event: target.event,
    firstSeed: FIRST_SEED,
    seeds,
    mostInterventions,
  };
  const checked = checkSearch(order, [pattern]);
  const terms = checked.ok ? coverageWords(checked.job) : checked.problem;

  /** The same question from the seed after the one that was found. */
  function searchOn({ firstSeed, target: { event }, base, ...limits }: SearchJob, tried: number): void {
    startSearching(pattern, {
      ...limits,
      scenario: base,
      keepsChanges: true,
      event,
      firstSeed: (firstSeed + tried) % (MAX_SEED + 1),
    });
  }

  return (
    <div className="search param-scope">
      <div className="search-bar">
        <ListSelect
          aria-label="Find a run in which"
          className="search-target"
          value={target.event}
          onChoose={(event) => chooseSearch({ event })}
          data={pattern.breakpoints.map(({ event, label }) => ({ value: event, label }))}
        />
        <ListSelect
          aria-label="Seeds to try"
          value={String(seeds)}
          onChoose={(count) => chooseSearch({ seeds: Number(count) })}
          data={SEEDS.map((count) => ({ value: String(count), label: `${formatNumber(count)} seeds` }))}
        />
        <ListSelect
          aria-label="Most changes per run"
          value={String(mostInterventions)}
          onChoose={(count) => chooseSearch({ mostInterventions: Number(count) })}
          data={CHANGES.map((count) => ({ value: String(count), label: `up to ${count} changes` }))}
        />
        <button
          type="button"
          className="search-button"
          data-primary={!running || undefined}
          onClick={() => (running ? cancelSearch() : startSearching(pattern, order))}
        >
          {running ? (running.best ? 'Stop here' : 'Cancel') : 'Search'}
        </button>
      </div>
      {/* A region that scrolls must be reachable by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="search-body" tabIndex={0} role="region" aria-label="Search">
        <section aria-label="What came of it">
          {mine && running && (
            <div className="search-progress">
              <progress
                aria-label="Seeds tried"
                max={mine.job.seeds}
                value={running.tried}
                data-testid="search-progress"
              />
              <span>{progressWords(running, mine.job.seeds)}</span>
            </div>
          )}
          {mine && <Outcome search={mine} view={view} termsNow={terms} onSearchOn={searchOn} />}
          {!mine && (
            <p className="search-lead">
              Find a bad schedule: run after run under another seed and random faults, until {target.label}.
              What is found is made as short and simple as it can be, and opens at that moment.
            </p>
          )}
        </section>
        <section className="search-terms" aria-label="What is tried">
          <h2>What is tried</h2>
          <p>{terms}</p>
          <p>
            Runs of {formatDuration(scenario.durationMs)}; what is set at the start of this run stays.
            {scenario.interventions.length > 0 &&
              !keepsChanges &&
              ` Its ${countWords(scenario.interventions.length, 'change')} on the timeline ${scenario.interventions.length === 1 ? 'is' : 'are'} left out.`}
          </p>
          {scenario.interventions.length > 0 && (
            <label className="search-keep">
              <input
                type="checkbox"
                checked={keepsChanges}
                onChange={({ currentTarget }) => chooseSearch({ keepsChanges: currentTarget.checked })}
              />
              Keep the {countWords(scenario.interventions.length, 'change')} of this timeline
            </label>
          )}
        </section>
      </div>
      <VisuallyHidden component="p" role="status">
        {mine ? outcomeWords(mine) : ''}
      </VisuallyHidden>
    </div>
  );
}
