/** A worker without a thread, for tests of what starts workers: it answers when it is told to, as the true one would. */
import type { AnyPattern } from '../patterns/pattern.ts';
import { repliesTo, type WorkOrder } from './work.ts';

export class FakeWorker extends EventTarget {
  static readonly made: FakeWorker[] = [];
  static patterns: readonly AnyPattern[] = [];

  static get last(): FakeWorker {
    const worker = FakeWorker.made.at(-1);
    if (!worker) throw new Error('No worker was started.');
    return worker;
  }

  isTerminated = false;
  readonly orders: WorkOrder[] = [];

  constructor() {
    super();
    FakeWorker.made.push(this);
  }

  postMessage(order: WorkOrder): void {
    this.orders.push(order);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** Gives the first `count` replies to the newest order. */
  answer(count = Infinity): void {
    const order = this.orders.at(-1);
    if (!order) throw new Error('There is nothing to answer.');
    for (const data of [...repliesTo(order, FakeWorker.patterns)].slice(0, count)) {
      this.dispatchEvent(new MessageEvent('message', { data }));
    }
  }
}
