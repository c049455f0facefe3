/** One lamp per invariant: whether it has held so far, and the way to the first moment at which it did not. */
import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatInstant } from '../../../sim/format.ts';
import type { StageProps } from '../../../ui/stage.ts';
import { CheckIcon, CrossIcon } from '../../../ui/icons.tsx';
import type { Lamp, LockView, Violation } from '../picture.ts';

interface LampsProps extends Pick<StageProps, 'frames'> {
  readonly view: () => LockView;
  readonly onReveal: (violation: Violation) => void;
}

const isSame = (one: readonly Lamp[], other: readonly Lamp[]) =>
  one.length === other.length &&
  one.every(
    ({ invariant, title, violations }, index) =>
      invariant === other[index]?.invariant &&
      title === other[index].title &&
      violations === other[index].violations,
  );

const timesWords = (violations: number) =>
  violations === 1 ? 'violated once' : `violated ${violations} times`;

function LampButton({ lamp, onReveal }: { readonly lamp: Lamp; readonly onReveal: LampsProps['onReveal'] }) {
  const { invariant, title, help, firstViolation, violations } = lamp;
  const isBroken = firstViolation !== null;
  const state = isBroken
    ? `${timesWords(violations)}, first at ${formatInstant(firstViolation.atMs)}`
    : 'holds so far';
  return (
    <Tooltip
      label={isBroken ? `${help} Click: the first violation.` : help}
      multiline
      maw={280}
      withArrow
      openDelay={150}
      position="bottom-end"
      events={{ hover: true, focus: true, touch: !isBroken }}
    >
      <button
        type="button"
        className="lock-lamp"
        data-broken={isBroken || undefined}
        aria-label={`${invariant} ${title}: ${state}`}
        onClick={() => {
          if (firstViolation) onReveal(firstViolation);
        }}
      >
        <span className="lock-lamp-light">{isBroken ? <CrossIcon size={9} /> : <CheckIcon size={9} />}</span>
        <b>{invariant}</b>
        <span className="lock-lamp-words">
          <span className="lock-lamp-title">{title}</span>
          <span className="lock-lamp-state">
            {isBroken ? 'broken' : 'ok'}
            {isBroken && (
              <span className="lock-lamp-when">
                {` ${violations}× · ${formatInstant(firstViolation.atMs)}`}
              </span>
            )}
          </span>
        </span>
      </button>
    </Tooltip>
  );
}

export function Lamps({ frames, view, onReveal }: LampsProps) {
  const [lamps, setLamps] = useState<readonly Lamp[]>([]);
  useEffect(
    () =>
      frames.onTick(() => {
        const present = view().lamps;
        setLamps((shown) => (isSame(shown, present) ? shown : present.map((lamp) => ({ ...lamp }))));
      }),
    [frames, view],
  );
  return (
    <ul className="lock-lamps" aria-label="Invariants">
      {lamps.map((lamp) => (
        <li key={lamp.invariant}>
          <LampButton lamp={lamp} onReveal={onReveal} />
        </li>
      ))}
    </ul>
  );
}
