/** Client-side throttling of the SRE book (“Handling Overload”): the more is lost, the less is sent. */
import type { Clock } from '../../sim/clock.ts';

const SLICES = 10;

export interface Throttling {
  /** Counts something that somebody wants to send, sent or not. */
  requested(): void;
  accepted(): void;
  /** max(0, (requests − K·accepts)/(requests + 1)): the chance with which the next one is not sent. */
  chance(): number;
  /** Requests per second over the window. */
  requestsPerSecond(): number;
}

export function createThrottling(
  clock: Clock,
  settings: () => { readonly ratio: number; readonly windowMs: number },
): Throttling {
  const requests = new Float64Array(SLICES);
  const accepts = new Float64Array(SLICES);
  let newest = 0;
  let allRequests = 0;
  let allAccepts = 0;

  function present(): number {
    const slice = Math.floor((clock.nowMs * SLICES) / settings().windowMs);
    if (slice < newest || slice - newest >= SLICES) {
      requests.fill(0);
      accepts.fill(0);
      allRequests = 0;
      allAccepts = 0;
      newest = slice;
    }
    while (newest < slice) {
      newest += 1;
      const at = newest % SLICES;
      allRequests -= requests[at] as number;
      allAccepts -= accepts[at] as number;
      requests[at] = 0;
      accepts[at] = 0;
    }
    return slice % SLICES;
  }

  return {
    requested() {
      const slice = present();
      requests[slice] = (requests[slice] as number) + 1;
      allRequests += 1;
    },
    accepted() {
      const slice = present();
      accepts[slice] = (accepts[slice] as number) + 1;
      allAccepts += 1;
    },
    chance() {
      present();
      return Math.max(0, (allRequests - settings().ratio * allAccepts) / (allRequests + 1));
    },
    requestsPerSecond() {
      present();
      const spanMs = Math.min(settings().windowMs, Math.max(1, clock.nowMs));
      return (1_000 * allRequests) / spanMs;
    },
  };
}
