/** Shows the present sentence, and tells it to screen readers at a bearable pace. */
import { useEffect, useRef } from 'react';
import type { FrameSource } from '../run/frames.ts';
import type { Run } from '../run/run.ts';
import { presentSentence } from './sentences.ts';

const ANNOUNCE_EVERY_MS = 3_000;

interface SentenceBarProps {
  readonly frames: FrameSource;
  readonly currentRun: () => Run;
}

export function SentenceBar({ frames, currentRun }: SentenceBarProps) {
  const shown = useRef<HTMLParagraphElement>(null);
  const announced = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function announce(): void {
      timer = undefined;
      if (announced.current) announced.current.textContent = shown.current?.textContent ?? '';
    }
    const stop = frames.onTick(() => {
      const sentence = presentSentence(currentRun());
      if (!shown.current || shown.current.textContent === sentence) return;
      shown.current.textContent = sentence;
      timer ??= setTimeout(announce, ANNOUNCE_EVERY_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [frames, currentRun]);

  return (
    <div className="pf-sentence">
      <p ref={shown} data-testid="sentence" aria-hidden="true" />
      <p ref={announced} className="pf-visually-hidden" aria-live="polite" />
    </div>
  );
}
