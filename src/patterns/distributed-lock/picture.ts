/** What the space–time diagram draws: everything that happened so far, as plain data kept by the model. */

/** One lane of the diagram. */
export interface Actor {
  /** As in parameters, trace and links: `c1`, `n1`, `resource`. */
  readonly id: string;
  readonly role: 'client' | 'node' | 'resource';
  readonly label: string;
}

/** A message on its way, or one that never arrives. */
export interface Message {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly sentMs: number;
  /** When it arrives, or when it is lost. */
  readonly endsMs: number;
  readonly fate: 'delivered' | 'lost' | 'ignored';
  /** In the field's words: "acquire", "granted #34", "refused: held by c1". */
  readonly words: string;
  /** What is in it, field by field, for the one who clicks on it. */
  readonly content: Readonly<Record<string, string>>;
  readonly tone: 'request' | 'grant' | 'refusal' | 'write' | 'replication' | 'forged';
}

/** The time during which an actor takes a client for the holder. `untilMs` is the planned end while `isOpen`. */
export interface Lease {
  readonly actor: string;
  readonly holder: string;
  readonly token: number | null;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly isOpen: boolean;
  /** `holder`: what the client believes by its own clock; `node`: what a lock node has on its books. */
  readonly side: 'holder' | 'node';
}

/** An actor that does nothing, or does not tell the truth; null while it lasts. */
export interface Trouble {
  readonly actor: string;
  readonly kind: 'paused' | 'crashed' | 'byzantine' | 'clock';
  readonly fromMs: number;
  readonly untilMs: number | null;
  readonly words: string;
}

/** Links that are cut, in one direction each; null while it lasts. */
export interface Partition {
  readonly links: readonly { readonly from: string; readonly to: string }[];
  readonly fromMs: number;
  readonly untilMs: number | null;
  readonly words: string;
}

/** An operation as it meets the resource. */
export interface Write {
  readonly atMs: number;
  readonly client: string;
  readonly token: number | null;
  readonly isAccepted: boolean;
  readonly words: string;
}

export interface Violation {
  readonly atMs: number;
  /** `I1` … `I8`. */
  readonly invariant: string;
  readonly actors: readonly string[];
  /** What went wrong, in one sentence. */
  readonly words: string;
}

/** The state of one invariant's lamp. */
export interface Lamp {
  readonly invariant: string;
  readonly title: string;
  /** What it demands, in one sentence. */
  readonly help: string;
  readonly firstViolation: Violation | null;
  readonly violations: number;
}

/** What `observe()` gives the stage. The arrays are the model's own: they grow, and nobody else writes to them. */
export interface LockView {
  readonly nowMs: number;
  readonly actors: readonly Actor[];
  /** In order of sending; the oldest are dropped when there are more than the diagram can show. */
  readonly messages: readonly Message[];
  readonly leases: readonly Lease[];
  readonly troubles: readonly Trouble[];
  readonly partitions: readonly Partition[];
  readonly writes: readonly Write[];
  readonly violations: readonly Violation[];
  readonly lamps: readonly Lamp[];
  /** The present state of every actor in the words of its statechart. */
  readonly states: Readonly<Record<string, string>>;
  /** The actor's own clock minus the real time, in ms. */
  readonly clockErrorsMs: Readonly<Record<string, number>>;
}
