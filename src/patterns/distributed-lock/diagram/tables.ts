/** The diagram's content as tables, for those who do not see it and for those who want the exact figures. */
import { formatDuration } from '../../../sim/format.ts';
import type { LockView } from '../picture.ts';
import { formatExactly } from './axis.ts';
import { fateWords, linksWords } from './details.ts';

export interface DiagramTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** Oldest first. */
  readonly rows: readonly (readonly string[])[];
  /** Older rows that are left out. */
  readonly omitted: number;
}

/** Older ones of a longer table are left out. */
const MOST_ROWS = 100;

function table<T>(
  title: string,
  columns: readonly string[],
  items: readonly T[],
  row: (item: T) => readonly string[],
): DiagramTable {
  const shown = items.slice(-MOST_ROWS);
  return { title, columns, rows: shown.map(row), omitted: items.length - shown.length };
}

const tokenWords = (token: number | null) => (token === null ? '—' : `#${token}`);
const endWords = (untilMs: number | null) => (untilMs === null ? 'lasts' : formatExactly(untilMs));

export function diagramTables(view: LockView): readonly DiagramTable[] {
  const { actors, states, clockErrorsMs, nowMs } = view;
  return [
    table('Violations', ['Time', 'Invariant', 'What went wrong'], view.violations, (violation) => [
      formatExactly(violation.atMs),
      violation.invariant,
      violation.words,
    ]),
    table('Actors now', ['Actor', 'State', 'Clock error'], actors, ({ id, label }) => [
      label,
      states[id] ?? '—',
      formatClockError(clockErrorsMs[id] ?? 0),
    ]),
    table('Writes at the resource', ['Time', 'Client', 'Token', 'Result', 'Why'], view.writes, (write) => [
      formatExactly(write.atMs),
      write.client,
      tokenWords(write.token),
      write.isAccepted ? 'accepted' : 'rejected',
      write.words,
    ]),
    table('Leases', ['From', 'Until', 'Holder', 'Token', 'According to'], view.leases, (lease) => [
      formatExactly(lease.fromMs),
      `${formatExactly(lease.untilMs)}${lease.isOpen ? ' (planned)' : ''}`,
      lease.holder,
      tokenWords(lease.token),
      lease.side === 'holder' ? `${lease.actor} itself` : lease.actor,
    ]),
    table('Faults', ['From', 'Until', 'Where', 'What'], faultsOf(view), (row) => row),
    table('Messages', ['Sent', 'From', 'To', 'Message', 'Ended', 'Fate'], view.messages, (message) => [
      formatExactly(message.sentMs),
      message.from,
      message.to,
      message.words,
      message.endsMs > nowMs ? '—' : formatExactly(message.endsMs),
      fateWords(message, nowMs),
    ]),
  ];
}

function faultsOf({ troubles, partitions }: LockView): readonly (readonly string[])[] {
  const faults = [
    ...troubles.map(({ fromMs, untilMs, actor, words }) => ({ fromMs, untilMs, where: actor, words })),
    ...partitions.map((partition) => ({ ...partition, where: linksWords(partition) })),
  ];
  return faults
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .map(({ fromMs, untilMs, where, words }) => [formatExactly(fromMs), endWords(untilMs), where, words]);
}

/** `0`, `+11 s`, `−120 ms`. */
export function formatClockError(ms: number): string {
  const rounded = Math.round(ms);
  if (rounded === 0) return '0';
  return `${rounded > 0 ? '+' : '−'}${formatDuration(Math.abs(rounded))}`;
}
