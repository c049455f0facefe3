/** The page of a pattern: controls, stage, sentence, charts, calls and transport around one player. */
import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useMemo, useState } from 'react';
import { cards } from '../patterns/cards.ts';
import { INTERVENTION_EVENT } from '../run/run.ts';
import {
  addIntervention,
  changeIntervention,
  nextInterventionAtMs,
  paramsAt,
  removeIntervention,
  setAtStart,
} from '../scenario/edit.ts';
import { MAX_SEED, scenarioOfPreset, type Scenario } from '../scenario/scenario.ts';
import type { ParamValue } from '../patterns/params.ts';
import { toneOfState } from '../charts/tones.ts';
import { usePlayground, type Opened } from '../state/playground.ts';
import { usePreferences } from '../state/preferences.ts';
import { ParamForm } from '../ui/form/ParamForm.tsx';
import { Timeline } from '../ui/timeline/Timeline.tsx';
import { Transport } from '../ui/transport/Transport.tsx';
import { PatternHeader } from './PatternHeader.tsx';
import { ControlsIcon } from './icons.tsx';
import { Notes } from './Notes.tsx';
import { SentenceBar } from './SentenceBar.tsx';
import { StageArea } from './StageArea.tsx';
import { Workbench } from './Workbench.tsx';
import { useKeys } from './useKeys.ts';
import { useParamsNow } from './useParamsNow.ts';
import { usePlayer } from './usePlayer.ts';

const ShareDialog = lazy(() => import('./ShareDialog.tsx'));
const KeysDialog = lazy(() => import('./KeysDialog.tsx'));
const ControlsSheet = lazy(() => import('./ControlsSheet.tsx'));

function drawSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

function isSameScenario(a: Scenario, b: Scenario): boolean {
  return formatForComparison(a) === formatForComparison(b);
}

function formatForComparison(scenario: Scenario): string {
  const { params, seed, durationMs, interventions, script, experiment } = scenario;
  const unordered = Object.entries(params).toSorted(([a], [b]) => a.localeCompare(b));
  return JSON.stringify(
    [unordered, seed, durationMs, interventions, script, experiment],
    (_key, value: unknown) => (value === Infinity ? 'unlimited' : value),
  );
}

/** The number of each pattern opens it. */
const patternKeys = Object.fromEntries(
  cards.map(({ id, order }) => [
    String(order),
    () => {
      location.hash = `#/${id}`;
    },
  ]),
);

type Dialog = 'share' | 'keys' | 'controls';

export default function PatternPage({ opened }: { readonly opened: Opened }) {
  const { pattern, scenario, view } = opened;
  const opening = usePlayground((state) => state.opening);
  const setScenario = usePlayground((state) => state.setScenario);
  const openFile = usePlayground((state) => state.openFile);
  const isPresenting = usePreferences((state) => state.isPresenting);
  const isNarrow = useMediaQuery('(max-width: 899px)');
  const [shown, setShown] = useState<{ readonly dialog: Dialog | null; readonly opening: number } | null>(
    null,
  );
  const dialog = shown?.opening === opening ? shown.dialog : null;
  const setDialog = (next: Dialog | null) => setShown({ dialog: next, opening });

  const closeDialog = () => setDialog(null);

  const player = usePlayer(opened, opening);
  const { playback, actor, currentRun, currentSpeed } = player;
  const { frames } = playback;
  const params = useParamsNow(pattern, scenario, frames, currentRun);

  const preset = useMemo(
    () => pattern.presets.find((candidate) => isSameScenario(scenarioOfPreset(pattern, candidate), scenario)),
    [pattern, scenario],
  );

  function changeParam(param: string, value: ParamValue): void {
    const { nowMs, isOver } = currentRun();
    const atMs = nextInterventionAtMs(nowMs);
    if (Object.is(paramsAt(pattern, scenario, atMs)[param], value)) return;
    const isRunning = nowMs > 0 && !isOver && atMs <= scenario.durationMs;
    setScenario(
      isRunning
        ? addIntervention(scenario, { atMs, param, value })
        : setAtStart(pattern, scenario, param, value),
    );
  }

  const transport = useMemo(
    () => ({
      play: () => actor.send({ type: 'play' }),
      pause: () => actor.send({ type: 'pause' }),
      stepBack: () => actor.send({ type: 'stepBack' }),
      stepForward: () => actor.send({ type: 'stepForward' }),
      restart: () => actor.send({ type: 'restart' }),
      runToEnd: () => actor.send({ type: 'runToEnd' }),
      speed: (speed: number) => actor.send({ type: 'speed.changed', speed }),
      breakpoints: (breakpoints: readonly string[]) =>
        actor.send({ type: 'breakpoints.changed', breakpoints }),
    }),
    [actor],
  );

  function setSeed(seed: number): void {
    if (seed < 0 || seed > MAX_SEED) return;
    setScenario({ ...scenario, seed });
    actor.send({ type: 'restart' });
  }

  useKeys({
    ' ': () => actor.send({ type: 'toggle' }),
    ArrowRight: transport.stepForward,
    ArrowLeft: transport.stepBack,
    r: transport.restart,
    e: transport.runToEnd,
    n: () => setSeed(drawSeed()),
    s: () => setDialog('share'),
    '?': () => setDialog('keys'),
    ...patternKeys,
  });

  const stopReason =
    pattern.breakpoints.find(({ event }) => event === player.stoppedAt)?.label ??
    (player.stoppedAt === INTERVENTION_EVENT ? 'a parameter changes' : null);

  const form = (
    <ParamForm
      key={pattern.id}
      specs={pattern.params}
      values={params}
      hidden={view.hide}
      locked={view.lock}
      onChange={changeParam}
    />
  );

  return (
    <div
      className="pf-page"
      data-embed={view.embed || undefined}
      data-presenting={isPresenting || undefined}
      data-status={player.status}
    >
      {!view.embed && (
        <PatternHeader
          pattern={pattern}
          presetId={preset?.id ?? ''}
          onShare={() => setDialog('share')}
          onKeys={() => setDialog('keys')}
        />
      )}
      <Notes />
      {!isNarrow && (
        <aside className="pf-controls" aria-label="Controls">
          {form}
        </aside>
      )}
      <main className="pf-main">
        <h1 className="pf-visually-hidden">{pattern.title}</h1>
        <StageArea
          pattern={pattern}
          story={preset?.story ?? null}
          frames={frames}
          currentRun={currentRun}
          currentSpeed={currentSpeed}
          params={params}
          onChange={changeParam}
        />
        <SentenceBar frames={frames} currentRun={currentRun} />
        <Workbench
          pattern={pattern}
          frames={frames}
          currentRun={currentRun}
          params={params}
          scenario={scenario}
          view={view}
          opening={opening}
          on={{ change: setScenario, open: openFile, runToEnd: transport.runToEnd }}
        />
      </main>
      <footer className="pf-transport" aria-label="Transport">
        <Transport
          status={player.status}
          speed={player.speed}
          trueSpeed={player.trueSpeed}
          frames={frames}
          currentRun={currentRun}
          seed={scenario.seed}
          breakpoints={pattern.breakpoints}
          selectedBreakpoints={player.breakpoints}
          stopReason={stopReason}
          on={{ ...transport, seed: setSeed, newSeed: () => setSeed(drawSeed()) }}
        >
          <Timeline
            frames={frames}
            currentRun={currentRun}
            specs={pattern.params}
            interventions={scenario.interventions}
            stateTone={(state) => `var(--pf-${toneOfState(pattern, state)})`}
            locked={view.lock.length > 0}
            onSeek={(atMs) => actor.send({ type: 'seek', atMs })}
            onMove={(index, atMs) => setScenario(changeIntervention(scenario, index, { atMs }))}
            onEdit={(index, value) => setScenario(changeIntervention(scenario, index, { value }))}
            onRemove={(index) => setScenario(removeIntervention(scenario, index))}
          />
        </Transport>
        {isNarrow && (
          <ActionIcon
            className="pf-controls-button"
            size={48}
            radius="xl"
            variant="filled"
            aria-label="Controls"
            onClick={() => setDialog('controls')}
          >
            <ControlsIcon />
          </ActionIcon>
        )}
      </footer>
      <Suspense fallback={null}>
        {dialog === 'controls' && isNarrow && <ControlsSheet onClose={closeDialog}>{form}</ControlsSheet>}
        {dialog === 'keys' && <KeysDialog onClose={closeDialog} />}
        {dialog === 'share' && (
          <ShareDialog open={opened} nowMs={Math.floor(currentRun().nowMs)} onClose={closeDialog} />
        )}
      </Suspense>
    </div>
  );
}
