/** Joins the open scenario, its playback and the player's statechart for one page. */
import { useActorRef, useSelector } from '@xstate/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActorRefFrom } from 'xstate';
import { createPlayback, type Playback } from '../run/playback.ts';
import { playerMachine } from '../run/player.ts';
import type { Run } from '../run/run.ts';
import type { Opened } from '../state/playground.ts';

export interface PlayerView {
  readonly playback: Playback;
  readonly actor: ActorRefFrom<typeof playerMachine>;
  readonly status: 'paused' | 'playing' | 'seeking' | 'ended';
  readonly speed: number;
  readonly trueSpeed: number | null;
  readonly breakpoints: readonly string[];
  readonly stoppedAt: string | null;
  readonly currentRun: () => Run;
  readonly currentSpeed: () => number;
}

/** `opening` changes when something else was opened: then the run starts over instead of being continued. */
export function usePlayer(opened: Opened, opening: number): PlayerView {
  const { pattern, scenario, view } = opened;
  const [playback] = useState(() => createPlayback(pattern, scenario));
  const actor = useActorRef(playerMachine, { input: { playback } });
  const shown = useRef<{ opening: number | null; scenario: typeof scenario }>({ opening: null, scenario });

  useEffect(() => {
    const before = shown.current;
    shown.current = { opening, scenario };
    if (before.opening !== opening) {
      playback.setScenario(pattern, scenario);
      if (view.atMs === null) actor.send({ type: 'restart' });
      else actor.send({ type: 'seek', atMs: view.atMs, thenPause: true });
    } else if (before.scenario !== scenario) {
      const { nowMs } = playback.current();
      if (!playback.setScenario(pattern, scenario)) actor.send({ type: 'seek', atMs: nowMs });
    }
  }, [actor, playback, pattern, scenario, view, opening]);

  const currentRun = useCallback(() => playback.current(), [playback]);
  const currentSpeed = useCallback(() => actor.getSnapshot().context.speed, [actor]);
  return {
    playback,
    actor,
    currentRun,
    currentSpeed,
    status: useSelector(actor, (snapshot) => snapshot.value),
    speed: useSelector(actor, (snapshot) => snapshot.context.speed),
    trueSpeed: useSelector(actor, (snapshot) => snapshot.context.trueSpeed),
    breakpoints: useSelector(actor, (snapshot) => snapshot.context.breakpoints),
    stoppedAt: useSelector(actor, (snapshot) => snapshot.context.stoppedAt),
  };
}
