/** What the four services answer when nothing disturbs them: the reference's bodies over a store of records. */
import type { Call, Policy } from '../../sim/call.ts';
import type { Clock } from '../../sim/clock.ts';
import { drawOf, type Random } from '../../sim/random.ts';
import type { ServiceId } from './parts.ts';

/** A uniform draw in [0, 1) of that call; `index` tells several of one answer apart. */
export type BodyDraw = (service: 'transactions' | 'payment', call: Call, index: number) => number;

export type Bodies = Readonly<Record<ServiceId, (call: Call) => Record<string, unknown>>>;

const between = (least: number, greatest: number, u: number) =>
  least + Math.floor(u * (greatest - least + 1));

/** A little comes in all the time, so that an old balance can be told from a new one. */
const INCOME = { amount: 25, everyMs: 5_000 };

export function drawBodies(random: Random): BodyDraw {
  const streams = {
    transactions: random.stream('body.transactions'),
    payment: random.stream('body.payment'),
  };
  return (service, call, index) => drawOf(streams[service], call, index);
}

/** User records and recommendations are stored and handed out as they are: whoever changes them changes the store. */
export function createBodies(clock: Clock, draw: BodyDraw): Bodies {
  const users = new Map<number, Record<string, unknown>>();
  const catalogue = new Map<number, Record<string, unknown>>();

  function stored(
    store: Map<number, Record<string, unknown>>,
    client: number,
    create: (id: number) => Record<string, unknown>,
  ): Record<string, unknown> {
    const record = store.get(client) ?? create(client + 1);
    store.set(client, record);
    return record;
  }

  return {
    userData({ client }) {
      const record = stored(users, client, (id) => ({ id, name: `User ${id}`, balance: 1_000 }));
      const balance = 1_000 + INCOME.amount * Math.floor(clock.nowMs / INCOME.everyMs);
      if (!('balance' in record) || record['balance'] === balance) return record;
      const next = { ...record, balance };
      users.set(client, next);
      return next;
    },
    transactions: (call) => ({
      user_id: call.client + 1,
      transactions: Array.from({ length: 5 }, (_, id) => ({
        id,
        amount: between(10, 100, draw('transactions', call, id)),
        date: '2024-01-01',
      })),
    }),
    recommendations: ({ client }) =>
      stored(catalogue, client, (id) => ({
        user_id: id,
        items: Array.from({ length: 10 }, (_, item) => `item_${item}`),
        score: 0.95,
      })),
    payment: (call) => ({
      status: 'success',
      transaction_id: between(1_000, 9_999, draw('payment', call, 0)),
    }),
  };
}

/** Gives every answer of the service behind it its value. */
export function answeringWith(body: (call: Call) => unknown): Policy {
  return (next) => (call, settle) =>
    next(call, (result) =>
      settle(result.outcome === 'succeeded' ? { ...result, value: body(call) } : result),
    );
}
