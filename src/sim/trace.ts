/**
 * What happened in a run, in order, with a hash that two runs share exactly when all their events agree.
 * Only the newest events are kept; the hash and the count cover all of them.
 */

export type TraceValue = number | string | boolean | null;
export type TraceData = Readonly<Record<string, TraceValue>>;

export interface TraceEvent {
  /** Position in the run, 0 for the first event. */
  readonly index: number;
  readonly atMs: number;
  /** Dotted past-tense fact, for example `call.rejected`. */
  readonly type: string;
  /** Whom it is about: a call's or a client's number. */
  readonly subject: number;
  readonly data: TraceData;
}

export interface Trace {
  readonly count: number;
  record(type: string, subject: number, data?: TraceData): void;
  /** 16 hexadecimal digits over every event so far. */
  hash(): string;
  /** The newest events, oldest first. */
  recent(): readonly TraceEvent[];
  /** The newest event whose type is not about a single call, or null. */
  readonly lastMilestone: TraceEvent | null;
  /** The newest milestones (events that are not about a single call), oldest first. */
  milestones(): readonly TraceEvent[];
  /** Calls `listener` on every later event; returns a function that ends it. */
  subscribe(listener: (event: TraceEvent) => void): () => void;
}

const KEPT_EVENTS = 1024;
const KEPT_MILESTONES = 2048;
const NO_DATA: TraceData = Object.freeze({});

/** Keeps the newest `capacity` items. */
export interface Ring<T> {
  push(item: T): void;
  /** Oldest first. */
  items(): readonly T[];
  readonly size: number;
}

export function createRing<T>(capacity: number): Ring<T> {
  let slots: T[] = [];
  let next = 0;
  return {
    push(item) {
      slots[next] = item;
      next = (next + 1) % capacity;
    },
    items() {
      return slots.length < capacity ? slots.slice() : [...slots.slice(next), ...slots.slice(0, next)];
    },
    get size() {
      return slots.length;
    },
  };
}

/** A 64-bit multiply-xor hash in two 32-bit lanes, fed with the bits of numbers, so that no text is built per event. */
function createHasher() {
  const float = new Float64Array(1);
  const words = new Int32Array(float.buffer);
  const texts = new Map<string, number>();
  let low = 0x811c9dc5 | 0;
  let high = 0x1b873593;

  function feed(word: number): void {
    low = Math.imul(low ^ word, 0x01000193);
    low ^= low >>> 15;
    high = Math.imul(high ^ word, 0x85ebca6b);
    high ^= high >>> 13;
  }
  function feedNumber(value: number): void {
    float[0] = value + 0;
    feed(words[0] as number);
    feed(words[1] as number);
  }
  function feedText(text: string): void {
    let code = texts.get(text);
    if (code === undefined) {
      code = 0x811c9dc5;
      for (let i = 0; i < text.length; i += 1) code = Math.imul(code ^ text.charCodeAt(i), 0x01000193);
      if (texts.size < 4096) texts.set(text, code);
    }
    feed(code);
  }
  return {
    feedNumber,
    feedText,
    feedValue(value: TraceValue): void {
      if (typeof value === 'number') feedNumber(value);
      else feedText(typeof value === 'string' ? value : String(value));
    },
    digest(): string {
      return [high, low].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
    },
  };
}

/** An event is about one call when its type starts with this; everything else is a milestone. */
const CALL_PREFIX = 'call.';

export function createTrace(now: () => number): Trace {
  const hasher = createHasher();
  const recent = createRing<TraceEvent>(KEPT_EVENTS);
  const milestones = createRing<TraceEvent>(KEPT_MILESTONES);
  const listeners = new Set<(event: TraceEvent) => void>();
  let lastMilestone: TraceEvent | null = null;
  let count = 0;

  return {
    get count() {
      return count;
    },
    get lastMilestone() {
      return lastMilestone;
    },
    record(type, subject, data = NO_DATA) {
      const event: TraceEvent = { index: count, atMs: now(), type, subject, data };
      count += 1;
      hasher.feedNumber(event.atMs);
      hasher.feedText(type);
      hasher.feedNumber(subject);
      for (const key in data) hasher.feedValue(data[key] as TraceValue);
      recent.push(event);
      if (!type.startsWith(CALL_PREFIX)) {
        milestones.push(event);
        lastMilestone = event;
      }
      for (const listener of listeners) listener(event);
    },
    hash: () => hasher.digest(),
    recent: () => recent.items(),
    milestones: () => milestones.items(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
