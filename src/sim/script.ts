/** Scripted calls: exact instants, durations and outcomes, so that a run can be compared with another implementation call by call. */

export interface ScriptedCall {
  /** When the call is made, in ms; never before the call above it in the script. */
  readonly atMs: number;
  /** How long the server takes, in ms. */
  readonly durationMs: number;
  /** `other`: an error of a kind that the policy does not count. */
  readonly outcome: 'success' | 'failure' | 'other';
}

export type Script = readonly ScriptedCall[];
