/** What actors say to each other, and how a message reads in the picture. */
import type { Message } from './picture.ts';

/** Of one attempt of a client; every attempt has its own. */
export type Nonce = number;

export interface Replica {
  readonly client: string | null;
  readonly nonce: Nonce;
  readonly token: number;
  readonly leftMs: number;
  readonly counter: number;
}

export type Command =
  | { readonly type: 'begin' }
  | {
      readonly type: 'create';
      readonly client: string;
      readonly session: number;
      readonly guid: number | null;
      readonly nonce: Nonce;
    }
  | { readonly type: 'delete'; readonly client: string; readonly session: number; readonly revision: number }
  | { readonly type: 'expire'; readonly session: number };

export interface LogEntry {
  readonly term: number;
  readonly command: Command;
}

export type Content =
  | { readonly kind: 'acquire'; readonly nonce: Nonce; readonly ttlMs: number }
  | {
      readonly kind: 'granted';
      readonly nonce: Nonce;
      /** Null where the lock has none: Redlock. */
      readonly token: number | null;
      readonly isForged: boolean;
    }
  | { readonly kind: 'refused'; readonly nonce: Nonce; readonly holder: string }
  | { readonly kind: 'confirm'; readonly nonce: Nonce; readonly token: number }
  | { readonly kind: 'confirmed'; readonly nonce: Nonce; readonly isSigned: boolean }
  | { readonly kind: 'renew'; readonly nonce: Nonce; readonly round: number; readonly ttlMs: number }
  | { readonly kind: 'renewed'; readonly nonce: Nonce; readonly round: number; readonly isExtended: boolean }
  | { readonly kind: 'release'; readonly nonce: Nonce; readonly isCompared: boolean }
  | { readonly kind: 'released'; readonly nonce: Nonce }
  | { readonly kind: 'replicate'; readonly replica: Replica }
  | { readonly kind: 'create'; readonly nonce: Nonce; readonly session: number; readonly guid: number | null }
  | {
      readonly kind: 'created';
      readonly nonce: Nonce;
      readonly revision: number;
      readonly isHead: boolean;
      readonly isForged: boolean;
    }
  | { readonly kind: 'headed'; readonly revision: number }
  | { readonly kind: 'notLeader'; readonly nonce: Nonce; readonly leader: string | null }
  | {
      readonly kind: 'keepAlive';
      readonly session: number;
      readonly round: number;
      readonly revision: number;
    }
  | {
      readonly kind: 'keptAlive';
      readonly session: number;
      /** Of the sign of life that this answers, -1 when it answers another request. */
      readonly round: number;
      readonly isAlive: boolean;
      readonly isHead: boolean;
    }
  | { readonly kind: 'delete'; readonly session: number; readonly revision: number }
  | { readonly kind: 'deleted'; readonly revision: number }
  | {
      readonly kind: 'append';
      readonly term: number;
      readonly previous: number;
      readonly previousTerm: number;
      readonly entries: readonly LogEntry[];
    }
  | { readonly kind: 'appended'; readonly term: number; readonly isStored: boolean; readonly upTo: number }
  | { readonly kind: 'register'; readonly nonce: Nonce; readonly token: number }
  | { readonly kind: 'registered'; readonly nonce: Nonce; readonly isAccepted: boolean }
  | {
      readonly kind: 'write';
      readonly write: number;
      readonly token: number | null;
      readonly sectionFromMs: number;
      readonly signatures: number;
    }
  | { readonly kind: 'written'; readonly write: number; readonly isAccepted: boolean };

type Look = Pick<Message, 'words' | 'tone'>;

const say = (words: string, tone: Message['tone']): Look => ({ words, tone });

export function lookOf(content: Content): Look {
  switch (content.kind) {
    case 'acquire':
      return say('acquire', 'request');
    case 'granted':
      return say(
        content.token === null ? 'granted' : `granted #${content.token}`,
        content.isForged ? 'forged' : 'grant',
      );
    case 'refused':
      return say(`refused: held by ${content.holder}`, 'refusal');
    case 'confirm':
      return say(`confirm #${content.token}`, 'request');
    case 'confirmed':
      return content.isSigned ? say('signed', 'grant') : say('not signed', 'refusal');
    case 'renew':
      return say('renew', 'request');
    case 'renewed':
      return content.isExtended ? say('renewed', 'grant') : say('not renewed', 'refusal');
    case 'release':
      return say(content.isCompared ? 'release' : 'delete, whoever holds it', 'request');
    case 'released':
      return say('released', 'grant');
    case 'replicate':
      return say(
        content.replica.client ? `copy: ${content.replica.client} holds it` : 'copy: free',
        'replication',
      );
    case 'create':
      return say('create entry', 'request');
    case 'created':
      return say(
        `entry #${content.revision}${content.isHead ? ', first' : ''}`,
        content.isForged ? 'forged' : 'grant',
      );
    case 'headed':
      return say(`#${content.revision} is first now`, 'grant');
    case 'notLeader':
      return say('not the leader', 'refusal');
    case 'keepAlive':
      return say('keep alive', 'request');
    case 'keptAlive':
      return content.isAlive ? say('alive', 'grant') : say('session is over', 'refusal');
    case 'delete':
      return say(`delete entry #${content.revision}`, 'request');
    case 'deleted':
      return say(`entry #${content.revision} is gone`, 'grant');
    case 'append':
      return say(`append ${content.entries.length}, term ${content.term}`, 'replication');
    case 'appended':
      return content.isStored
        ? say(`stored up to ${content.upTo}`, 'replication')
        : say('not stored', 'refusal');
    case 'register':
      return say(`register #${content.token}`, 'write');
    case 'registered':
      return content.isAccepted ? say('registered', 'grant') : say('token too old', 'refusal');
    case 'write':
      return say(content.token === null ? 'write' : `write, #${content.token}`, 'write');
    case 'written':
      return content.isAccepted ? say('written', 'grant') : say('rejected', 'refusal');
  }
}

/** Field by field, for the one who clicks on it; its kind is in its words. */
export function fieldsOf(content: Content): Readonly<Record<string, string>> {
  const { kind: _, ...fields } = content;
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]: [string, unknown]) => [
      field,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value),
    ]),
  );
}
