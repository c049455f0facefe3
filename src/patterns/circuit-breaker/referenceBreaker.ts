/**
 * For tests: the reference's circuit breaker (Exercise 1, solution), line by line, with the call cut in two where the
 * function runs. Its one truthiness bug, a failure at time 0 that never half-opens, is left out.
 */
export class ReferenceBreaker {
  readonly #failureThreshold: number;
  readonly #successThreshold: number;
  readonly #timeoutMs: number;
  state: 'CLOSED' | 'OPEN' | 'HALF_OPEN' = 'CLOSED';
  failureCount = 0;
  successCount = 0;
  lastFailureAtMs: number | null = null;
  totalCircuitOpens = 0;

  constructor(failureThreshold: number, successThreshold: number, timeoutMs: number) {
    this.#failureThreshold = failureThreshold;
    this.#successThreshold = successThreshold;
    this.#timeoutMs = timeoutMs;
  }

  /** `call` up to the function: whether it runs. */
  admits(nowMs: number): boolean {
    if (this.state === 'OPEN') {
      if (this.lastFailureAtMs === null || nowMs - this.lastFailureAtMs < this.#timeoutMs) return false;
      this.state = 'HALF_OPEN';
      this.successCount = 0;
      this.failureCount = 0;
    }
    return true;
  }

  recordSuccess(): void {
    if (this.state === 'HALF_OPEN') {
      this.successCount += 1;
      if (this.successCount >= this.#successThreshold) {
        this.state = 'CLOSED';
        this.failureCount = 0;
      }
    } else if (this.state === 'CLOSED') this.failureCount = 0;
  }

  recordFailure(nowMs: number): void {
    this.lastFailureAtMs = nowMs;
    if (this.state === 'HALF_OPEN') {
      this.state = 'OPEN';
      this.totalCircuitOpens += 1;
    } else if (this.state === 'CLOSED') {
      this.failureCount += 1;
      if (this.failureCount >= this.#failureThreshold) {
        this.state = 'OPEN';
        this.totalCircuitOpens += 1;
      }
    }
  }
}
