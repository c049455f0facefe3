/** How fast virtual time goes, and in words when the machine cannot keep up. */
import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { SPEEDS, speedWord } from './speeds.ts';

export interface SpeedSelectProps {
  readonly speed: number;
  readonly trueSpeed: number | null;
  readonly onSpeed: (speed: number) => void;
}

export function SpeedSelect({ speed, trueSpeed, onSpeed }: SpeedSelectProps) {
  const dom = useId();
  const speeds = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].toSorted((a, b) => a - b);
  return (
    <div className="transport-field">
      <label htmlFor={`${dom}speed`}>speed</label>
      <NativeSelect
        className="transport-speed"
        id={`${dom}speed`}
        size="xs"
        data={speeds.map((each) => ({ value: String(each), label: speedWord(each) }))}
        value={String(speed)}
        onChange={(event) => onSpeed(Number(event.target.value))}
      />
      <span className="transport-reached" role="status">
        {trueSpeed !== null && `asked ${speedWord(speed)}, reaching ${speedWord(trueSpeed)}`}
      </span>
    </div>
  );
}
