/** The workers that all features share: so many pages at once, and a bounded queue of visits that wait for one. */

/** Does the work of one visit and calls `release` when its worker is free again. */
export type Work = (release: () => void) => void;

export interface Workers {
  /** Starts the work now or later; null when the queue is full. The returned function takes it out of the queue. */
  take(work: Work): (() => void) | null;
  readonly running: number;
  readonly queued: number;
  /** More workers start queued work at once; fewer only stop taking new work. */
  resize(workers: number, queueLimit: number): void;
  /** How full the queue is, 0–1; 0 where there is none. */
  readonly fill: number;
}

export function createWorkers(initialWorkers: number, initialLimit: number): Workers {
  let workers = initialWorkers;
  let queueLimit = initialLimit;
  const queue = new Set<Work>();
  let running = 0;

  function start(work: Work): void {
    running += 1;
    work(() => {
      running -= 1;
      startQueued();
    });
  }

  function startQueued(): void {
    for (const work of queue) {
      if (running >= workers) return;
      queue.delete(work);
      start(work);
    }
  }

  return {
    get running() {
      return running;
    },
    get queued() {
      return queue.size;
    },
    get fill() {
      return queueLimit === 0 ? 0 : Math.min(1, queue.size / queueLimit);
    },
    take(work) {
      if (running < workers) {
        start(work);
        return () => {};
      }
      if (queue.size >= queueLimit) return null;
      queue.add(work);
      return () => queue.delete(work);
    },
    resize(nextWorkers, nextLimit) {
      workers = nextWorkers;
      queueLimit = nextLimit;
      startQueued();
    },
  };
}
