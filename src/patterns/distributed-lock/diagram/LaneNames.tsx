/** The names of the lanes with the present state of their actors, and the buttons that break them. */
import { Menu } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { InjectIcon } from '../../../ui/icons.tsx';
import type { StageProps } from '../../../ui/stage.ts';
import type { Actor, LockView } from '../picture.ts';
import { formatClockError } from './tables.ts';

export interface LaneAction {
  /** "Pause", "Restart". */
  readonly label: string;
  readonly icon: ReactNode;
  /** The fault lasts; pressing ends it. */
  readonly isOn: boolean;
  readonly press: () => void;
}

interface LaneNamesProps extends Pick<StageProps, 'frames'> {
  readonly view: () => LockView;
  readonly actionsOf: (actor: Actor) => readonly LaneAction[];
}

interface Lane {
  readonly actor: Actor;
  readonly state: string;
  readonly clockError: string;
  readonly isByzantine: boolean;
}

function lanesOf({ actors, states, clockErrorsMs, troubles }: LockView): readonly Lane[] {
  return actors.map((actor) => ({
    actor,
    state: states[actor.id] ?? '',
    clockError: formatClockError(clockErrorsMs[actor.id] ?? 0),
    isByzantine: troubles.some(
      (trouble) => trouble.actor === actor.id && trouble.kind === 'byzantine' && trouble.untilMs === null,
    ),
  }));
}

const keyOf = (lanes: readonly Lane[]) =>
  lanes
    .map(
      ({ actor, state, clockError, isByzantine }) =>
        `${actor.id} ${actor.label} ${state} ${clockError} ${isByzantine}`,
    )
    .join('\n');

/** On a phone there is room for one button only. */
function LaneMenu({ actor, actions }: { readonly actor: Actor; readonly actions: readonly LaneAction[] }) {
  return (
    <Menu withinPortal position="bottom-start">
      <Menu.Target>
        <button type="button" className="lock-lane-menu" aria-label={`Break ${actor.label}`}>
          <InjectIcon size={13} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ label, icon, press }) => (
          <Menu.Item key={label} mih={44} leftSection={icon} onClick={press}>
            {label} {actor.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function LaneNames({ frames, view, actionsOf }: LaneNamesProps) {
  const [lanes, setLanes] = useState<readonly Lane[]>(() => lanesOf(view()));
  useEffect(
    () =>
      frames.onTick(() => {
        const present = lanesOf(view());
        setLanes((shown) => (keyOf(shown) === keyOf(present) ? shown : present));
      }),
    [frames, view],
  );
  return (
    <ul className="lock-names" aria-label="Actors">
      {lanes.map(({ actor, state, clockError, isByzantine }) => (
        <li key={actor.id} data-role={actor.role}>
          <span className="lock-name">
            <b>{actor.label}</b>
            <span className="lock-state" title={state}>
              {state}
            </span>
            {isByzantine && <span className="lock-badge lock-badge-byzantine">Byzantine</span>}
            {clockError !== '0' && <span className="lock-badge">clock {clockError}</span>}
          </span>
          <span className="lock-actions">
            <LaneMenu actor={actor} actions={actionsOf(actor)} />
            {actionsOf(actor).map(({ label, icon, isOn, press }) => (
              <button
                key={label}
                type="button"
                aria-label={`${label} ${actor.label}`}
                title={`${label} ${actor.label}`}
                data-on={isOn || undefined}
                onClick={press}
              >
                {icon}
              </button>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
