/** What has come out, or how it looks so far, in one sentence. */
import type { AnyPattern } from '../../patterns/pattern.ts';
import type { Verdict } from '../../run/experiment.ts';
import { verdictSentence } from '../../run/experimentWords.ts';
import { CheckIcon, CrossIcon } from '../icons.tsx';

export interface VerdictLineProps {
  readonly pattern: AnyPattern;
  readonly verdict: Verdict;
  readonly onRunToEnd: () => void;
}

type Look = 'held' | 'broken' | 'open';

function lookOf({ status, deviated }: Verdict): Look {
  if (deviated || status === 'failed' || status === 'aborted') return 'broken';
  return status === 'completed' ? 'held' : 'open';
}

export function VerdictLine({ pattern, verdict, onRunToEnd }: VerdictLineProps) {
  const look = lookOf(verdict);
  const sentence = verdictSentence(pattern, verdict);
  const isTold = look !== 'open';
  return (
    <div className="experiment-verdict" data-look={look}>
      {look === 'held' && <CheckIcon size={18} />}
      {look === 'broken' && <CrossIcon size={18} />}
      <p data-testid="verdict">{sentence}</p>
      {verdict.status === 'interrupted' && (
        <button type="button" className="experiment-button" onClick={onRunToEnd}>
          Run to the end
        </button>
      )}
      <p className="experiment-heard" role="status">
        {isTold ? sentence : ''}
      </p>
    </div>
  );
}
