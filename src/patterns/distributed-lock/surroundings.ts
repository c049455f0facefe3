/** What every part of the model is given: the world, the parameters of the moment, the network, and the books. */
import type { World } from '../../sim/world.ts';
import type { LockActor, NodeId } from './actors.ts';
import type { Checker } from './checker.ts';
import type { Chronicle } from './chronicle.ts';
import type { Content, Nonce } from './messages.ts';
import type { LockParams } from './params.ts';

export interface Surroundings {
  readonly world: World;
  readonly params: () => LockParams;
  readonly send: (from: string, to: string, content: Content) => void;
  readonly checker: Checker;
  readonly chronicle: Chronicle;
  readonly nextNonce: () => Nonce;
  /** The nodes that clients ask: all that vote, or the primary of two. */
  readonly asked: () => readonly NodeId[];
  /** Whether the client knows of its entry of this revision in the queue: has it, or is about to delete it. */
  readonly knows: (client: string, revision: number) => boolean;
}

/** A lease as a client has it. */
export interface HeldLease {
  readonly token: number | null;
  /** When it must stop, by its own clock. */
  readonly untilLocalMs: number;
  /** When that is in real time if its clock is right. */
  readonly untilMs: number;
  /** How many nodes have signed the token. */
  readonly signatures: number;
}

/** How a client talks to the lock service, told by what comes of it. */
export interface Protocol {
  /** Starts an attempt. */
  begin(): void;
  /** Asks for more time. */
  renew(): void;
  /** Gives back what it has, or may have, and says so in the end. */
  giveBack(): void;
  /** The attempt has failed or the lease is lost: cleans up behind itself. */
  abandon(): void;
  receive(content: Content, from: string): void;
  /** Whether it knows of its entry of this revision in the queue: has it, or is about to delete it. */
  knows(revision: number): boolean;
  /** The process is gone, and with it all that it knew. */
  forget(): void;
}

export interface ProtocolOptions {
  readonly client: LockActor;
  readonly onGranted: (lease: HeldLease) => void;
  readonly onFailed: (reason: 'held' | 'noAnswer' | 'tooLate', holder: string | null) => void;
  readonly onQueued: (revision: number) => void;
  readonly onProlonged: (lease: Pick<HeldLease, 'untilLocalMs' | 'untilMs'>) => void;
  readonly onRefused: () => void;
  /** A renewal has come to nothing, but the lease may still be there. */
  readonly onUnanswered: () => void;
  readonly onReleased: () => void;
}
