/** The words of the stage: at the rows of the strip chart, and for those who cannot see the pictures. */
import type { Outcome } from '../../sim/call.ts';
import { formatDuration, formatNumber } from '../../sim/format.ts';
import type { EndReason } from './machine.ts';
import type { RetryView } from './model.ts';
import type { Strip } from './strips.ts';

const ENDINGS: Readonly<Record<EndReason, string>> = {
  answered: 'succeeded',
  lastAttempt: 'exhausted',
  budgetSpent: 'budget spent',
  hopeless: 'not retried',
  deadline: 'out of time',
  callerLeft: 'abandoned',
};

const ATTEMPT_ENDS: Readonly<Record<Outcome, string>> = {
  succeeded: 'was answered',
  degraded: 'was answered in part',
  failed: 'failed',
  rejected: 'was rejected',
  timedOut: 'timed out',
};

/** What becomes of a call, in a few words. */
export function fateWords({ reason, endedMs, attempts, waits }: Strip): string {
  if (reason !== null) return `${ENDINGS[reason]}, ${formatDuration(endedMs ?? 0)}`;
  const isWaiting = waits.length > 0 && attempts.length === waits.length;
  return isWaiting ? `waits ${formatDuration(waits.at(-1)?.waitMs ?? 0)}` : `attempt ${attempts.length} …`;
}

/** A whole call in one sentence. */
export function stripSentence(strip: Strip): string {
  const parts = strip.attempts.flatMap(({ outcome }, index) => {
    const wait = strip.waits[index];
    const end = outcome === null ? 'is on its way' : ATTEMPT_ENDS[outcome];
    const asked = wait && wait.askedMs > 0 ? `${formatDuration(wait.askedMs)} as asked and ` : '';
    return [
      `attempt ${index + 1} ${end}`,
      ...(wait
        ? [
            `wait of ${asked}${formatDuration(wait.drawnMs)}, drawn from ${formatDuration(wait.allowedMs[0])} to ${formatDuration(wait.allowedMs[1])}`,
          ]
        : []),
    ];
  });
  const ending = strip.reason === null ? [] : [fateWords(strip)];
  return `Call #${strip.call}: ${[...parts, ...ending].join('; ')}.`;
}

const perBin = (count: number) => formatNumber(Number(count.toPrecision(2)));

export function capacityWords(capacityPerBin: number): string {
  return capacityPerBin === Infinity ? '' : `serves ${perBin(capacityPerBin)}`;
}

/** What reaches the server at this instant. */
export function herdWords({ amplification, isDown, serverRunning, serverQueued }: RetryView): string {
  const load = amplification === null ? '' : `${perBin(amplification)} per call, `;
  const queue = serverQueued > 0 ? `, ${formatNumber(serverQueued)} queued` : '';
  return `${load}${isDown ? 'server down' : `${formatNumber(serverRunning)} served${queue}`}`;
}
