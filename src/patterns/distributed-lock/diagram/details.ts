/** What is said about the thing that was clicked on. */
import { formatDuration } from '../../../sim/format.ts';
import type { Lease, Message, Partition } from '../picture.ts';
import { formatExactly } from './axis.ts';
import type { Thing } from './pick.ts';

export interface Detail {
  readonly title: string;
  readonly isAlarming: boolean;
  readonly rows: readonly (readonly [name: string, value: string])[];
}

const tokenOf = (token: number | null) => (token === null ? 'none' : `#${token}`);

/** How a message ended, in a word. */
export function fateWords({ fate, endsMs }: Message, nowMs: number): string {
  if (endsMs > nowMs) return 'on its way';
  return fate;
}

export function linksWords({ links }: Partition): string {
  const hasBack = ({ from, to }: Partition['links'][number]) =>
    links.some((other) => other.from === to && other.to === from);
  return links
    .filter((link) => !hasBack(link) || link.from < link.to)
    .map((link) => `${link.from} ${hasBack(link) ? '↔' : '→'} ${link.to}`)
    .join(', ');
}

function messageDetail(message: Message, nowMs: number): Detail {
  const { words, from, to, sentMs, endsMs, content } = message;
  const fate = fateWords(message, nowMs);
  return {
    title: words,
    isAlarming: fate === 'lost' || message.tone === 'forged',
    rows: [
      ['way', `${from} → ${to}`],
      ['sent', formatExactly(sentMs)],
      [fate, endsMs > nowMs ? '…' : `${formatExactly(endsMs)}, after ${formatDuration(endsMs - sentMs)}`],
      ...Object.entries(content),
    ],
  };
}

function leaseDetail({ actor, holder, token, fromMs, untilMs, isOpen, side }: Lease): Detail {
  return {
    title:
      side === 'holder' ? `${holder} takes itself for the holder` : `${actor} has ${holder} as the holder`,
    isAlarming: false,
    rows: [
      ['token', tokenOf(token)],
      ['from', formatExactly(fromMs)],
      [isOpen ? 'planned until' : 'until', formatExactly(untilMs)],
      ['length', formatDuration(untilMs - fromMs)],
    ],
  };
}

const spanRows = (fromMs: number, untilMs: number | null) => [
  ['from', formatExactly(fromMs)] as const,
  ['until', untilMs === null ? 'lasts' : formatExactly(untilMs)] as const,
];

export function detailOf(thing: Thing, nowMs: number): Detail {
  switch (thing.kind) {
    case 'message':
      return messageDetail(thing.message, nowMs);
    case 'lease':
      return leaseDetail(thing.lease);
    case 'write': {
      const { atMs, client, token, isAccepted, words } = thing.write;
      return {
        title: words,
        isAlarming: !isAccepted,
        rows: [
          ['at', formatExactly(atMs)],
          ['client', client],
          ['token', tokenOf(token)],
          ['result', isAccepted ? '✓ accepted' : '✕ rejected'],
        ],
      };
    }
    case 'violation': {
      const { atMs, invariant, actors, words } = thing.violation;
      return {
        title: words,
        isAlarming: true,
        rows: [
          ['violates', invariant],
          ['at', formatExactly(atMs)],
          ['who', actors.join(', ')],
        ],
      };
    }
    case 'trouble': {
      const { actor, words, fromMs, untilMs } = thing.trouble;
      return { title: `${actor}: ${words}`, isAlarming: false, rows: spanRows(fromMs, untilMs) };
    }
    case 'partition': {
      const { words, fromMs, untilMs } = thing.partition;
      return {
        title: words,
        isAlarming: false,
        rows: [...spanRows(fromMs, untilMs), ['cut', linksWords(thing.partition)]],
      };
    }
  }
}
