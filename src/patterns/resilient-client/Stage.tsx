/** The stage of the resilient client: the page as its user sees it, beside the same page from a naive client under the same draws. */
import { SegmentedControl } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { formatDuration, formatInstant } from '../../sim/format.ts';
import type { StageProps } from '../../ui/stage.ts';
import type { StatechartFrame, StatechartHandle } from '../../ui/statechart/Statechart.tsx';
import { Dashboard } from './Dashboard.tsx';
import { FailureLog } from './FailureLog.tsx';
import type { ClientParams, ClientView } from './model.ts';
import type { Page } from './page.ts';
import { PageChart } from './PageChart.tsx';
import { OPTIONAL_PARTS, PART_NAMES } from './parts.ts';
import { pagePicture, type PagePicture } from './picture.ts';
import './stage.css';

function countersOf({ state, attempts, parts }: Page, limit: number): Record<string, string> {
  const done = OPTIONAL_PARTS.filter((part) => !['waiting', 'asking'].includes(parts[part].status)).length;
  return {
    fetchingUser: state === 'fetchingUser' || state === 'pausing' ? `attempt ${attempts} of ${limit}` : '',
    fetchingParts: state === 'fetchingParts' ? `${done} of ${OPTIONAL_PARTS.length}` : '',
  };
}

/** Why the last transition happened, for the label at its arrow. */
function reasonOf({ outcome, attempts, parts }: Page, to: string): string {
  const { status, ageMs } = parts.userData;
  switch (to) {
    case 'pausing':
      return 'attempt failed';
    case 'fetchingUser':
      return `attempt ${attempts}`;
    case 'fetchingParts':
      return ageMs === null ? status : `${status}, ${formatDuration(ageMs)} old`;
    case 'failed':
      return outcome === 'partLost' ? 'no fallback' : 'nothing to show';
    default:
      return '';
  }
}

function statechartFrame(
  { watched, transition }: ClientView,
  params: ClientParams,
  nowMs: number,
): StatechartFrame {
  if (!watched) return { active: [], counters: {} };
  const { page } = watched;
  const pauseMs = params.retryPauseMs * page.attempts;
  const leftMs = Math.max(0, (page.pausesUntilMs ?? nowMs) - nowMs);
  return {
    active: [page.state],
    counters: countersOf(page, params.attempts),
    ...(page.state === 'pausing' && {
      countdown: {
        path: 'pausing',
        fraction: pauseMs > 0 ? Math.min(1, leftMs / pauseMs) : 0,
        text: formatInstant(leftMs),
      },
    }),
    ...(transition && { transition: { ...transition, reason: reasonOf(page, transition.to) } }),
  };
}

interface Pictures {
  readonly page: PagePicture | null;
  readonly naive: PagePicture | null;
  readonly incidents: number;
  readonly broken: string;
}

function picturesOf({ watched, incidentsByMode, broken }: ClientView, nowMs: number): Pictures {
  return {
    page: watched && pagePicture(watched.page, nowMs),
    naive: watched?.naive ? pagePicture(watched.naive, nowMs) : null,
    incidents: Object.values(incidentsByMode).reduce((sum, count) => sum + count, 0),
    broken: broken.map((service) => PART_NAMES[service]).join(', '),
  };
}

export default function ResilientClientStage({ frames, currentRun, params }: StageProps) {
  const chart = useRef<StatechartHandle>(null);
  const view = useCallback(() => currentRun().model.observe() as ClientView, [currentRun]);
  const [side, setSide] = useState('statechart');
  const [pictures, setPictures] = useState(() => picturesOf(view(), currentRun().nowMs));

  useEffect(
    () =>
      frames.onFrame(() =>
        chart.current?.update(statechartFrame(view(), params as ClientParams, currentRun().nowMs)),
      ),
    [frames, view, currentRun, params],
  );
  useEffect(
    () =>
      frames.onTick(() => {
        const next = picturesOf(view(), currentRun().nowMs);
        setPictures((shown) => (JSON.stringify(shown) === JSON.stringify(next) ? shown : next));
      }),
    [frames, view, currentRun],
  );

  return (
    <div className="rc-stage">
      <div className="rc-side">
        <SegmentedControl
          size="xs"
          aria-label="Beside the pages"
          value={side}
          onChange={setSide}
          data={[
            { value: 'statechart', label: 'Statechart' },
            { value: 'log', label: `Failure log (${pictures.incidents})` },
          ]}
        />
        {side === 'statechart' ? (
          <div className="pf-stage-chart">
            <PageChart ref={chart} />
          </div>
        ) : (
          <FailureLog frames={frames} currentRun={currentRun} />
        )}
        <p className="rc-broken">{pictures.broken && `Breaker not closed: ${pictures.broken}`}</p>
      </div>
      <Dashboard title={pageTitle('Resilient client', pictures.page)} picture={pictures.page} />
      <Dashboard title={pageTitle('Naive client', pictures.naive)} picture={pictures.naive} />
    </div>
  );
}

function pageTitle(client: string, picture: PagePicture | null): string {
  return picture ? `${client}, ${picture.user}` : client;
}
