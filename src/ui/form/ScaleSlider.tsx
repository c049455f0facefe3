/** A slider over a parameter's range, on its scale, with a mark at the default. One gesture, by pointer or key, ends once. */
import { useCallback, useEffect, useMemo, useRef, type CSSProperties } from 'react';
import type { NumberParam } from '../../patterns/params.ts';
import { speakNumberParam } from './parseEntry.ts';
import { createScale } from './scale.ts';

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
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });

  /** The browser's own `change` comes when a pointer lets go, but also after each repeat of a held key. */
  const listen = useCallback((slider: HTMLInputElement | null) => {
    const onChange = () => {
      if (!isKeyHeld.current) end.current();
    };
    slider?.addEventListener('change', onChange);
    return () => slider?.removeEventListener('change', onChange);
  }, []);
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
        onChange={(event) => onMove(scale.valueAt(event.target.valueAsNumber))}
        onKeyDown={() => {
          isKeyHeld.current = true;
        }}
        onKeyUp={releaseKey}
        onBlur={releaseKey}
      />
    </span>
  );
}
