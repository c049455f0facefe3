/** Where the cells of a pool stand in a picture of a given size: slots to the right, the queue before them, both as large as fits. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Block {
  /** Edge of a cell. */
  readonly edge: number;
  /** Upper left corners by number. */
  readonly cells: readonly Point[];
}

export interface CellLayout {
  readonly slots: Block;
  readonly queue: Block;
  /** Where calls come in. */
  readonly doorX: number;
}

interface Area {
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly edge: number;
  readonly gap: number;
}

const LARGEST_SLOT = 40;
const LARGEST_PLACE = 20;
/** Room at either side: for calls that bounce off the door, and for those that leave. */
const MARGIN = 30;
const BETWEEN = 14;
/** A queue place needs less room than a slot. */
const PLACE_WEIGHT = 0.4;

/** Of the edge. */
const GAP_SHARE = 0.18;
const LARGEST_GAP = 6;

/** The grid with the largest cells, and of equally large ones the lowest. */
function fitGrid(count: number, width: number, height: number, largest: number): Grid {
  let best: Grid = { columns: 1, rows: 1, edge: 0, gap: 0 };
  for (let rows = 1; rows <= count; rows += 1) {
    const columns = Math.ceil(count / rows);
    const pitch = Math.min(width / columns, height / rows);
    const edge = Math.min(largest, pitch / (1 + GAP_SHARE));
    if (edge > best.edge)
      best = {
        columns,
        rows: Math.ceil(count / columns),
        edge,
        gap: Math.min(LARGEST_GAP, edge * GAP_SHARE),
      };
  }
  return best;
}

const widthOf = ({ columns, edge, gap }: Grid) => columns * edge + (columns - 1) * gap;
const heightOf = ({ rows, edge, gap }: Grid) => rows * edge + (rows - 1) * gap;

/** Column by column, the first one at the left or at the right. */
function place(grid: Grid, count: number, area: Area, first: 'left' | 'right'): Block {
  const { rows, edge, gap } = grid;
  const top = (area.height - heightOf(grid)) / 2;
  const cells = Array.from({ length: count }, (_, index) => {
    const along = Math.floor(index / rows) * (edge + gap);
    return {
      x: first === 'left' ? area.left + along : area.right - edge - along,
      y: top + (index % rows) * (edge + gap),
    };
  });
  return { edge, cells };
}

export function layoutCells(slots: number, places: number, width: number, height: number): CellLayout {
  const inner = Math.max(0, width - 2 * MARGIN);
  const between = places > 0 ? BETWEEN : 0;
  const weight = slots + places * PLACE_WEIGHT;
  const share = places > 0 ? Math.min(0.75, Math.max(0.25, (places * PLACE_WEIGHT) / weight)) : 0;
  const queueGrid = fitGrid(places, (inner - between) * share, height, LARGEST_PLACE);
  const slotGrid = fitGrid(slots, (inner - between) * (1 - share), height, LARGEST_SLOT);
  const queueWidth = places > 0 ? widthOf(queueGrid) : 0;
  const used = queueWidth + between + widthOf(slotGrid);
  const left = MARGIN + (inner - used) / 2;
  const queueRight = left + queueWidth;
  const slotsLeft = queueRight + between;
  return {
    queue: place(queueGrid, places, { left, right: queueRight, height }, 'right'),
    slots: place(slotGrid, slots, { left: slotsLeft, right: slotsLeft + widthOf(slotGrid), height }, 'left'),
    doorX: left - MARGIN / 3,
  };
}
