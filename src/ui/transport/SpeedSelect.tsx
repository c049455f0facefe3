/** How fast virtual time goes, and in words when the machine cannot keep up. */
import { useId } from 'react';
import { ListSelect } from '../ListSelect.tsx';
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
      <ListSelect
        className="transport-speed"
        id={`${dom}speed`}
        data={speeds.map((each) => ({ value: String(each), label: speedWord(each) }))}
        value={String(speed)}
        onChoose={(chosen) => onSpeed(Number(chosen))}
      />
      <span className="transport-reached" role="status">
        {trueSpeed !== null && `asked ${speedWord(speed)}, reaching ${speedWord(trueSpeed)}`}
      </span>
    </div>
  );
}
