/** Where the ticks of interventions stand: beside each other, else above each other, and together when even that is full. */

export interface TickStack {
  /** Indexes of the interventions that share this tick. */
  readonly members: readonly number[];
  /** Of the first member, in px. */
  readonly x: number;
  /** 0 is nearest to the track. */
  readonly level: number;
  /** Px to the next tick that stands or passes on its line at this level, `Infinity` for the last. */
  readonly room: number;
}

interface OpenStack extends Omit<TickStack, 'room'> {
  readonly members: number[];
}

/** `xs` in px by index; ticks of one level are at least `gap` px apart. */
export function stackTicks(xs: readonly number[], gap: number, levels: number): readonly TickStack[] {
  const last: OpenStack[] = [];
  const stacks: OpenStack[] = [];
  const inOrder = xs.map((x, index) => ({ x, index })).toSorted((a, b) => a.x - b.x);
  for (const { x, index } of inOrder) {
    const levelsTried = Array.from({ length: levels }, (_, level) => level);
    const level = levelsTried.find((candidate) => x - (last[candidate]?.x ?? -Infinity) >= gap);
    if (level === undefined) {
      last[levels - 1]?.members.push(index);
      continue;
    }
    const stack = { members: [index], x, level };
    last[level] = stack;
    stacks.push(stack);
  }
  return stacks.map((stack, at) => {
    const next = stacks.slice(at + 1).find(({ level }) => level >= stack.level);
    return { ...stack, room: next ? next.x - stack.x : Infinity };
  });
}
