/** One page as it comes up: what each of its parts shows at this moment, and what became of it. */
import type { Call } from '../../sim/call.ts';
import type { PageOutcome } from './machine.ts';
import { SERVICES, type Label, type ServiceId } from './parts.ts';

/** `waiting`: not asked for yet; `asking`: on its way; else its label. */
export type PartStatus = 'waiting' | 'asking' | Label;

export interface Part {
  readonly status: PartStatus;
  /** What is shown; null while there is nothing. */
  readonly value: unknown;
  /** When the status began. */
  readonly sinceMs: number;
  /** Age of what is shown when it came from the cache. */
  readonly ageMs: number | null;
}

export interface Page {
  readonly call: Call;
  readonly startedAtMs: number;
  endedAtMs: number | null;
  outcome: PageOutcome | null;
  /** Path in its statechart. */
  state: string;
  /** Attempts of the required read so far. */
  attempts: number;
  /** End of the present pause between attempts, null outside of one. */
  pausesUntilMs: number | null;
  /** Answers that came for this page. */
  answers: number;
  readonly parts: Record<ServiceId, Part>;
}

export function createPage(call: Call, atMs: number): Page {
  const waiting: Part = { status: 'waiting', value: null, sinceMs: atMs, ageMs: null };
  return {
    call,
    startedAtMs: atMs,
    endedAtMs: null,
    outcome: null,
    state: '',
    attempts: 0,
    pausesUntilMs: null,
    answers: 0,
    parts: Object.fromEntries(SERVICES.map((service) => [service, waiting])) as Record<ServiceId, Part>,
  };
}

export const isShown = ({ outcome }: Page): boolean => outcome === 'full' || outcome === 'partial';

/** The labels of an ended page. */
export function labelsOf({ parts }: Page): Readonly<Record<ServiceId, Label>> {
  return Object.fromEntries(SERVICES.map((service) => [service, parts[service].status])) as Record<
    ServiceId,
    Label
  >;
}
