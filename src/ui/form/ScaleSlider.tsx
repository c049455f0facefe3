/** A slider over a parameter's range, on its scale, with a mark at the default. One gesture, by pointer or key, ends once. */
import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import type { NumberParam } from '../../patterns/params.ts';
import { speakNumberParam } from './parseEntry.ts';
import { createScale } from './scale.ts';
import { createTouchIntent } from './touchIntent.ts';

export interface ScaleSliderProps {
  readonly id: string;
  readonly spec: NumberParam;
  readonly value: number;
  readonly describedBy: string;
  readonly locked: boolean;
  readonly onMove: (value: number) => void;
  readonly onEnd: () => void;
}

export function ScaleSlider({ id, spec, value, describedBy, locked, onMove, onEnd }: ScaleSliderProps) {
  const scale = useMemo(() => createScale(spec), [spec]);
  const position = scale.positionOf(value);
  const isKeyHeld = useRef(false);
  const [intent] = useState(createTouchIntent);
  /** Where a finger has put the thumb while it may still be scrolling. */
  const touched = useRef<number | null>(null);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });

  /** The browser's own `change` comes when a pointer lets go, but also after each repeat of a held key. */
  const listen = useCallback(
    (slider: HTMLInputElement | null) => {
      const onChange = () => {
        if (!isKeyHeld.current && !intent.isOpen()) end.current();
      };
      slider?.addEventListener('change', onChange);
      return () => slider?.removeEventListener('change', onChange);
    },
    [intent],
  );
  function moveTo(notch: number): void {
    touched.current = notch;
    if (!intent.isOpen()) onMove(scale.valueAt(notch));
  }
  function releaseKey(): void {
    isKeyHeld.current = false;
    onEnd();
  }

  const share = (at: number) => (scale.last === 0 ? 0 : at / scale.last);
  const style = {
    '--at': share(position),
    '--default': share(scale.positionOf(spec.default)),
  } as CSSProperties;
  return (
    <span className="param-slider" style={style} data-unlimited={value === Infinity || undefined}>
      {spec.default !== Infinity && <span className="param-default" aria-hidden="true" />}
      <input
        ref={listen}
        id={id}
        type="range"
        min={0}
        max={scale.last}
        step={1}
        value={Math.round(position)}
        disabled={locked}
        aria-valuetext={speakNumberParam(spec, value)}
        aria-describedby={describedBy}
        onChange={(event) => moveTo(event.target.valueAsNumber)}
        onPointerDown={(event) => {
          touched.current = null;
          intent.begin(event);
        }}
        onPointerMove={(event) => {
          if (intent.isOpen() && !intent.isOpen(event) && touched.current !== null) moveTo(touched.current);
        }}
        onPointerUp={() => {
          if (!intent.end()) return;
          if (touched.current !== null) moveTo(touched.current);
          onEnd();
        }}
        onPointerCancel={intent.end}
        onKeyDown={() => {
          isKeyHeld.current = true;
        }}
        onKeyUp={releaseKey}
        onBlur={releaseKey}
      />
    </span>
  );
}
