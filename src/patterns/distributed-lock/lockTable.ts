/** The queue for the lock as the replicated log makes it: the same commands in the same order give the same queue on any node. */
import type { Command } from './messages.ts';
import { FIRST_TOKEN } from './rules.ts';

export interface QueueEntry {
  readonly revision: number;
  readonly client: string;
  readonly session: number;
  readonly guid: number | null;
}

export interface LockTable {
  /** In the order of their revisions; the first one has the lock. */
  readonly entries: readonly QueueEntry[];
  readonly head: QueueEntry | null;
  isOver(session: number): boolean;
  /** Applies the command at this place of the log, from 1; gives the entry that a `create` made or found, null if it made none. */
  apply(command: Command, place: number): QueueEntry | null;
}

/** The log begins with an entry of the first leader, so the first lock is at place 2. */
const FIRST_PLACE = 2;

export function createLockTable(): LockTable {
  let entries: QueueEntry[] = [];
  const over = new Set<number>();
  /** Of entries that were deleted: a request that was long on its way must not make them again. */
  const gone = new Set<number>();

  return {
    get entries() {
      return entries;
    },
    get head() {
      return entries[0] ?? null;
    },
    isOver: (session) => over.has(session),
    apply(command, place) {
      switch (command.type) {
        case 'create': {
          const { client, session, guid } = command;
          if (over.has(session) || (guid !== null && gone.has(guid))) return null;
          const found = guid === null ? undefined : entries.find((entry) => entry.guid === guid);
          if (found) return found;
          const made = { revision: place - FIRST_PLACE + FIRST_TOKEN, client, session, guid };
          entries.push(made);
          return made;
        }
        case 'delete':
          for (const { revision, guid } of entries) {
            if (revision === command.revision && guid !== null) gone.add(guid);
          }
          entries = entries.filter(({ revision }) => revision !== command.revision);
          return null;
        case 'expire':
          over.add(command.session);
          entries = entries.filter(({ session }) => session !== command.session);
          return null;
        case 'begin':
          return null;
      }
    },
  };
}
