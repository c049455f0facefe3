/** The required read: shared by all pages that want it at the same moment, and hedged when its answer is late. */
import {
  nothingToCancel,
  type Call,
  type Cancel,
  type Result,
  type Service,
  type Settle,
} from '../../sim/call.ts';
import type { World } from '../../sim/world.ts';
import type { ClientSettings } from './rules.ts';

export interface ReadingOptions {
  readonly service: Service;
  readonly settings: () => ClientSettings;
  readonly onShared: () => void;
  readonly onHedged: () => void;
  /** A call whose answer is of no use any more. */
  readonly onWasted: () => void;
}

const isAnswer = ({ outcome }: Result) => outcome === 'succeeded' || outcome === 'degraded';

/** An attempt and its hedge draw fates of their own. */
const TRIES_PER_ATTEMPT = 2;

/** `call.attempt` counts the attempts of its page. */
export function createReading(world: World, options: ReadingOptions): (call: Call, settle: Settle) => void {
  const { service, settings } = options;
  const flights = new Map<number, Settle[]>();

  function ask(call: Call, settle: Settle): void {
    const attempt = (call.attempt ?? 0) * TRIES_PER_ATTEMPT;
    const open = new Set<Cancel>();
    let isSettled = false;

    function start(number: number): void {
      let cancel: Cancel = nothingToCancel;
      const leave = () => cancel();
      open.add(leave);
      cancel = service({ ...call, attempt: number }, (result) => {
        open.delete(leave);
        if (isSettled || (!isAnswer(result) && open.size > 0)) return;
        isSettled = true;
        world.clock.cancel(hedge);
        for (const leaveOther of open) {
          leaveOther();
          options.onWasted();
        }
        settle(result);
      });
    }
    const hedge = world.clock.schedule(settings().hedgeAfterMs, () => {
      options.onHedged();
      start(attempt + 1);
    });
    start(attempt);
  }

  return (call, settle) => {
    if (!settings().singleFlight) {
      ask(call, settle);
      return;
    }
    const flight = flights.get(call.client);
    if (flight) {
      options.onShared();
      flight.push(settle);
      return;
    }
    const waiting = [settle];
    flights.set(call.client, waiting);
    ask(call, (result) => {
      flights.delete(call.client);
      for (const tell of waiting) tell(result);
    });
  };
}
