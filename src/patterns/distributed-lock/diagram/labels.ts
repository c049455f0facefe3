/** Words on the diagram that never cover each other: each is offered some places, takes the first free one, and keeps it while it can. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Labeler {
  /** A new picture begins; what was placed in the last one only tells preferences. */
  begin(): void;
  /** Nothing is written here. */
  block(box: Box): void;
  /**
   * The place that this label had before, or the first one, among those that are free and that `isGood` likes; else among
   * those that are free; null when none is.
   */
  place(key: number | string, candidates: readonly Box[], isGood?: (box: Box) => boolean): Box | null;
}

/** Air between two labels. */
const GAP = 6;

function overlap(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + GAP && b.x < a.x + a.width + GAP && a.y < b.y + b.height && b.y < a.y + a.height
  );
}

export function createLabeler(): Labeler {
  const taken: Box[] = [];
  let before = new Map<number | string, number>();
  let present = new Map<number | string, number>();

  const isFree = (box: Box | undefined): box is Box =>
    box !== undefined && taken.every((other) => !overlap(box, other));

  return {
    begin() {
      taken.length = 0;
      [before, present] = [present, before];
      present.clear();
    },
    block(box) {
      taken.push(box);
    },
    place(key, candidates, isGood = () => true) {
      const kept = before.get(key) ?? -1;
      const order = [kept, ...candidates.keys()].filter((index) => isFree(candidates[index]));
      const index = order.find((each) => isGood(candidates[each] as Box)) ?? order[0];
      const box = candidates[index ?? -1];
      if (index === undefined || !box) return null;
      present.set(key, index);
      taken.push(box);
      return box;
    },
  };
}
