/** The calls of a run: the newest ones with what became of them and why, under totals that add up. */
import { VisuallyHidden } from '@mantine/core';
import { memo, startTransition, useEffect, useMemo, useState } from 'react';
import { READING_MS, type FrameSource } from '../../run/frames.ts';
import type { Run } from '../../run/run.ts';
import { formatAt } from '../timeline/instants.ts';
import {
  balanceOf,
  callRows,
  possibleFates,
  type Balance,
  type CallRow,
  type CauseSpecs,
} from './callRows.ts';
import { CauseStrip } from './CauseStrip.tsx';
import { FATE_WORDS, fateTextColour, OutcomeMark, type Fate } from './outcomes.tsx';
import './calls.css';

export interface CallTableProps {
  readonly frames: FrameSource;
  /** A stable function. */
  readonly currentRun: () => Run;
  readonly causes: CauseSpecs;
}

interface Shown {
  readonly rows: readonly CallRow[];
  readonly balance: Balance;
  /** How many calls the log still has. */
  readonly kept: number;
  readonly hasClients: boolean;
  readonly durationMs: number;
}

function show(run: Run, causes: CauseSpecs, filter: Fate | null): Shown {
  const { calls } = run.world;
  const recent = calls.recent();
  return {
    rows: callRows(recent, causes, run.nowMs, filter),
    balance: balanceOf(calls, causes),
    kept: recent.length,
    hasClients: recent.some(({ client }) => client > 0),
    durationMs: run.scenario.durationMs,
  };
}

export function CallTable({ frames, currentRun, causes }: CallTableProps) {
  const [filter, setFilter] = useState<Fate | null>(null);
  const [shown, setShown] = useState(() => show(currentRun(), causes, filter));
  const fates = useMemo(() => possibleFates(causes), [causes]);
  useEffect(
    () =>
      frames.onTick(() => {
        startTransition(() => setShown(show(currentRun(), causes, filter)));
      }, READING_MS),
    [frames, currentRun, causes, filter],
  );
  const { rows, balance, kept, hasClients, durationMs } = shown;
  return (
    <section className="calls" aria-label="Calls">
      <CauseStrip balance={balance} fates={fates} filter={filter} onFilter={setFilter} />
      {/* A region that scrolls must be reachable by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="calls-scroll" tabIndex={0} role="region" aria-label="Newest calls">
        <table>
          <VisuallyHidden component="caption">
            Newest calls first{filter === null ? '' : `, only ${FATE_WORDS[filter]}`}
          </VisuallyHidden>
          <thead>
            <tr>
              <th scope="col">at</th>
              <th scope="col">call</th>
              <th scope="col">outcome</th>
              <th scope="col">cause</th>
              <th scope="col">latency</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <CallLine key={row.id} {...row} hasClient={hasClients} durationMs={durationMs} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && (
          <p className="calls-none">
            {filter === null ? 'No calls yet.' : `No call “${FATE_WORDS[filter]}” among the newest ${kept}.`}
          </p>
        )}
      </div>
    </section>
  );
}

interface CallLineProps extends CallRow {
  readonly hasClient: boolean;
  readonly durationMs: number;
}

const CallLine = memo(function CallLine(props: CallLineProps) {
  const { id, client, arrivedAtMs, fate, cause, latency, hasClient, durationMs } = props;
  return (
    <tr>
      <td className="calls-number">{formatAt(arrivedAtMs, durationMs)}</td>
      <td className="calls-number">
        #{id}
        {hasClient && <span className="calls-client"> c{client}</span>}
      </td>
      <td>
        <span className="calls-fate" style={{ color: fateTextColour(fate) }}>
          <OutcomeMark fate={fate} />
          {FATE_WORDS[fate]}
        </span>
      </td>
      <td className="calls-cause">{cause}</td>
      <td className="calls-number">{latency}</td>
    </tr>
  );
});
