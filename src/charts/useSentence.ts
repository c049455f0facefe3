/** Keeps a chart's sentence in an element up to date, calmly: a screen reader that stands on it is not interrupted. */
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import type { ChartSpec } from '../patterns/pattern.ts';
import { chartSentence } from './chartSentence.ts';
import type { ChartData } from './chartData.ts';

const LEAST_PAUSE_MS = 2_000;

export function useSentence(spec: ChartSpec, data: ChartData | null): RefObject<HTMLParagraphElement | null> {
  const element = useRef<HTMLParagraphElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  const write = useEffectEvent(() => {
    pause.current = undefined;
    if (data && element.current) element.current.textContent = chartSentence(spec, data.run);
  });
  useEffect(() => {
    if (!data) return;
    if (element.current?.textContent === '') write();
    else pause.current ??= setTimeout(() => write(), LEAST_PAUSE_MS);
  }, [data]);
  useEffect(() => {
    return () => {
      clearTimeout(pause.current);
      pause.current = undefined;
    };
  }, []);
  return element;
}
