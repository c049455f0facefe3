/** What the learner believes, as a live table: per error class and delay, the chance that a retry succeeds, and on how much it rests. */
import { useEffect, useRef } from 'react';
import { READING_MS, type FrameSource } from '../../run/frames.ts';
import { formatNumber } from '../../sim/format.ts';
import { setData, setText, setVariable } from '../../ui/writing.ts';
import { ERROR_CLASSES } from './contenders.ts';
import { DELAY_EDGES_MS, rangeOfBucket } from './learner.ts';
import { explainDecision } from './sentences.ts';
import type { AdaptiveView, BeliefCell } from './view.ts';

const HEADS = DELAY_EDGES_MS.map((_, bucket) => {
  const [from] = rangeOfBucket(bucket);
  return String(from / 1_000);
});

/** Short, for a narrow column. */
const MANNERS: Readonly<Record<string, string>> = {
  learning: 'learns',
  quickRetry: 'quick',
  waitAsTold: 'as told',
  giveUp: 'give up',
};

/** With less than half an outcome left there is nothing to show. */
const LEAST_SHOWN = 0.5;

function percent(share: number): string {
  return `${Math.round(share * 100)}`;
}

function cellWords({ mean, evidence, truth }: BeliefCell) {
  return {
    chance: evidence < LEAST_SHOWN ? '·' : percent(mean),
    evidence: evidence < LEAST_SHOWN ? '' : formatNumber(Math.round(evidence)),
    truth: truth === null ? '' : `, in truth ${percent(truth)}`,
  };
}

function toldSentence({ told }: AdaptiveView): string {
  if (!told) return 'No failure has had to be decided on yet.';
  const { call, errorClass, manner, choice, waitMs } = told;
  if (!choice) return `Call #${call}: no retry could end before its deadline.`;
  return explainDecision(call, { errorClass, manner, waitMs, ...choice });
}

interface BeliefsProps {
  readonly frames: FrameSource;
  readonly view: () => AdaptiveView;
}

export function Beliefs({ frames, view }: BeliefsProps) {
  const table = useRef<HTMLTableElement>(null);
  const told = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    const lines = [...(table.current?.tBodies[0]?.rows ?? [])].map((line) => ({
      strategy: line.querySelector<HTMLElement>('.adaptive-strategy'),
      cells: [...line.querySelectorAll<HTMLElement>('.adaptive-belief')].map((cell) => ({
        cell,
        chance: cell.querySelector('b'),
        evidence: cell.querySelector('small'),
        truth: cell.querySelector('i'),
      })),
    }));
    return frames.onTick(() => {
      const now = view();
      now.rows.forEach((row, index) => {
        const line = lines[index];
        const state = row.strategy.replace('known.', '');
        setText(line?.strategy ?? null, MANNERS[state] ?? state);
        setData(line?.strategy ?? null, 'manner', state);
        row.cells.forEach((belief, bucket) => {
          const parts = line?.cells[bucket];
          if (!parts) return;
          const words = cellWords(belief);
          setText(parts.chance, words.chance);
          setText(parts.evidence, words.evidence);
          setText(parts.truth, words.truth);
          setVariable(parts.cell, '--mean', belief.mean);
          setVariable(parts.cell, '--truth', belief.truth ?? -1);
          setVariable(parts.cell, '--trust', Math.min(1, belief.evidence / 8));
        });
      });
      setText(told.current, toldSentence(now));
    }, READING_MS);
  }, [frames, view]);

  return (
    <div className="adaptive-beliefs">
      <div className="adaptive-table">
        <table ref={table}>
          <caption>
            <span>
              <b>What adaptive believes:</b> % of retries{' '}
              <span className="adaptive-rest">after so many seconds </span>that succeed
              <span className="adaptive-rest">, of how many</span>{' '}
              <span className="adaptive-key adaptive-key-truth">true</span>
            </span>
          </caption>
          <thead>
            <tr>
              <th scope="col">failure</th>
              <th scope="col">strategy</th>
              {HEADS.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ERROR_CLASSES.map((errorClass) => (
              <tr key={errorClass}>
                <th scope="row">{errorClass}</th>
                <td>
                  <span className="adaptive-strategy">learns</span>
                </td>
                {HEADS.map((head) => (
                  <td key={head} className="adaptive-belief">
                    <b>·</b>
                    <small />
                    <i className="pf-visually-hidden" />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="adaptive-told" ref={told} />
    </div>
  );
}
