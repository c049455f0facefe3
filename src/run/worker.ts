/** The worker: carries out one order at a time, off the page's thread. */
import { patterns } from '../patterns/index.ts';
import { repliesTo, type WorkOrder } from './work.ts';

/** Progress is told no more often than it can be seen. */
const LEAST_BETWEEN_MS = 50;

addEventListener('message', ({ data }: MessageEvent<WorkOrder>) => {
  let toldAtMs = -Infinity;
  for (const reply of repliesTo(data, patterns)) {
    const nowMs = performance.now();
    if (reply.type === 'progress' && nowMs - toldAtMs < LEAST_BETWEEN_MS) continue;
    toldAtMs = nowMs;
    postMessage(reply);
  }
});
