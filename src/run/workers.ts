/** The page's side of the work: starts workers, listens to one as long as its order takes, and ends it when nobody waits any more. */
import type { WorkOrder } from './work.ts';

export interface Listener<Reply> {
  onReply(reply: Reply): void;
  /** Whether nothing comes after this reply. */
  isLast(reply: Reply): boolean;
  /** The worker could not be loaded, or broke. */
  onFailure(): void;
}

/** A worker that has nothing to do, kept for the next order. */
let idle: Worker | null = null;

/** Starts carrying out; gives what ends it at once, in the middle of it too. */
export function startWork<Reply>(
  order: WorkOrder,
  { onReply, isLast, onFailure }: Listener<Reply>,
): () => void {
  const worker = idle ?? new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  idle = null;
  const listening = new AbortController();
  const { signal } = listening;

  function end(isHealthy: boolean): void {
    if (signal.aborted) return;
    listening.abort();
    if (isHealthy && !idle) idle = worker;
    else worker.terminate();
  }

  worker.addEventListener(
    'message',
    ({ data }: MessageEvent<Reply>) => {
      if (isLast(data)) end(true);
      onReply(data);
    },
    { signal },
  );
  worker.addEventListener(
    'error',
    () => {
      end(false);
      onFailure();
    },
    { signal },
  );
  worker.postMessage(order);
  return () => end(false);
}
