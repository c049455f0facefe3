/** The failure log: every injection with its time, mode, service and detail, narrowed by mode and service. */
import { VisuallyHidden } from '@mantine/core';
import { startTransition, useEffect, useState } from 'react';
import { CHAOS_MODES, type Disturbance, type Incident } from '../../sim/chaos.ts';
import { formatDuration, formatNumber } from '../../sim/format.ts';
import { READING_MS } from '../../run/frames.ts';
import type { StageProps } from '../../ui/stage.ts';
import { ListSelect } from '../../ui/ListSelect.tsx';
import { formatAt } from '../../ui/timeline/instants.ts';
import type { ClientView } from './model.ts';
import { PART_NAMES, SERVICES, type ServiceId } from './parts.ts';

const MODE_TONES: Readonly<Record<Disturbance, string>> = {
  latency: 'three',
  error: 'failed',
  partial: 'degraded',
  timeout: 'timedOut',
};

const ALL = 'all';
const SERVICE_CHOICES = [
  { value: ALL, label: 'all services' },
  ...SERVICES.map((service) => ({ value: service, label: PART_NAMES[service] })),
];

function detailOf({ mode, delayMs, lost }: Incident): string {
  switch (mode) {
    case 'latency':
      return `${formatDuration(delayMs ?? 0)} late`;
    case 'timeout':
      return `lost, ${formatDuration(delayMs ?? 0)}`;
    case 'partial':
      return lost === null ? 'nothing to lose' : `without ${lost}`;
    case 'error':
      return 'refused';
  }
}

type FailureLogProps = Pick<StageProps, 'frames' | 'currentRun'>;

export function FailureLog({ frames, currentRun }: FailureLogProps) {
  const [view, setView] = useState(() => currentRun().model.observe() as ClientView);
  const [mode, setMode] = useState<Disturbance | null>(null);
  const [service, setService] = useState<string>(ALL);
  useEffect(
    () =>
      frames.onTick(() => {
        startTransition(() => setView(currentRun().model.observe() as ClientView));
      }, READING_MS),
    [frames, currentRun],
  );
  const { incidents, incidentsByMode } = view;
  const rows = incidents
    .filter((incident) => mode === null || incident.mode === mode)
    .filter((incident) => service === ALL || incident.service === service)
    .toReversed();
  const { durationMs } = currentRun().scenario;
  return (
    <div className="rc-log">
      <div className="rc-filters" role="group" aria-label="Show only">
        {CHAOS_MODES.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={mode === each}
            onClick={() => setMode(mode === each ? null : each)}
          >
            <i style={{ background: `var(--pf-${MODE_TONES[each]})` }} aria-hidden="true" />
            {each} <b>{formatNumber(incidentsByMode[each])}</b>
          </button>
        ))}
        <ListSelect
          className="rc-service"
          aria-label="Service"
          data={SERVICE_CHOICES}
          value={service}
          onChoose={setService}
        />
      </div>
      {/* A region that scrolls must be reachable by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="rc-log-scroll" tabIndex={0} role="region" aria-label="Failure log">
        <table>
          <VisuallyHidden component="caption">Newest injections first</VisuallyHidden>
          <thead>
            <tr>
              <th scope="col">at</th>
              <th scope="col">user</th>
              <th scope="col">service</th>
              <th scope="col">mode</th>
              <th scope="col">detail</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((incident) => (
              <tr key={keyOf(incident)}>
                <td>{formatAt(incident.atMs, durationMs)}</td>
                <td>{incident.client + 1}</td>
                <td>{PART_NAMES[incident.service as ServiceId]}</td>
                <td style={{ color: `var(--pf-${MODE_TONES[incident.mode]}-text)` }}>{incident.mode}</td>
                <td>{detailOf(incident)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p>Nothing has been injected{incidents.length > 0 ? ' of this kind' : ''}.</p>}
      </div>
    </div>
  );
}

function keyOf({ call, service, mode, atMs }: Incident): string {
  return `${call} ${service} ${mode} ${atMs}`;
}
